import type { VerifySignature } from "../signature/scheme.ts";
import type { CustodyHead } from "./custody-entry.ts";
import type { CustodyLine } from "./custody-log.ts";

/** What is wrong with one entry of a custody log; `seq` is its place in the file, counted from 1. */
export interface CustodyFlaw {
  readonly kind: "out-of-order" | "link" | "device" | "signature" | "time-backwards";
  readonly seq: number;
}

/**
 * Follows a log from its start: numbers, links, device, signatures, claimed times that never go back.
 *
 * @param device `id` and 32-byte Ed25519 `key` from evidence.json
 * @returns every flaw found and the end of the chain; no flaw means that the log is whole
 */
export function followCustody(
  lines: readonly CustodyLine[],
  start: CustodyHead,
  device: { readonly id: string; readonly key: Uint8Array },
  verify: VerifySignature,
): { readonly flaws: readonly CustodyFlaw[]; readonly head: CustodyHead } {
  const flaws: CustodyFlaw[] = [];
  let head = start;
  let earliest = Number.NEGATIVE_INFINITY;
  for (const { entry, digest, signed } of lines) {
    const seq = head.seq + 1;
    if (entry.seq !== seq) flaws.push({ kind: "out-of-order", seq });
    if (entry.prev !== head.digest) flaws.push({ kind: "link", seq });
    if (entry.device !== device.id) flaws.push({ kind: "device", seq });
    const key = { kind: "ed25519", bytes: device.key } as const;
    if (!verify(key, { kind: "ed25519" }, entry.signature, signed))
      flaws.push({ kind: "signature", seq });
    if (entry.time < earliest) flaws.push({ kind: "time-backwards", seq });
    earliest = entry.time;
    head = { seq, digest };
  }
  return { flaws, head };
}
