import { join } from "node:path";
import { expect } from "vitest";
import { root } from "../../scripts/layers.mjs";
import { fromUtf8, toUtf8 } from "../../shared/bytes/utf8.ts";
import { type Ended, run } from "./workbench.ts";

/** Runs the published procedure with files from the institutions' own channels: roots, and a policy where one is at hand. */
export function runPublished(path: string, ...given: readonly string[]): Promise<Ended> {
  return run("bash", [join(root, "docs", "verify-package.sh"), path, ...given]);
}

/** Runs the bash blocks of a package's VERIFY.md as a reader would, in the folder in which package and roots.pem lie. */
export function runCarried(text: string, folder: string): Promise<Ended> {
  const blocks = [...text.matchAll(/^```bash\n(.*?)\n```$/gmsu)].map(([, block = ""]) => block);
  expect(blocks.length).toBeGreaterThan(6);
  return run("bash", ["-c", `${blocks.join("\n")}\n`], { cwd: folder });
}

export function problemsOf({ stdout }: Ended): readonly string[] {
  return stdout.split("\n").filter((line) => line.startsWith("PROBLEM: "));
}

export function lastLine({ stdout }: Ended): string {
  return stdout.trim().split("\n").at(-1) ?? "";
}

export function expectSound(ended: Ended): void {
  expect(problemsOf(ended), ended.stdout + ended.stderr).toEqual([]);
  expect(lastLine(ended), ended.stdout).toBe("problems: 0");
  expect(ended.code).toBe(0);
}

/** Refused for these reasons and no other. */
export function expectRefused(ended: Ended, ...problems: readonly string[]): void {
  expect(problemsOf(ended), ended.stdout + ended.stderr).toEqual(
    problems.map((one) => `PROBLEM: ${one}`),
  );
  expect(ended.code).toBe(1);
}

/** Changes the text of one entry, which must make a difference. */
export function edited(
  files: Map<string, Uint8Array>,
  name: string,
  change: (text: string) => string,
): void {
  const text = fromUtf8(files.get(name) ?? new Uint8Array()) ?? "";
  const other = change(text);
  if (other === text) throw new Error(`nothing to change in ${name}`);
  files.set(name, toUtf8(other));
}
