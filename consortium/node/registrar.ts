import { join } from "node:path";
import { openDatabase } from "../../platform/database/database.ts";
import { makeFolder } from "../../platform/files/durable.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { QuorumPolicy } from "../../shared/log/quorum-policy.ts";
import type { SubmissionState } from "../../shared/network/codecs.ts";
import { submissionDigest } from "../../shared/network/submission.ts";
import type { VerifySignature } from "../../shared/signature/scheme.ts";
import type { PracticeNetwork } from "../ceremony/practice-network.ts";
import { type Cosigner, openCosigner } from "../cosigner/cosigner.ts";
import { startCosigningLoop } from "../cosigner/cosigning-loop.ts";
import { cosignAndKeep, cosignHead } from "../cosigner/cosigning-round.ts";
import { ensureFirstCheckpoint } from "../log/first-checkpoint.ts";
import {
  checkpointNote,
  consistencyProof,
  cosignaturesAt,
  finalSize,
  headAt,
  leafNumber,
  type LogKeys,
  receiptOf,
} from "../log/log-reader.ts";
import { prepareLog } from "../log/log-schema.ts";
import { applyBlock } from "../log/log-writer.ts";
import { createEmbeddedSequencer } from "../sequencer/embedded-sequencer.ts";
import { admit, type Admission } from "../submitters/admission.ts";
import { createRateLimit, type RateLimit, usualRate } from "../submitters/rate-limit.ts";
import { createFinalSizes } from "./final-sizes.ts";
import type { NodeEvent } from "./node-event.ts";

export interface RegistrarOptions {
  /** The node's home folder. */
  readonly home: string;
  readonly network: PracticeNetwork;
  readonly clock: () => UnixMs;
  readonly verify: VerifySignature;
  readonly report: (event: NodeEvent) => void;
  readonly rate?: RateLimit;
  /** Most submissions that may wait for a block. */
  readonly maxQueued?: number;
}

export type Submitted =
  | { readonly kind: "taken"; readonly id: string; readonly state: SubmissionState }
  | Extract<Admission, { kind: "refused" }>;

/** The absence of a submission, as far as institutions can attest it. */
export type Absence =
  | { readonly kind: "absent"; readonly checkpoint: Uint8Array }
  | { readonly kind: "pending" }
  | { readonly kind: "present" };

/** A node's work behind its doors. */
export interface Registrar {
  submit(file: Uint8Array): Promise<Submitted>;
  /** The final receipt, waiting for it up to `waitMs`; undefined while there is none. */
  receipt(id: string, waitMs: number): Promise<Uint8Array | undefined>;
  isKnown(id: string): Promise<boolean>;
  /** The newest checkpoint that satisfies the policy. */
  checkpoint(): Promise<Uint8Array | undefined>;
  absence(id: string): Promise<Absence>;
  /** Undefined when a size lies outside the log. */
  consistency(from: number, to: number): Promise<readonly Uint8Array[] | undefined>;
  size(): Promise<number>;
  /** The time that a block made now would have; ahead of the clock when that has been set back. */
  blockTime(): UnixMs;
  /** Lets those go who wait; submissions that were taken are still committed. */
  release(): void;
  close(): Promise<void>;
}

const retryCosigningMs = 1000;

