import { type Json, writeCanonicalJson } from "../../bytes/canonical-json.ts";
import { toHex } from "../../bytes/hex.ts";
import { digestOf } from "../../digest/digest.ts";
import type { ComparedCheckpoint, Fork } from "./comparison.ts";

/**
 * A fork as a file (docs/spec/comparison.md): both receipts whole, with the notes that the log and the institutions
 * signed and the proofs that lead to their roots. It proves the fork to anybody who knows the log's key, and names
 * no file of whoever found it.
 */
export function writeForkProof(fork: Fork): Uint8Array<ArrayBuffer> {
  const { origin, kind, first, second, place, cosignedBoth } = fork;
  return writeCanonicalJson({
    format: "cunzhen-fork/1",
    origin,
    kind,
    place: place === undefined ? null : { ...place },
    cosignedBoth,
    first: side(first),
    second: side(second),
  });
}

function side({ size, root, logKey, cosigned, receipt }: ComparedCheckpoint): Json {
  return { size, root, logKey, cosigned, receipt };
}

/** `fork-<first 16 digits of the proof's SHA-256>.json`: the same fork has the same name. */
export function forkProofName(proof: Uint8Array): string {
  return `fork-${toHex(digestOf("sha256", proof)).slice(0, 16)}.json`;
}
