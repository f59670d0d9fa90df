import { concatBytes } from "../../shared/bytes/octets.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { CustodyAct, CustodyHead } from "../../shared/evidence/custody-entry.ts";
import {
  appendCustody,
  custodyStart,
  type CustodyDevice,
} from "../../shared/evidence/custody-log.ts";
import type { Statements } from "../../platform/database/database.ts";
import { readCustody, type StoredEntry } from "../vault/custody.ts";

/** Acts linked to the end of an item's log and signed, ready for the runner to commit. */
export interface ContinuedLog {
  readonly added: readonly StoredEntry[];
  /** The whole log with them. */
  readonly bytes: Uint8Array;
}

/** Continues an item's custody log. Only who holds the claim on the item may commit what this gives. */
export async function continueLog(
  statements: Statements,
  item: string,
  acts: readonly CustodyAct[],
  device: CustodyDevice,
): Promise<ContinuedLog> {
  const lines = await readCustody(statements, item);
  let head = headOf(item, lines);
  const added: StoredEntry[] = [];
  for (const act of acts) {
    const next = await appendCustody(head, act, device);
    head = next.head;
    added.push({ seq: head.seq, bytes: next.line });
  }
  return { added, bytes: concatBytes(...lines, ...added.map(({ bytes }) => bytes)) };
}

function headOf(item: string, lines: readonly Uint8Array[]): CustodyHead {
  const last = lines.at(-1);
  if (last === undefined) return custodyStart(item);
  return { seq: lines.length, digest: toHex(digestOf("sha256", last.subarray(0, -1))) };
}
