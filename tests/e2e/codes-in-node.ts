import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { memorySource } from "../../shared/digest/memory-source.ts";
import { verifySignature } from "../../shared/signature/verify-signature.ts";
import { emptyTrust } from "../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import { recogniseInput } from "../../shared/verification/recognise-input.ts";
import type { Verdict } from "../../shared/verification/verdict.ts";
import { verifyInput } from "../../shared/verification/verify-input.ts";
import { oddContainers } from "../parties/odd-containers.ts";

export const tokenFolder = join("..", "shared", "test-data", "rfc3161-tokens");

/** The verdict of Node on the same bytes at the same moment, by nobody's trust. */
async function verdictInNode(bytes: Uint8Array, at: number): Promise<Verdict> {
  const terms = { trust: emptyTrust, now: at, policy: defaultPolicy, verify: verifySignature };
  return verifyInput(memorySource(bytes), terms);
}

/**
 * Judges all files in a page and in Node, and gives those that get other lines.
 *
 * @param inPage judges what lies in the page together, and gives the lines of each input
 * @param linesOf how a verdict of Node is told in such lines
 */
export async function unlikeNode(
  paths: readonly string[],
  at: number,
  inPage: (paths: readonly string[]) => Promise<readonly (readonly string[])[]>,
  linesOf: (verdict: Verdict) => readonly string[],
): Promise<readonly string[]> {
  const together: string[] = [];
  const alone: string[] = [];
  const expected = new Map<string, readonly string[]>();
  for (const path of paths) {
    const bytes = new Uint8Array(await readFile(path));
    // Files that carry evidence are judged all at once; the others beside them would be loose files.
    const carries = (await recogniseInput(memorySource(bytes))) !== "nothing";
    (carries ? together : alone).push(path);
    expected.set(path, [...linesOf(await verdictInNode(bytes, at))].sort());
  }
  const differ: string[] = [];
  for (const group of [together, ...alone.map((path) => [path])]) {
    if (group.length === 0) continue;
    const judged = await inPage(group);
    if (judged.length !== group.length)
      differ.push(`${String(judged.length)} verdicts on ${String(group.length)} files`);
    for (const [place, path] of group.entries()) {
      const found = JSON.stringify([...(judged[place] ?? [])].sort());
      const inNode = JSON.stringify(expected.get(path));
      if (found !== inNode) differ.push(`${path}: ${found} but in Node ${inNode}`);
    }
  }
  return differ;
}

/** Every ZIP vector. */
export function zipVectors(): readonly string[] {
  return ["good", "bad"].flatMap((folder) => {
    const place = join("tests", "vectors", "zip", folder);
    return readdirSync(place).map((name) => join(place, name));
  });
}

/** Every row of the container table, written into a folder. */
export async function containerRows(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [place, { make }] of oddContainers.entries()) {
    const path = join(folder, `row-${String(place + 1)}.asice`);
    await writeFile(path, (await make()).bytes);
    paths.push(path);
  }
  return paths;
}

/** The real tokens that lie beside the project. */
export function realTokens(): readonly string[] {
  const names = readdirSync(tokenFolder).filter((name) => name.endsWith(".tst"));
  return names.map((name) => join(tokenFolder, name));
}
