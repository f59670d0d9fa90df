import { join } from "node:path";
import type { Http } from "../../platform/http/http-client.ts";
import { makeFolder, writeFileDurably } from "../../platform/files/durable.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { concatBytes, equalBytes } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type Checkpoint, parseCheckpoint } from "../../shared/log/checkpoint.ts";
import { writeNote } from "../../shared/log/note.ts";
import { verifyConsistency } from "../../shared/log/tree-proof.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { callNode } from "./node-client.ts";

/** Where the newest checkpoint with a quorum is kept, for each log. */
export interface KnownCheckpoints {
  /** The signed note, or undefined for a log that is new here. */
  latest(origin: string): Promise<Uint8Array | undefined>;
  /** Keeps it unless a larger one is kept already. */
  keep(origin: string, size: number, note: Uint8Array): Promise<void>;
}

export interface Continuity {
  readonly home: string;
  readonly address: string;
  readonly http: Http;
  readonly checkpoints: KnownCheckpoints;
  readonly signal?: AbortSignal;
}

/** `fault` says that the log does not continue what is known; `unproven` that the node did not answer. */
export type ContinuityEnd =
  | { readonly kind: "continues" }
  | { readonly kind: "unproven" }
  | { readonly kind: "fault"; readonly fault: Fault };

/**
 * Demands that a checkpoint whose quorum holds and the one kept for its log are one history, whichever is the
 * larger, and keeps the larger. Two that contradict each other are written into a file that proves it.
 */
export async function demandContinuity(
  checkpoint: Checkpoint,
  continuity: Continuity,
): Promise<ContinuityEnd> {
  const { checkpoints } = continuity;
  const kept = await checkpoints.latest(checkpoint.origin);
  const parsed = kept === undefined ? undefined : parseCheckpoint(kept);
  const known = parsed?.ok === true ? parsed.value : undefined;
  const end = known === undefined ? continues : await compare(known, checkpoint, continuity);
  if (end.kind === "continues") {
    await checkpoints.keep(checkpoint.origin, checkpoint.size, writeNote(checkpoint.note));
  }
  return end;
}

const continues: ContinuityEnd = { kind: "continues" };

async function compare(
  known: Checkpoint,
  fresh: Checkpoint,
  continuity: Continuity,
): Promise<ContinuityEnd> {
  if (known.size === fresh.size) {
    if (equalBytes(known.root, fresh.root)) return continues;
    const file = await keepBoth(known, fresh, continuity.home);
    return { kind: "fault", fault: fault("LOG_FORKED", { origin: fresh.origin, file }) };
  }
  const [older, newer] = known.size < fresh.size ? [known, fresh] : [fresh, known];
  const { http, address, signal } = continuity;
  const proof = await callNode(http, address, nodeRoutes.consistency, {
    parameters: { from: older.size, to: newer.size },
    value: undefined,
    timeoutMs: 10_000,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!proof.ok && proof.fault.kind === "no-answer") return { kind: "unproven" };
  if (proof.ok && verifyConsistency(older, newer, proof.value)) return continues;
  const file = await keepBoth(known, fresh, continuity.home);
  return { kind: "fault", fault: fault("LOG_NOT_CONSISTENT", { address, file }) };
}

/** Writes both notes, one after the other, under `<home>/log/<SHA-256 of the origin>/`. */
async function keepBoth(known: Checkpoint, fresh: Checkpoint, home: string): Promise<string> {
  const folder = join(home, "log", toHex(digestOf("sha256", toUtf8(fresh.origin))));
  await makeFolder(folder);
  const both = concatBytes(writeNote(known.note), toUtf8("\n"), writeNote(fresh.note));
  const name = `conflict-${toHex(digestOf("sha256", both)).slice(0, 16)}.txt`;
  await writeFileDurably(join(folder, name), both);
  return join(folder, name);
}
