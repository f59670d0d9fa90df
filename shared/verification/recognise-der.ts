import type { ByteSource } from "../digest/byte-source.ts";
import { recordLimits } from "../evidence-record/evidence-record.ts";

type DerKind = "timestamp-token" | "timestamp-response" | "evidence-record";

const tags = { integer: 0x02, octets: 0x04, oid: 0x06, sequence: 0x30 } as const;
/** id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4, with tag and length. */
const tstInfo = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/** How far into a file the first token of an evidence record may begin: after all the hashes that a record may hold. */
const recordReach = recordLimits.bytes;
const pieceBytes = 1024 * 1024;
/** Where a token says that it holds a TSTInfo: after object identifier, version and digest algorithms. */
const tokenReach = 1024;

/** Which of our DER formats begins like this; undefined for none. Looks at the first fields alone, so that a damaged file is still recognised. */
export async function recogniseDer(
  source: ByteSource,
  head: Uint8Array,
): Promise<DerKind | undefined> {
  const outer = contentAt(head, 0, tags.sequence);
  if (outer === undefined) return undefined;
  if (head[outer] === tags.oid)
    return holdsTstInfo(head.subarray(0, tokenReach)) ? "timestamp-token" : undefined;
  const status = contentAt(head, outer, tags.sequence);
  if (status !== undefined)
    return isResponse(source, head, outer, status) ? "timestamp-response" : undefined;
  return (await isRecord(source, head, outer)) ? "evidence-record" : undefined;
}

/** Where the content of the element at `at` begins; undefined when its tag is another. */
function contentAt(bytes: Uint8Array, at: number, tag: number): number | undefined {
  if (bytes[at] !== tag) return undefined;
  const length = bytes[at + 1] ?? 0;
  return at + 2 + (length > 0x80 ? length & 0x7f : 0);
}

/** A PKIStatus of one octet, and then a token at once, or nothing: a refusal holds no more than its status. */
function isResponse(source: ByteSource, head: Uint8Array, outer: number, status: number): boolean {
  const isStatus = head[status] === tags.integer && head[status + 1] === 1;
  if (!isStatus || (head[status + 2] ?? 0xff) > 5) return false;
  const length = status - outer === 2 ? (head[outer + 1] ?? 0) : (head[status - 1] ?? 0);
  const alone = status - outer <= 3 && status + length === source.size;
  return alone || holdsTstInfo(head.subarray(0, tokenReach));
}

/** EvidenceRecord: version 1, digest algorithms (one or more, each a sequence with an identifier), then a token somewhere. */
async function isRecord(source: ByteSource, head: Uint8Array, outer: number): Promise<boolean> {
  const version = head[outer] === tags.integer && head[outer + 1] === 1 && head[outer + 2] === 1;
  const algorithms = contentAt(head, outer + 3, tags.sequence);
  const algorithm = algorithms && contentAt(head, algorithms, tags.sequence);
  if (!version || algorithm === undefined || head[algorithm] !== tags.oid) return false;
  const reach = Math.min(source.size, recordReach);
  for (let at = 0; at < reach; at += pieceBytes) {
    const end = Math.min(reach, at + pieceBytes + tstInfo.length);
    if (holdsTstInfo(await source.read(at, end))) return true;
  }
  return false;
}

function holdsTstInfo(bytes: Uint8Array): boolean {
  const [first = 0] = tstInfo;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (tstInfo.every((octet, n) => bytes[at + n] === octet)) return true;
  return false;
}
