import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../scripts/layers.mjs";
import { runWell } from "./measure.ts";

/** A vault with its practice network, made by the command line for one measurement. */
export interface PracticeVault {
  readonly bin: string;
  readonly folder: string;
  readonly home: string;
  /** Gives the package's path. */
  notarize(file: string): Promise<string>;
  close(): Promise<void>;
}

const answer = z.object({ items: z.tuple([z.object({ package: z.string() })]) });
const nodeFile = z.object({ pid: z.number().int().positive() });

export function openVault(work: string): PracticeVault {
  const bin = join(root, "dist", "cli", "cunzhen.mjs");
  const folder = mkdtempSync(join(work, "vault-"));
  const home = join(folder, "home");
  return {
    bin,
    folder,
    home,
    async notarize(file) {
      const words = [bin, "notarize", file, "--home", home, "--json"];
      const { stdout } = await runWell(work, process.execPath, words);
      return answer.parse(JSON.parse(stdout)).items[0].package;
    },
    async close() {
      try {
        const text = readFileSync(join(home, "practice", "node.json"), "utf8");
        process.kill(nodeFile.parse(JSON.parse(text)).pid, "SIGTERM");
      } catch {
        // The node has stopped by itself.
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
