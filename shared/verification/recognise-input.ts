import { equalBytes } from "../bytes/octets.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import type { ByteSource } from "../digest/byte-source.ts";
import { recogniseArchive } from "./recognise-archive.ts";
import { recogniseDer } from "./recognise-der.ts";

export const inputKinds = [
  "package",
  "container",
  "timestamp-token",
  "timestamp-response",
  "tlog-proof",
  "evidence-record",
  "nothing",
] as const;

/**
 * What a file is by its content: a package of our profile, any other ASiC container, a time-stamp token or a
 * whole response, a receipt, an evidence record, or nothing that can be verified.
 */
export type InputKind = (typeof inputKinds)[number];

const headBytes = 4096;
const proofMark = toUtf8("c2sp.org/tlog-proof@v1\n");

/**
 * Recognises a file by its content, never by its name. A damaged file is still what it was made as, as far as its
 * marks stand: so it is judged, and fails, and is not passed over.
 *
 * @returns rejects only when the source cannot be read
 */
export async function recogniseInput(source: ByteSource): Promise<InputKind> {
  const head = await source.read(0, Math.min(source.size, headBytes));
  if (equalBytes(head.subarray(0, proofMark.length), proofMark)) return "tlog-proof";
  return (await recogniseDer(source, head)) ?? (await recogniseArchive(source, head)) ?? "nothing";
}
