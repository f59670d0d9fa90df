import { accept, attempt, type Refuse } from "../bytes/attempt.ts";
import { toBase64 } from "../bytes/base64.ts";
import { type Json, parseCanonicalJson, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { formatTime } from "../bytes/civil-time.ts";
import { concatBytes } from "../bytes/octets.ts";
import { toHex } from "../bytes/hex.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { digestOf } from "../digest/digest.ts";
import {
  type CustodyAct,
  type CustodyEntry,
  type CustodyHead,
  custodyActions,
} from "./custody-entry.ts";
import { readFields } from "../bytes/json-fields.ts";

/** What a device does: signs with the Ed25519 key whose public half is in evidence.json. */
export interface CustodyDevice {
  readonly id: string;
  sign(data: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

/** A line as it stands in the file, with what its signature covers. */
export interface CustodyLine {
  readonly entry: CustodyEntry;
  /** SHA-256 of the line without its newline, lower-case hex: the next entry's `prev`. */
  readonly digest: string;
  /** The bytes that the signature covers. */
  readonly signed: Uint8Array;
}

/** A log is small: a line per act. */
export const custodyLimits = { bytes: 4 * 1024 * 1024, line: 16 * 1024, entries: 10_000 } as const;

const context = "cunzhen-custody/1\n";
const newline = toUtf8("\n");

/** Where the chain of an item starts: SHA-256 of `cunzhen-custody/1\n` and the item's id, so that no log fits another item. */
export function custodyStart(evidenceId: string): CustodyHead {
  return { seq: 0, digest: toHex(digestOf("sha256", toUtf8(context + evidenceId))) };
}

function entryJson(entry: Omit<CustodyEntry, "signature">): Record<string, Json> {
  const { seq, prev, action, party, device, subject } = entry;
  const json: Record<string, Json> = { seq, prev, action, party, device, subject };
  json["time"] = formatTime(entry.time);
  for (const name of optionalTexts) {
    const text = entry[name];
    if (text !== undefined) json[name] = text;
  }
  return json;
}

const optionalTexts = ["counterparty", "caseNumber", "medium", "reason"] as const;

function signedBytes(entry: Omit<CustodyEntry, "signature">): Uint8Array {
  return concatBytes(toUtf8(context), writeCanonicalJson(entryJson(entry)));
}

/**
 * Links and signs one act.
 *
 * @param head the end of the log so far, or `custodyStart`
 * @returns the line with its newline, to be appended to the file, and the new end. Rejects only when
 *   the device does.
 */
export async function appendCustody(
  head: CustodyHead,
  act: CustodyAct,
  device: CustodyDevice,
): Promise<{
  readonly line: Uint8Array;
  readonly head: CustodyHead;
  readonly entry: CustodyEntry;
}> {
  const unsigned = { ...act, seq: head.seq + 1, prev: head.digest, device: device.id };
  const signature = await device.sign(signedBytes(unsigned));
  const line = writeCanonicalJson({ ...entryJson(unsigned), signature: toBase64(signature) });
  return {
    line: concatBytes(line, newline),
    head: { seq: unsigned.seq, digest: toHex(digestOf("sha256", line)) },
    entry: { ...unsigned, signature },
  };
}

/**
 * Reads a custody log: canonical JSON, one entry a line, each line ended by U+000A. Looks at form
 * only; links, signatures and order are `followCustody`'s.
 */
export function parseCustodyLog(bytes: Uint8Array): Result<readonly CustodyLine[]> {
  return attempt((refuse) => {
    if (bytes.length > custodyLimits.bytes) return refuse("custody-too-large");
    const lines: CustodyLine[] = [];
    let start = 0;
    while (start < bytes.length) {
      const end = bytes.indexOf(10, start);
      if (end < 0) return refuse("custody-last-line-open", start);
      if (lines.length >= custodyLimits.entries) return refuse("custody-too-many-entries", start);
      const at = start;
      lines.push(readLine(bytes.subarray(start, end), (rule) => refuse(rule, at)));
      start = end + 1;
    }
    return lines.length === 0 ? refuse("custody-empty") : lines;
  });
}

function readLine(line: Uint8Array, refuse: Refuse): CustodyLine {
  const json = accept(parseCanonicalJson(line, custodyLimits.line), refuse);
  const fields = readFields(json, "", refuse);
  const unsigned = {
    seq: fields.integer("seq", 1, Number.MAX_SAFE_INTEGER),
    prev: fields.digest("prev"),
    time: fields.time("time"),
    action: fields.oneOf("action", custodyActions),
    party: fields.nullable("party", (name) => fields.text(name, 64)),
    device: fields.digest("device"),
    subject: fields.nullable("subject", fields.digest),
    ...(fields.has("counterparty") ? { counterparty: fields.text("counterparty", 500) } : {}),
    ...(fields.has("caseNumber") ? { caseNumber: fields.text("caseNumber", 200) } : {}),
    ...(fields.has("medium") ? { medium: fields.text("medium", 200) } : {}),
    ...(fields.has("reason") ? { reason: fields.text("reason", 1000) } : {}),
  };
  const signature = fields.bytes("signature", 64);
  fields.end();
  return {
    entry: { ...unsigned, signature },
    digest: toHex(digestOf("sha256", line)),
    signed: signedBytes(unsigned),
  };
}
