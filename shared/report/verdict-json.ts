import { formatTime } from "../bytes/civil-time.ts";
import { toHex } from "../bytes/hex.ts";
import type { Member, OriginalName, Planned } from "../evidence/descriptor.ts";
import type { Facts, Gaps, Moment, ReceiptFacts, TimestampFacts } from "../verification/facts.ts";
import type { SignerFacts } from "../verification/signature/check-signature.ts";
import type { Check, Verdict } from "../verification/verdict.ts";
import type { Language } from "../words/language.ts";
import type { Outcome } from "../words/outcome.ts";
import { sentence } from "../words/sentence.ts";
import type { SlotValue } from "../words/slots.ts";

/** One check as `verify --json` prints it. */
export interface CheckJson {
  readonly code: string;
  readonly outcome: Outcome;
  readonly required: boolean;
  readonly subject: string;
  readonly message: string;
  readonly data: Readonly<Record<string, SlotValue>>;
}

/** A value that its holder only reads, so that what came over a door fits as well. */
type Fixed<T> = T extends readonly (infer E)[]
  ? readonly Fixed<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T;

/** The verdict on one package as `verify --json` prints it; times RFC 3339, null for what is absent. */
export interface VerdictJson {
  readonly path: string;
  readonly outcome: Outcome;
  readonly practice: boolean;
  readonly checks: readonly CheckJson[];
  readonly facts: Fixed<ReturnType<typeof factsJson>>;
}

export function verdictJson(path: string, verdict: Verdict, language: Language): VerdictJson {
  return {
    path,
    outcome: verdict.outcome,
    practice: verdict.practice,
    checks: verdict.checks.map((check) => checkJson(check, language)),
    facts: factsJson(verdict.facts),
  };
}

function checkJson(check: Check, language: Language): CheckJson {
  const { code, outcome, required, subject } = check;
  const data: Record<string, SlotValue> = { ...check.data };
  return { code, outcome, required, subject, message: sentence(code, language, data), data };
}

function factsJson(facts: Facts) {
  return {
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
  const { file, authority, policy, closing, practice, trusted, accuracyMs } = token;
  const time = formatTime(token.time);
  return { file, time, authority, policy, closing, practice, trusted, accuracyMs };
}

function receiptJson(receipt: ReceiptFacts) {
  const { origin, index, size, needed, institutions, practice, trusted } = receipt;
  return {
    origin,
    index,
    size,
    existedBy: receipt.existedBy === null ? null : formatTime(receipt.existedBy),
    cosignatures: receipt.cosignatures.map(({ institution, role, time }) => ({
      institution,
      role,
      time: formatTime(time),
    })),
    needed,
    institutions,
    practice,
    trusted,
  };
}

function signerJson({ name, issuer, certificate, selfDeclared, practice }: SignerFacts) {
  return { name, issuer, certificate, selfDeclared, practice };
}

function gapsJson({ captureToStamp, stampToRegistration }: Gaps) {
  return { captureToStamp, stampToRegistration };
}

function plannedJson({ authorities, needed, network, policyDigest }: Planned) {
  return { authorities, needed, network, policyDigest };
}

function momentJson({ event, time, proven, by }: Moment) {
  return { event, time: formatTime(time), proven, by };
}
