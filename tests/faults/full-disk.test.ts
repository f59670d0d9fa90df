import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { captureSource } from "../../service/capture/capture.ts";
import { writeParts } from "../../service/objects/package-file.ts";
import { openObjectStore } from "../../service/objects/store.ts";

let root: string;
let disk: string;

/** A disk of 100 MB; only root may make one. */
function mounts(): boolean {
  const place = mkdtempSync(join(tmpdir(), "mount-"));
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", place]).status === 0;
  if (made) execFileSync("umount", [place]);
  rmSync(place, { recursive: true });
  return made;
}

const canMount = mounts();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "disk-"));
  disk = join(root, "disk");
  mkdirSync(disk);
  if (canMount) execFileSync("mount", ["-t", "tmpfs", "-o", "size=100m", "tmpfs", disk]);
  writeFileSync(join(root, "source"), new Uint8Array(30_000_000).fill(7));
});

afterEach(() => {
  if (canMount) execFileSync("umount", [disk]);
  rmSync(root, { recursive: true, force: true });
});

async function capture(progress: () => void = () => undefined): Promise<string> {
  const home = join(disk, "home");
  const store = await openObjectStore(join(home, "objects"));
  const { signal } = new AbortController();
  const ended = await captureSource(join(root, "source"), {
    store,
    home,
    sm3: false,
    signal,
    progress,
  });
  return ended.ok ? "captured" : ended.fault.code;
}

/** Takes all that is left of the disk. */
function fill(): void {
  try {
    writeFileSync(join(disk, "filler"), new Uint8Array(100_000_000));
  } catch {
    // It is full, as it should be.
  }
}

const left = () => readdirSync(join(disk, "home", "objects"));

test.skipIf(!canMount)(
  "a disk that fills while a file is captured keeps nothing half-written",
  async () => {
    expect(await capture(fill)).toBe("SPACE_RAN_OUT");
    expect(left()).toEqual([]);
    expect(await capture()).toBe("SPACE_TOO_SMALL");
    rmSync(join(disk, "filler"));
    expect(await capture()).toBe("captured");
  },
);

test.skipIf(!canMount)("a package that finds no room leaves no file", async () => {
  const store = await openObjectStore(join(root, "objects"));
  const { sha256, size } = await store.put(new Uint8Array(30_000_000));
  fill();
  const target = join(disk, "package.asice");
  const written = writeParts([{ digest: sha256, size }], store, target);
  await expect(written).rejects.toMatchObject({ fault: { code: "SPACE_RAN_OUT" } });
  expect(readdirSync(disk)).toEqual(["filler"]);
});

test.skipIf(!canMount)(
  "a home that became read-only is named, and nothing is written",
  async () => {
    await capture();
    const before = left();
    execFileSync("mount", ["-o", "remount,ro", disk]);
    writeFileSync(join(root, "source"), "other");
    expect(await capture()).toBe("PLACE_NOT_WRITABLE");
    expect(left()).toEqual(before);
  },
);
