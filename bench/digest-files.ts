// Digests the files that a list names, a few at a time, and prints a line for each.
import { readFileSync } from "node:fs";
import { openFileSource } from "../platform/hashing/file-source.ts";
import { toHex } from "../shared/bytes/hex.ts";

const paths = readFileSync(process.argv[2] ?? "", "utf8")
  .split("\n")
  .filter((path) => path !== "");
const lines = new Map<number, string>();
let next = 0;

async function reader(): Promise<void> {
  for (let index = next++; index < paths.length; index = next++) {
    const path = paths[index] ?? "";
    const source = await openFileSource(path);
    const { sha256 } = await source.digest(0, source.size, ["sha256"]);
    await source.close();
    if (sha256 !== undefined) lines.set(index, `${toHex(sha256)}  ${path}`);
  }
}

await Promise.all(Array.from({ length: 8 }, reader));
console.log(paths.map((_, index) => lines.get(index)).join("\n"));