export async function openRegistrar(options: RegistrarOptions): Promise<Registrar> {
  const { home, network, clock, report } = options;
  const policy = lastPolicy(network);
  const keys: LogKeys = {
    log: network.logKey.verifier,
    cosigners: network.cosignerKeys.map((key) => key.verifier),
  };
  const origin = keys.log.name;
  await makeFolder(join(home, "cosigners"));
  const database = await openDatabase(join(home, "log.sqlite"));
  const cosigners: Cosigner[] = [];
  for (const [seat, key] of network.cosignerKeys.entries()) {
    const path = join(home, "cosigners", `${String(seat + 1)}.sqlite`);
    cosigners.push(await openCosigner(path, key, clock));
  }
  await prepareLog(database, origin);
  await ensureFirstCheckpoint(database, network.logKey, clock());
  const head = await headAt(database, origin);
  if (head === undefined) throw new Error("the log has no head");

  const finals = createFinalSizes((await finalSize(database, head.size)) ?? 0);
  const sequencer = createEmbeddedSequencer({ clock, height: head.height, time: head.time });
  const queued = new Map<string, Promise<void>>();
  const takeTurn = createRateLimit(options.rate ?? usualRate);
  const acceptedBy = keys.cosigners[0]?.name ?? origin;
  const cosigning = startCosigningLoop({
    round: () => cosignAndKeep(database, cosigners, policy),
    done: ({ head: signed, refused, satisfied }) => {
      if (refused.length > 0) report({ kind: "cosigner-refused", refused });
      if (satisfied) finals.advance(signed.size);
    },
    failed: (error) => {
      report({ kind: "cosigning-failed", error });
    },
    retryMs: retryCosigningMs,
  });

  sequencer.onCommitted(async (block) => {
    const results = await applyBlock(database, network.logKey, block);
    if (results.includes("registered")) cosigning.poke();
    return results;
  });
  if ((await finalSize(database, head.size)) === undefined) cosigning.poke();

  async function stateOf(id: string): Promise<SubmissionState | undefined> {
    const number = await leafNumber(database, id);
    if (number === undefined) return queued.has(id) ? "queued" : undefined;
    return finals.size > number ? "final" : "committed";
  }

  return {
    async submit(file) {
      const id = submissionDigest(file);
      const state = await stateOf(id);
      if (state !== undefined) return { kind: "taken", id, state };
      if (queued.size >= (options.maxQueued ?? 10_000)) {
        const refusal = { error: "too-many", detail: "too many submissions are waiting" } as const;
        return { kind: "refused", refusal, retryAfterMs: 1000 };
      }
      const admission = admit(file, clock(), { acceptedBy, verify: options.verify, takeTurn });
      if (admission.kind === "refused") return admission;
      const committed = sequencer
        .submitBatch([admission.entry])
        .then(
          () => undefined,
          (error: unknown) => {
            report({ kind: "commit-failed", error });
          },
        )
        .finally(() => queued.delete(id));
      queued.set(id, committed);
      return { kind: "taken", id, state: "queued" };
    },
    async receipt(id, waitMs) {
      const started = performance.now();
      await queued.get(id);
      const number = await leafNumber(database, id);
      if (number === undefined) return undefined;
      const left = waitMs - (performance.now() - started);
      if (!(await finals.reached(number + 1, left))) return undefined;
      const size = await finalSize(database, number + 1);
      return size === undefined ? undefined : receiptOf(database, keys, number, size);
    },
    isKnown: async (id) => (await stateOf(id)) !== undefined,
    async checkpoint() {
      const size = await finalSize(database, finals.size);
      const final = size === undefined ? undefined : await headAt(database, origin, size);
      if (final === undefined) return undefined;
      return checkpointNote(keys, final, await cosignaturesAt(database, final.size));
    },
    async absence(id) {
      if (queued.has(id)) return { kind: "pending" };
      if ((await leafNumber(database, id)) !== undefined) return { kind: "present" };
      const round = await cosignHead(database, cosigners, policy);
      if (!round.satisfied || queued.has(id)) return { kind: "pending" };
      if ((await leafNumber(database, id)) !== undefined) return { kind: "present" };
      return { kind: "absent", checkpoint: checkpointNote(keys, round.head, round.cosignatures) };
    },
    async consistency(from, to) {
      const size = (await headAt(database, origin))?.size ?? 0;
      if (from > to || to > size) return undefined;
      return consistencyProof(database, from, to);
    },
    size: async () => (await headAt(database, origin))?.size ?? 0,
    blockTime: () => sequencer.blockTime(),
    release() {
      finals.end();
    },
    async close() {
      finals.end();
      await sequencer.close();
      await cosigning.close();
      for (const cosigner of cosigners) await cosigner.close();
      await database.close();
    },
  };
}

function lastPolicy(network: PracticeNetwork): QuorumPolicy {
  const epoch = network.descriptor.epochs.at(-1);
  if (epoch === undefined) throw new Error("the network has no epoch");
  return epoch.quorum;
}
