import type { Http } from "../../platform/http/http-client.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { parseDescriptor } from "../../shared/network/descriptor.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { publicAddresses } from "../../shared/network/public-addresses.ts";
import type { TrustedNetwork } from "../../shared/trust/trust-store.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { callNode, noAnswer } from "./node-client.ts";
import type { KnownNode } from "./practice-node.ts";
import { register, type Registration, type RegistrationEnd } from "./register.ts";

export interface NetworkRegistration extends Omit<Registration, "node"> {
  /** As its owner has accepted it. */
  readonly network: TrustedNetwork;
  /** How long one node may take to show its descriptor; 5 s unless told. */
  readonly probeMs?: number;
  /** After so long no further node is tried; 30 s unless told. */
  readonly patienceMs?: number;
}

type Wait = Extract<RegistrationEnd, { kind: "wait" }>;

/**
 * Registers with an accepted network: through the first of its newest institutions, in the descriptor's order, whose
 * node answers, serves the very descriptor that was accepted, and takes the submission. All of them get the same
 * submission, so that a node that took it and did not say so makes no second leaf.
 *
 * @returns as `register`; where no node would do, a wait with what most deserves to be known
 */
export async function registerWithNetwork(
  registration: NetworkRegistration,
): Promise<RegistrationEnd> {
  const { network, http, signal, probeMs = 5_000, patienceMs = 30_000 } = registration;
  const until = performance.now() + patienceMs;
  const waits: Wait[] = [];
  for (const url of publicAddresses(network.descriptor)) {
    if (waits.length > 0 && performance.now() >= until) break;
    const node = await openNode(url, network, { http, signal, probeMs });
    const end = node.ok ? await register({ ...registration, node: node.value }) : node.fault;
    if (end.kind !== "wait" || !nodesOwn.includes(end.fault.code)) return end;
    if (signal?.aborted === true) return end;
    waits.push(end);
  }
  const [telling] = [...waits].sort((a, b) => weight(a) - weight(b));
  if (telling === undefined) {
    const { origin } = network.descriptor;
    return { kind: "stop", fault: fault("NETWORK_UNKNOWN", { name: origin }) };
  }
  return { ...telling, retryAfterMs: Math.min(...waits.map((wait) => wait.retryAfterMs)) };
}

/** What is wrong with one node alone, the most telling first. */
const nodesOwn: readonly Fault["code"][] = [
  "NODE_OF_ANOTHER",
  "NODE_CLOCK",
  "NODE_ANSWER_BROKEN",
  "NODE_BUSY",
  "NODE_SILENT",
  "NODE_UNREACHABLE",
];

function weight({ fault: { code } }: Wait): number {
  return nodesOwn.indexOf(code);
}

interface Probe {
  readonly http: Http;
  readonly signal: AbortSignal | undefined;
  readonly probeMs: number;
}

/** The node at an address, if it shows that it belongs to the network in the shape that was accepted. */
async function openNode(
  url: string,
  { descriptor, bytes }: TrustedNetwork,
  { http, signal, probeMs }: Probe,
): Promise<Result<KnownNode, Wait>> {
  const served = await callNode(http, url, nodeRoutes.network, {
    value: undefined,
    timeoutMs: probeMs,
    ...(signal === undefined ? {} : { signal }),
  });
  if (served.ok) {
    if (equalBytes(served.value, bytes)) return ok({ url, descriptor, network: bytes });
    const other = parseDescriptor(served.value);
    return other.ok
      ? later(fault("NODE_OF_ANOTHER", { address: url }), 60_000)
      : later(fault("NODE_ANSWER_BROKEN", { address: url, rule: other.fault.rule }), 15_000);
  }
  const cause = served.fault;
  switch (cause.kind) {
    case "no-answer":
      return later(noAnswer(url, cause.fault), 5_000);
    case "refused":
      return later(fault("NODE_BUSY", { address: url }), Math.max(5_000, cause.retryAfterMs));
    case "pending":
      return later(fault("NODE_ANSWER_BROKEN", { address: url, rule: "no-body" }), 15_000);
    case "broken":
      return later(fault("NODE_ANSWER_BROKEN", { address: url, rule: cause.rule }), 15_000);
  }
}

function later(found: Fault, retryAfterMs: number): Result<never, Wait> {
  return fail({ kind: "wait", fault: found, retryAfterMs });
}
