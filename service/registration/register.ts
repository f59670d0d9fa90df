import type { Http } from "../../platform/http/http-client.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { parseCheckpoint } from "../../shared/log/checkpoint.ts";
import { judgeCheckpoint } from "../../shared/log/checkpoint-quorum.ts";
import { isSatisfied } from "../../shared/log/quorum-policy.ts";
import { epochAt } from "../../shared/network/descriptor-trust.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { submissionDigest } from "../../shared/network/submission.ts";
import type { VerifySignature } from "../../shared/signature/scheme.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { type Continuity, demandContinuity, type KnownCheckpoints } from "./log-continuity.ts";
import { callNode, noAnswer, type NodeCallFault } from "./node-client.ts";
import type { KnownNode } from "./practice-node.ts";
import { acceptReceipt, type RegistrationFacts } from "./receipt-acceptance.ts";
import {
  keptSubmission,
  type Registrable,
  type SignedSubmission,
  signSubmission,
  type SubmitterKey,
} from "./submissions.ts";

/** Where a submission is made durable before its first byte leaves. */
export interface Outbox {
  get(itemId: string): Promise<Uint8Array | undefined>;
  /** Replaces what was kept for the item. */
  put(itemId: string, submission: Uint8Array): Promise<void>;
}

export interface Registration extends Registrable {
  readonly itemId: string;
  readonly home: string;
  readonly node: KnownNode;
  readonly submitter: SubmitterKey;
  readonly outbox: Outbox;
  readonly checkpoints: KnownCheckpoints;
  readonly http: Http;
  readonly clock: () => UnixMs;
  readonly verify: VerifySignature;
  readonly signal?: AbortSignal;
}

/** The files of META-INF/consortium/ and what they say, or why there are none yet. */
export type RegistrationEnd =
  | {
      readonly kind: "done";
      readonly submission: Uint8Array;
      readonly receipt: Uint8Array;
      readonly policy: Uint8Array;
      readonly network: Uint8Array;
      readonly facts: RegistrationFacts;
    }
  | { readonly kind: "wait"; readonly fault: Fault; readonly retryAfterMs: number }
  | { readonly kind: "stop"; readonly fault: Fault };

const toleratedClockMs = 60_000;
const receiptWaitMs = 10_000;

/**
 * Registers an item's fingerprint and tokens once, however often it is called for the item: what was signed is
 * kept first and sent again as it is. It signs anew only after `notAfter`, when institutions attest with a quorum
 * that by then the log lacked the earlier submission.
 */
export async function register(registration: Registration): Promise<RegistrationEnd> {
  const kept = keptSubmission(await registration.outbox.get(registration.itemId), registration);
  const first = kept ?? (await signAfresh(registration));
  if ("kind" in first) return first;
  const end = await submit(registration, first);
  if (end !== "expired") return end;
  const absent = await demandAbsence(registration, first);
  if (absent !== undefined) return absent;
  const second = await signAfresh(registration);
  if ("kind" in second) return second;
  const last = await submit(registration, second);
  if (last !== "expired") return last;
  return { kind: "wait", fault: fault("NODE_WINDOW_OPEN", {}), retryAfterMs: 60_000 };
}

async function signAfresh(registration: Registration): Promise<SignedSubmission | RegistrationEnd> {
  const { http, node, clock } = registration;
  const health = await callNode(http, node.url, nodeRoutes.health, {
    value: undefined,
    ...limits(registration, 10_000),
  });
  if (!health.ok) return callFault(registration, health.fault);
  const difference = Math.abs(health.value.time - clock());
  if (difference > toleratedClockMs) {
    return { kind: "wait", fault: fault("NODE_CLOCK", { difference }), retryAfterMs: 30_000 };
  }
  const signed = await signSubmission(registration, registration.submitter, clock());
  await registration.outbox.put(registration.itemId, signed.file);
  return signed;
}

async function submit(
  registration: Registration,
  sent: SignedSubmission,
): Promise<RegistrationEnd | "expired"> {
  const { http, node, clock } = registration;
  const taken = await callNode(http, node.url, nodeRoutes.submit, {
    value: sent.file,
    ...limits(registration, 15_000),
    ...(node.token === undefined ? {} : { token: node.token }),
  });
  if (!taken.ok) {
    if (taken.fault.kind === "refused" && taken.fault.refusal.error === "not-after")
      return "expired";
    return callFault(registration, taken.fault);
  }
  const receipt = await callNode(http, node.url, nodeRoutes.receipt, {
    parameters: { submission: submissionDigest(sent.file) },
    query: `?wait=${String(receiptWaitMs)}`,
    value: undefined,
    ...limits(registration, receiptWaitMs + 10_000),
  });
  if (receipt.ok) return acceptAndKeep(registration, sent, receipt.value);
  if (receipt.fault.kind === "refused" && receipt.fault.refusal.error === "unknown") {
    if (clock() > sent.submission.notAfter) return "expired";
  }
  return callFault(registration, receipt.fault);
}

