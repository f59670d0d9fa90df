import { attempt, type Refuse } from "../bytes/attempt.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { concatBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { maxNoteBytes } from "./note.ts";
import { linesOf, parseDecimal, type TextLine } from "./text-lines.ts";
import { maxProofHashes } from "./tree-proof.ts";

/** A C2SP tlog-proof. `extra` is not authenticated by the format; `checkpoint` is a note, verbatim. */
export interface TlogProof {
  readonly extra: Uint8Array | undefined;
  readonly index: number;
  /** The inclusion proof, the leaf's sibling first; 32 bytes each. */
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: Uint8Array;
}

const header = "c2sp.org/tlog-proof@v1";
/** Octets of a line: under 64 KiB, or readers with Go's scanner refuse the file with a misleading message. */
const maxLineOctets = 65_000;
export const maxTlogProofBytes = maxNoteBytes + 128 * 1024;

/**
 * Reads a tlog-proof (c2sp.org/tlog-proof) strictly: canonical base64, no leading zeroes, final newline;
 * `writeTlogProof` gives the same bytes back. The checkpoint is cut out, not read.
 */
export function parseTlogProof(bytes: Uint8Array): Result<TlogProof> {
  return attempt((refuse) => {
    const lines = linesOf(bytes, maxTlogProofBytes, refuse);
    const overlong = lines.find((line) => line.octets > maxLineOctets);
    if (overlong !== undefined) return refuse("proof-line-too-long", overlong.at);
    const [first, second] = lines;
    if (first?.text !== header) return refuse("proof-header");
    const hasExtra = second?.text.startsWith("extra ") === true;
    const extra = hasExtra ? readExtra(second, refuse) : undefined;
    const indexAt = hasExtra ? 2 : 1;
    const index = readIndex(lines[indexAt], refuse);
    const empty = lines.findIndex((line) => line.text === "");
    if (empty < indexAt) return refuse("proof-without-checkpoint", bytes.length);
    const hashLines = lines.slice(indexAt + 1, empty);
    if (hashLines.length > maxProofHashes) return refuse("proof-too-many-hashes");
    const hashes = hashLines.map((line) => readHash(line, refuse));
    const checkpointAt = lines[empty + 1]?.at ?? refuse("proof-without-checkpoint", bytes.length);
    return { extra, index, hashes, checkpoint: bytes.slice(checkpointAt) };
  });
}

function readExtra(line: TextLine, refuse: Refuse): Uint8Array {
  const bytes = fromBase64(line.text.slice("extra ".length));
  if (bytes === undefined || bytes.length === 0) return refuse("proof-extra", line.at);
  return bytes;
}

function readIndex(line: TextLine | undefined, refuse: Refuse): number {
  if (line?.text.startsWith("index ") !== true) return refuse("proof-index", line?.at);
  return parseDecimal(line.text.slice("index ".length)) ?? refuse("proof-index", line.at);
}

function readHash(line: TextLine, refuse: Refuse): Uint8Array {
  const hash = fromBase64(line.text);
  return hash?.length === 32 ? hash : refuse("proof-hash", line.at);
}

/** The bytes of a tlog-proof. Throws when `extra` is present and empty or makes too long a line. */
export function writeTlogProof(proof: TlogProof): Uint8Array<ArrayBuffer> {
  const extra = proof.extra === undefined ? "" : `extra ${toBase64(proof.extra)}\n`;
  if (extra === "extra \n" || extra.length > maxLineOctets)
    throw new RangeError("extra data does not fit");
  const hashes = proof.hashes.map((hash) => `${toBase64(hash)}\n`).join("");
  const head = `${header}\n${extra}index ${String(proof.index)}\n${hashes}\n`;
  return concatBytes(toUtf8(head), proof.checkpoint);
}
