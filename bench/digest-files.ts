// Digests the files that a list names and prints a line for each.
import { readFileSync } from "node:fs";
import { digestFiles } from "../platform/hashing/digest-files.ts";
import { toHex } from "../shared/bytes/hex.ts";

const paths = readFileSync(process.argv[2] ?? "", "utf8")
  .split("\n")
  .filter((path) => path !== "");
const digests = await digestFiles(paths, ["sha256"]);
const lines = digests.map(
  ({ sha256 }, index) => `${toHex(sha256 ?? new Uint8Array())}  ${paths[index] ?? ""}`,
);
console.log(lines.join("\n"));
