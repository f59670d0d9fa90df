import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CaptureOptions, captureSource } from "../../../service/capture/capture.ts";
import type { CapturedMember } from "../../../service/capture/captured-member.ts";
import { openObjectStore } from "../../../service/objects/store.ts";

/** A folder to capture from and a home to capture into, both on the disk. */
export interface CapturePlace {
  readonly root: string;
  readonly home: string;
  readonly from: string;
  readonly options: (more?: Partial<CaptureOptions>) => Promise<CaptureOptions>;
  readonly capture: (
    path: string,
    more?: Partial<CaptureOptions>,
  ) => ReturnType<typeof captureSource>;
  readonly members: (path: string) => Promise<readonly CapturedMember[]>;
  /** The code of the fault; empty when there is none. */
  readonly faultOf: (path: string, more?: Partial<CaptureOptions>) => Promise<string>;
  readonly put: (name: string, content?: string | Uint8Array) => string;
  /** Names of all files under the objects, unfinished ones too. */
  readonly stored: () => readonly string[];
  readonly remove: () => void;
}

export function makePlace(): CapturePlace {
  const root = mkdtempSync(join(tmpdir(), "capture-"));
  const home = join(root, "home");
  const from = join(root, "from");
  mkdirSync(from);
  const options = async (more: Partial<CaptureOptions> = {}): Promise<CaptureOptions> => {
    const store = await openObjectStore(join(home, "objects"));
    return { store, home, sm3: false, signal: new AbortController().signal, ...more };
  };
  const capture = async (path: string, more: Partial<CaptureOptions> = {}) =>
    captureSource(path, await options(more));
  return {
    root,
    home,
    from,
    options,
    capture,
    async members(path) {
      const captured = await capture(path);
      if (!captured.ok) throw new Error(captured.fault.code);
      return captured.value.members;
    },
    async faultOf(path, more) {
      const captured = await capture(path, more);
      return captured.ok ? "" : captured.fault.code;
    },
    put(name, content = name) {
      const path = join(from, name);
      writeFileSync(path, content);
      return path;
    },
    stored: () =>
      readdirSync(join(home, "objects"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
