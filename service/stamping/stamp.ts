import type { Http } from "../../platform/http/http-client.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { fromBigEndian } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { frameFault, unknownCertificates } from "../../shared/cms/signed-data-frame.ts";
import { parseSignedData } from "../../shared/cms/signed-data.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { VerifySignature } from "../../shared/signature/scheme.ts";
import { writeRequest } from "../../shared/timestamp/request.ts";
import type { Anchor } from "../../shared/verification/certificate/certificate-question.ts";
import { checkToken } from "../../shared/verification/timestamp/token-check.ts";
import type { TokenFacts } from "../../shared/verification/timestamp/token-facts.ts";
import { fault } from "../../shared/words/faults/fault.ts";
import { arrivalFault } from "./arrival-fault.ts";
import type { Authority } from "./authority.ts";
import { type Answer, exchange, type StampFault } from "./exchange.ts";
import { fetchRevocation } from "./revocation-fetch.ts";

export interface StampPorts {
  readonly http: Http;
  readonly clock: () => UnixMs;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly verify: VerifySignature;
  /** The owner's trusted roots; the authority's own root counts beside them. */
  readonly roots: readonly Anchor[];
}

export interface StampOrder {
  readonly authority: Authority;
  /** The bytes to stamp: a manifest. */
  readonly manifest: Uint8Array;
  /** A closing token must leave no byte of itself undetermined (rule c of the package's strict rule). */
  readonly purpose: "stamp" | "close";
  /** DER certificates that the package holds under META-INF/trust/ already. */
  readonly known?: readonly Uint8Array[];
  readonly signal: AbortSignal;
}

/** A token, verified on arrival, with what came with it. */
export interface Stamped {
  readonly token: Uint8Array;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  readonly time: UnixMs;
  readonly authority: string;
  readonly policy: string;
  readonly practice: boolean;
  /** The local clock, in the middle of the exchange, minus the token's time, in milliseconds. */
  readonly offset: number;
  /** DER from the signer up to the root, as far as they were had, and whatever else the token carried. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  /**
   * Certificates in the token that are not byte-equal to a known one. A package whose closing token has any must
   * take them in and be closed again.
   */
  readonly unlisted: readonly Uint8Array[];
  readonly facts: TokenFacts;
}

/** How far a token may lie outside the exchange before one of the two clocks is plainly wrong. */
const plausibleMs = 10 * 60 * 1000;

/**
 * Asks one authority for a token over a manifest, with a fresh 128-bit nonce, and verifies it at once: response,
 * signature, certificate, purpose, imprint, nonce, chain to the authority's root where one is configured, time
 * within the exchange. Then fetches revocation data, which may fail to come. Never rejects.
 */
export async function stamp(
  order: StampOrder,
  ports: StampPorts,
): Promise<Result<Stamped, StampFault>> {
  const { authority, signal } = order;
  const imprint = digestOf("sha256", order.manifest);
  // Never zero, and always 128 bits long: some authorities cut leading zeros off.
  const nonce = fromBigEndian(ports.randomBytes(16)) | (1n << 127n);
  const request = writeRequest({ digest: "sha256", imprint, nonce, certReq: true });
  const answered = await exchange(authority, request, ports, signal);
  if (!answered.ok) return answered;
  const judged = judge(order, ports, { imprint, nonce }, answered.value);
  if (!judged.ok) return fail({ fault: judged.fault, retryAfterMs: null });
  const facts = judged.value;

  const { token, response } = answered.value;
  const carried = parseSignedData(token);
  const embedded = carried.ok ? carried.value : undefined;
  const revocation =
    order.purpose === "close"
      ? { crls: [], ocsps: [] }
      : await fetchRevocation(ports.http, facts.chain, authority.crlUrls, signal);
  return ok({
    token,
    request,
    response,
    time: facts.genTime,
    authority: facts.authority,
    policy: facts.policy,
    practice: facts.practice || authority.practice,
    offset: offsetOf(answered.value, facts.genTime),
    certificates: distinct([...facts.chain, ...(embedded?.certificates ?? [])]),
    crls: distinct([...revocation.crls, ...(embedded?.crls ?? [])]),
    ocsps: distinct(revocation.ocsps),
    unlisted: embedded === undefined ? [] : unknownCertificates(embedded, order.known ?? []),
    facts,
  });
}

interface Asked {
  readonly imprint: Uint8Array;
  readonly nonce: bigint;
}

function judge(
  { authority, purpose }: StampOrder,
  ports: StampPorts,
  { imprint, nonce }: Asked,
  answer: Answer,
): Result<TokenFacts, StampFault["fault"]> {
  const roots = anchorsOf(authority, ports.roots);
  const { findings, facts } = checkToken({
    subject: authority.url,
    token: answer.token,
    covered: { file: authority.url, digest: (name) => (name === "sha256" ? imprint : undefined) },
    nonce,
    roots,
    certificates: authority.certificates,
    crls: [],
    ocsps: [],
    now: answer.receivedAt,
    verify: ports.verify,
  });
  const wrong = arrivalFault(authority, findings);
  if (wrong !== undefined) return fail(wrong);
  if (facts === undefined) {
    return fail(fault("AUTHORITY_TOKEN_INVALID", { authority: authority.name, check: "-" }));
  }
  const offset = offsetOf(answer, facts.genTime);
  const allowed = plausibleMs + (facts.accuracyMs ?? 0);
  if (Math.abs(offset) > allowed) {
    return fail(fault("AUTHORITY_CLOCK_OFF", { authority: authority.name, offset }));
  }
  const rule = purpose === "close" ? frameFault(answer.token) : undefined;
  if (rule !== undefined) {
    return fail(fault("AUTHORITY_CANNOT_CLOSE", { authority: authority.name, rule }));
  }
  return ok(facts);
}

/** Where the owner named the authority's root, that root and no other will do. */
function anchorsOf(authority: Authority, roots: readonly Anchor[]): readonly Anchor[] {
  const own = authority.certificates
    .filter((certificate) => hexDigest(certificate) === authority.root)
    .map((certificate) => ({ certificate, practice: authority.practice }));
  return authority.root === null ? roots : own;
}

function offsetOf({ sentAt, receivedAt }: Answer, genTime: UnixMs): number {
  return Math.round((sentAt + receivedAt) / 2 - genTime);
}

function hexDigest(bytes: Uint8Array): string {
  return toHex(digestOf("sha256", bytes));
}

function distinct(items: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(items.map((bytes) => [hexDigest(bytes), bytes])).values()];
}
