import { toHex } from "../../bytes/hex.ts";
import { packageNames } from "../../container/package-names.ts";
import { digestOf } from "../../digest/digest.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import { checkCustody, type CustodyCheck } from "../custody/check-custody.ts";
import { custodyParts } from "../custody/custody-parts.ts";
import { checkNotBefore } from "../evidence/check-not-before.ts";
import { checkPlan } from "../evidence/check-plan.ts";
import { evidenceFacts } from "../evidence/evidence-facts.ts";
import { type EditionFacts, type Facts, noFacts, type TimestampFacts } from "../facts.ts";
import { checkPractice, type Issuer } from "../practice/check-practice.ts";
import { checkSignature, type SignatureCheck } from "../signature/check-signature.ts";
import { checkOrder } from "../times/check-order.ts";
import type { Finding } from "../verdict.ts";
import { checkPackageReceipt } from "./check-package-receipt.ts";
import { checkEditions, type EditionCheck, editionOrder } from "./check-editions.ts";
import { checkStamp, type StampCheck } from "./check-stamps.ts";
import { type Examination, packageGrounds } from "./examination.ts";
import { distinctSigners, signedBy, surplusStamps, timesOf } from "./stamp-order.ts";

/** Everything that the proofs of one package say. */
export interface ProofsCheck {
  readonly findings: readonly Finding[];
  readonly facts: Omit<Facts, "number" | "fingerprint">;
  readonly practice: boolean;
  /** Tokens beyond the needed number that may stay open. */
  readonly surplus: ReadonlySet<string>;
}

const maxSignatureBytes = 4 * 1024 * 1024;

/**
 * The proofs in their order: custody log, time-stamps, operator's signature at the time of the first
 * of them, receipt, closing token; then what was planned, the order of times, and practice.
 *
 * @param evidence undefined when evidence.json could not be read; what needs it is left out
 * @param evidenceBytes evidence.json as it stands
 */
export async function checkProofs(
  examination: Examination,
  evidence: EvidenceDescriptor | undefined,
  evidenceBytes: Uint8Array | undefined,
): Promise<ProofsCheck> {
  const { now } = examination;
  const editions = await checkEditions(examination, evidence);
  const stamps = editions[0]?.stamps ?? (await openStamps(examination));
  const signature = await signatureOf(examination, evidence, stamps);
  const later = editions.slice(1).flatMap((edition) => edition.stamps);
  const receipt = await checkPackageReceipt(examination, stamps, later);
  const over = editions.length === 0 ? stamps : editions.flatMap((edition) => edition.stamps);
  const numbers = tokenNumbers(over);
  const present = { tokens: distinctSigners(over), numbers, receipt: receipt.present };
  const plan = evidence === undefined ? [] : checkPlan(evidence.planned, present);
  const order = checkOrder(timesOf(stamps, editions[0]?.closing, receipt.facts), now);
  const all = editions.length === 0 ? stamps : editions.flatMap(proofsOf);
  const timestamps = all.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
  const custody = await custodyOf(examination, evidence, evidenceBytes, timestamps);
  const issuers: readonly Issuer[] = [
    ...timestamps,
    ...(receipt.facts === undefined ? [] : [receipt.facts]),
    ...signerIssuer(signature),
    ...editions.flatMap((edition) => (edition.signature ? signerIssuer(edition.signature) : [])),
  ];
  const practice = checkPractice(issuers);
  return {
    findings: [
      ...custody.findings,
      ...over.flatMap(({ findings }) => findings),
      ...signature.findings,
      ...receipt.findings,
      ...editions.flatMap(({ closing }) => closing.findings),
      ...editions.flatMap((edition) => edition.signature?.findings ?? []),
      ...plan,
      ...checkNotBefore(evidence?.notBefore ?? null, receipt.facts?.proof),
      ...order,
      ...editionOrder(editions),
      ...practice.findings,
    ],
    facts: {
      ...noFacts,
      ...evidenceFacts(evidence),
      custody: custody.facts,
      timestamps,
      receipt: receipt.facts ?? null,
      signer: signature.signer ?? null,
      editions: editions.map(editionFacts),
      evidenceRecords: all.flatMap(({ record }) => (record === undefined ? [] : [record])),
    },
    practice: practice.practice,
    surplus: surplusStamps(over, evidence?.planned.needed ?? 0),
  };
}

/** The tokens of a package that nothing closes. */
async function openStamps(examination: Examination): Promise<readonly StampCheck[]> {
  const stamps: StampCheck[] = [];
  const place = { closing: false, newest: false, judgedAt: undefined };
  for (const manifest of examination.view.stamps)
    stamps.push(await checkStamp(examination, manifest, place));
  return stamps;
}

function proofsOf({ stamps, closing }: EditionCheck): readonly StampCheck[] {
  return [...stamps, closing];
}

function editionFacts({ edition, closing }: EditionCheck): EditionFacts {
  return { n: edition.n, closedAt: closing.facts?.time ?? null, file: edition.closing.name };
}

async function custodyOf(
  { view, now, verify }: Examination,
  evidence: EvidenceDescriptor | undefined,
  bytes: Uint8Array | undefined,
  timestamps: readonly TimestampFacts[],
): Promise<CustodyCheck> {
  if (evidence === undefined || bytes === undefined) return { findings: [], lines: [], facts: [] };
  const parts = await custodyParts(view, timestamps);
  const evidenceDigest = toHex(digestOf("sha256", bytes));
  return checkCustody({ parts, evidence, evidenceDigest, now, verify });
}

/** The numbers of the tokens over the payload, each that of a planned authority (docs/adr/0006). */
function tokenNumbers(stamps: readonly StampCheck[]): readonly number[] {
  return stamps.flatMap(({ file }) => {
    const number = /timestamp([0-9]{3})\.tst$/u.exec(file)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

async function signatureOf(
  examination: Examination,
  evidence: EvidenceDescriptor | undefined,
  stamps: readonly StampCheck[],
): Promise<SignatureCheck> {
  const { view, now } = examination;
  const { payload, signature } = view;
  if (payload === undefined) return { findings: [] };
  const file = signature?.file ?? packageNames.signature;
  return checkSignature({
    file,
    bytes: await view.read(file, maxSignatureBytes),
    manifest: payload.bytes,
    parties: evidence?.parties ?? [],
    at: signedBy(stamps, now),
    ...packageGrounds(examination),
  });
}

/** A practice authority that certified the signer is an issuer like any other. */
function signerIssuer({ findings, signer }: SignatureCheck): readonly Issuer[] {
  if (signer === undefined || signer.selfDeclared) return [];
  const trusted = findings.some(({ code }) => code === "SIGNER_CERTIFIED");
  return [{ practice: signer.practice, trusted }];
}
