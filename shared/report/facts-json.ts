import { formatTime } from "../bytes/civil-time.ts";
import { toHex } from "../bytes/hex.ts";
import type { Member, OriginalName, Planned, Relation } from "../evidence/descriptor.ts";
import type { CertificateFacts } from "../verification/certificate/certificate-facts.ts";
import type {
  CustodyFacts,
  EditionFacts,
  EnvironmentFacts,
  EvidenceRecordFacts,
  Facts,
  Gaps,
  Moment,
  ReceiptFacts,
  TimestampFacts,
} from "../verification/facts.ts";
import type { SignerFacts } from "../verification/signature/check-signature.ts";
import type { TimeStanding } from "../verification/times/time-standing.ts";
import type { TimeState } from "../words/time-states.ts";

/** The facts of a verdict as `verify --json` prints them; times RFC 3339, null for what is absent. */
export function factsJson(facts: Facts) {
  return {
    format: facts.format,
    id: facts.id,
    number: facts.number,
    fingerprint: facts.fingerprint,
    title: facts.title,
    kind: facts.kind,
    purpose: facts.purpose,
    members: facts.members.map(memberJson),
    timestamps: facts.timestamps.map(timestampJson),
    receipt: facts.receipt === null ? null : receiptJson(facts.receipt),
    signer: facts.signer === null ? null : signerJson(facts.signer),
    parties: facts.parties.map(({ role, type, name, assurance }) => ({
      role,
      type,
      name,
      assurance,
    })),
    gaps: gapsJson(facts.gaps),
    planned: facts.planned === null ? null : plannedJson(facts.planned),
    timeline: facts.timeline.map(momentJson),
    sequence: facts.sequence,
    notBefore: facts.notBefore,
    relations: facts.relations.map(relationJson),
    editions: facts.editions.map(editionJson),
    evidenceRecords: facts.evidenceRecords.map(recordJson),
    custody: facts.custody.map(custodyJson),
    environment: facts.environment === null ? null : environmentJson(facts.environment),
  };
}

function memberJson(member: Member) {
  const { path, role, type } = member;
  const file = member.type === "file" ? member : undefined;
  return {
    path,
    originalName: shownName(member.originalName),
    role,
    type,
    mediaType: file?.mediaType ?? null,
    size: file?.size ?? 0,
    sha256: file?.sha256 ?? null,
    sm3: file?.sm3 ?? null,
  };
}

/** A name that is no text is shown as its bytes in hex. */
function shownName(name: OriginalName): string {
  return "text" in name ? name.text : `0x${toHex(name.bytes)}`;
}

function timestampJson(token: TimestampFacts) {
  const { file, authority, policy, closing, practice, trusted, accuracyMs, sound } = token;
  return {
    file,
    time: formatTime(token.time),
    authority,
    policy,
    closing,
    practice,
    trusted,
    accuracyMs,
    sound,
    identity: token.identity ?? null,
    chain: chainJson(token.chain),
    algorithms: token.algorithms ?? null,
    revocationKnownAt: timeOrNull(token.revocationKnownAt),
    standing: standingJson(token.standing),
  };
}

function chainJson(chain: readonly CertificateFacts[] = []) {
  return chain.map(({ notBefore, notAfter, ...rest }) => ({
    ...rest,
    notBefore: formatTime(notBefore),
    notAfter: formatTime(notAfter),
  }));
}

function timeOrNull(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : formatTime(time);
}

function receiptJson(receipt: ReceiptFacts) {
  const { origin, index, size, needed, institutions, practice, trusted } = receipt;
  return {
    origin,
    index,
    size,
    existedBy: timeOrNull(receipt.existedBy),
    cosignatures: receipt.cosignatures.map(({ institution, role, time }) => ({
      institution,
      role,
      time: formatTime(time),
    })),
    needed,
    institutions,
    roles: (receipt.roles ?? []).map((one) => ({ ...one })),
    practice,
    trusted,
    file: receipt.file ?? null,
    logKey: receipt.logKey ?? null,
    proof: receipt.proof ?? null,
    standing: standingJson(receipt.standing),
  };
}

function signerJson(signer: SignerFacts) {
  const { name, issuer, certificate, selfDeclared, practice } = signer;
  const chain = chainJson(signer.chain);
  const algorithms = signer.algorithms ?? null;
  return { name, issuer, certificate, selfDeclared, practice, chain, algorithms };
}

function relationJson({ type, target }: Relation) {
  const { evidence, fingerprint, member, sha256 } = target;
  return { type, evidence, fingerprint, member: member ?? null, sha256: sha256 ?? null };
}

function editionJson({ n, closedAt, file }: EditionFacts) {
  return { n, closedAt: timeOrNull(closedAt), file };
}

function recordJson({ file, chains, tokens, digests, ...record }: EvidenceRecordFacts) {
  const existedBy = timeOrNull(record.existedBy);
  return { file, chains, tokens, existedBy, digests, standing: standingJson(record.standing) };
}

/** Where no verdict says what a time is worth it is not proven. */
function standingJson(standing: TimeStanding = { state: "open", code: null }): {
  readonly state: TimeState;
  readonly code: string | null;
} {
  return { ...standing };
}

function custodyJson({ n, act, actor, time, file, digest }: CustodyFacts) {
  return { n, act, actor, time: formatTime(time), file, digest };
}

function environmentJson({ software, device, via, clock }: EnvironmentFacts) {
  const { source, capturedAt, offset } = clock;
  return { software, device, via, clock: { source, capturedAt: formatTime(capturedAt), offset } };
}

function gapsJson({ captureToStamp, stampToRegistration }: Gaps) {
  return { captureToStamp, stampToRegistration };
}

function plannedJson({ authorities, needed, network, policyDigest }: Planned) {
  return { authorities, needed, network, policyDigest };
}

function momentJson({ event, time, standing, by }: Moment) {
  return { event, time: formatTime(time), standing: standingJson(standing), by };
}
