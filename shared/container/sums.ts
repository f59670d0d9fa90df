import { attempt, type Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";
import { isPortablePath } from "./portable-path.ts";

/** One line of SHA256SUMS or SM3SUMS: a digest in lower-case hex and an entry name. */
export interface SumLine {
  readonly digest: string;
  readonly name: string;
}

const maxSumsBytes = 4 * 1024 * 1024;
const line = /^([0-9a-f]{64}) {2}(.+)$/u;

/**
 * Writes what `sha256sum` writes and `sha256sum -c` reads from the folder that holds the unpacked
 * package. Portable names need none of its escapes; others are a programmer's error and throw.
 */
export function writeSums(lines: readonly SumLine[]): Uint8Array {
  const texts = lines.map(({ digest, name }) => {
    if (!isPortablePath(name)) throw new RangeError(`not a portable name: ${name}`);
    return `${digest}  ${name}\n`;
  });
  return toUtf8(texts.join(""));
}

/** Reads such a file; `at` of a fault is the number of the line, from 1. At most 4 MiB, and a line at least: whoever checks by none is told nothing. */
export function parseSums(bytes: Uint8Array): Result<readonly SumLine[]> {
  return attempt((refuse: Refuse) => {
    if (bytes.length > maxSumsBytes) refuse("sums-limit", 1);
    const text = fromUtf8(bytes) ?? refuse("sums-utf8", 1);
    const lines = text.split("\n");
    if (lines.pop() !== "") refuse("sums-end", lines.length + 1);
    if (lines.length === 0) refuse("sums-line", 1);
    const seen = new Set<string>();
    return lines.map((each, index) => {
      const [, digest, name] = line.exec(each) ?? [];
      if (digest === undefined || name === undefined || seen.has(name) || !isPortablePath(name)) {
        return refuse("sums-line", index + 1);
      }
      seen.add(name);
      return { digest, name };
    });
  });
}