async function acceptAndKeep(
  registration: Registration,
  sent: SignedSubmission,
  bytes: Uint8Array,
): Promise<RegistrationEnd> {
  const accepted = acceptReceipt(bytes, sent, registration.node, registration.verify);
  if (!accepted.ok) return waitOrStop(accepted.fault);
  const { receipt, epoch, facts } = accepted.value;
  const continuity = await demandContinuity(receipt.checkpoint, continuityOf(registration));
  if (continuity.kind === "fault") return { kind: "stop", fault: continuity.fault };
  if (continuity.kind === "unproven") return unreachable(registration);
  return {
    kind: "done",
    submission: sent.file,
    receipt: bytes,
    policy: toUtf8(epoch.policy),
    network: registration.node.network,
    facts,
  };
}

/** Undefined when a quorum attests, after the submission's `notAfter`, to a log that lacks it. */
async function demandAbsence(
  registration: Registration,
  sent: SignedSubmission,
): Promise<RegistrationEnd | undefined> {
  const { http, node, verify } = registration;
  const window: RegistrationEnd = {
    kind: "wait",
    fault: fault("NODE_WINDOW_OPEN", {}),
    retryAfterMs: 30_000,
  };
  const answer = await callNode(http, node.url, nodeRoutes.absence, {
    parameters: { submission: submissionDigest(sent.file) },
    value: undefined,
    ...limits(registration, 15_000),
  });
  if (!answer.ok) {
    const pending = answer.fault.kind === "refused" && answer.fault.refusal.error === "pending";
    return pending ? window : callFault(registration, answer.fault);
  }
  const parsed = parseCheckpoint(answer.value);
  const epoch = parsed.ok ? epochAt(node.descriptor, parsed.value.size) : undefined;
  if (!parsed.ok || epoch === undefined) {
    const rule = parsed.ok ? "size-before-first-epoch" : parsed.fault.rule;
    return callFault(registration, { kind: "broken", rule });
  }
  const judgement = judgeCheckpoint(parsed.value, epoch.quorum, verify);
  const later = judgement.cosigned.filter(
    ({ seconds }) => seconds * 1000 > sent.submission.notAfter,
  );
  const enough =
    judgement.log === "valid" &&
    judgement.invalid.length === 0 &&
    isSatisfied(epoch.quorum, new Set(later.map(({ witness }) => witness.key.text)));
  if (!enough) return window;
  const continuity = await demandContinuity(parsed.value, continuityOf(registration));
  if (continuity.kind === "fault") return { kind: "stop", fault: continuity.fault };
  return continuity.kind === "unproven" ? unreachable(registration) : undefined;
}

function callFault(registration: Registration, cause: NodeCallFault): RegistrationEnd {
  const address = registration.node.url;
  switch (cause.kind) {
    case "no-answer":
      return { kind: "wait", fault: noAnswer(address, cause.fault), retryAfterMs: 1000 };
    case "pending":
      return { kind: "wait", fault: fault("COSIGNATURES_PENDING", {}), retryAfterMs: 2000 };
    case "broken":
      return {
        kind: "wait",
        fault: fault("NODE_ANSWER_BROKEN", { address, rule: cause.rule }),
        retryAfterMs: 15_000,
      };
    case "refused":
      return refused(registration.node, cause);
  }
}

function refused(
  { url: address, token }: KnownNode,
  { refusal, retryAfterMs }: Extract<NodeCallFault, { kind: "refused" }>,
): RegistrationEnd {
  switch (refusal.error) {
    case "malformed":
    case "too-large":
    case "forbidden":
    case "signature":
      return { kind: "stop", fault: fault("NODE_REFUSED", { address, reason: refusal.error }) };
    case "unauthorized":
      // A practice node that has started anew has a new token, which the next look at node.json finds.
      return token === undefined
        ? { kind: "stop", fault: fault("NODE_REFUSED", { address, reason: refusal.error }) }
        : { kind: "wait", fault: fault("NODE_BUSY", { address }), retryAfterMs: 1000 };
    case "not-after":
      return { kind: "wait", fault: fault("NODE_WINDOW_OPEN", {}), retryAfterMs: 30_000 };
    case "unknown":
    case "pending":
      return { kind: "wait", fault: fault("COSIGNATURES_PENDING", {}), retryAfterMs: 2000 };
    case "too-many":
    case "stopping":
    case "internal":
      return {
        kind: "wait",
        fault: fault("NODE_BUSY", { address }),
        retryAfterMs: Math.max(1000, retryAfterMs),
      };
  }
}

function waitOrStop(cause: Fault): RegistrationEnd {
  switch (cause.code) {
    case "COSIGNATURES_MISSING":
      return { kind: "wait", fault: cause, retryAfterMs: 5000 };
    case "NODE_ANSWER_BROKEN":
      return { kind: "wait", fault: cause, retryAfterMs: 15_000 };
    default:
      return { kind: "stop", fault: cause };
  }
}

function unreachable({ node }: Registration): RegistrationEnd {
  return {
    kind: "wait",
    fault: fault("NODE_UNREACHABLE", { address: node.url }),
    retryAfterMs: 1000,
  };
}

function continuityOf({ home, node, http, checkpoints, signal }: Registration): Continuity {
  return {
    home,
    address: node.url,
    http,
    checkpoints,
    ...(signal === undefined ? {} : { signal }),
  };
}

function limits({ signal }: Registration, timeoutMs: number) {
  return { timeoutMs, ...(signal === undefined ? {} : { signal }) };
}
