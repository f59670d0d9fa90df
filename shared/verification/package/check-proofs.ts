import { toHex } from "../../bytes/hex.ts";
import { packageNames } from "../../container/package-names.ts";
import { digestOf } from "../../digest/digest.ts";
import { custodyLimits } from "../../evidence/custody-log.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import { checkCustody } from "../custody/check-custody.ts";
import { checkPlan } from "../evidence/check-plan.ts";
import { evidenceFacts } from "../evidence/evidence-facts.ts";
import { type Facts, noFacts } from "../facts.ts";
import { checkPractice, type Issuer } from "../practice/check-practice.ts";
import { checkSignature, type SignatureCheck } from "../signature/check-signature.ts";
import { checkOrder } from "../times/check-order.ts";
import { gapsOf, timelineOf } from "../times/timeline.ts";
import type { Finding } from "../verdict.ts";
import { checkPackageReceipt } from "./check-package-receipt.ts";
import { checkClosing, checkStamps, type StampCheck } from "./check-stamps.ts";
import type { Examination } from "./examination.ts";
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
  const custody = await custodyOf(examination, evidence, evidenceBytes);
  const stamps = await checkStamps(examination);
  const signature = await signatureOf(examination, evidence, stamps);
  const receipt = await checkPackageReceipt(examination, stamps);
  const closing = await checkClosing(examination);
  const present = { tokens: distinctSigners(stamps), receipt: receipt.present };
  const plan = evidence === undefined ? [] : checkPlan(evidence.planned, present);
  const order = checkOrder(timesOf(stamps, closing, receipt.facts), now);
  const all = closing === undefined ? stamps : [...stamps, closing];
  const timestamps = all.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
  const issuers: readonly Issuer[] = [
    ...timestamps,
    ...(receipt.facts === undefined ? [] : [receipt.facts]),
    ...signerIssuer(signature),
  ];
  const practice = checkPractice(issuers);
  const timeline = timelineOf({
    evidence,
    custody: custody.lines,
    timestamps,
    receipt: receipt.facts,
  });
  return {
    findings: [
      ...custody.findings,
      ...stamps.flatMap(({ findings }) => findings),
      ...signature.findings,
      ...receipt.findings,
      ...(closing?.findings ?? []),
      ...plan,
      ...order,
      ...practice.findings,
    ],
    facts: {
      ...noFacts,
      ...evidenceFacts(evidence),
      timestamps,
      receipt: receipt.facts ?? null,
      signer: signature.signer ?? null,
      gaps: gapsOf(timeline),
      timeline,
    },
    practice: practice.practice,
    surplus: surplusStamps(stamps, evidence?.planned.needed ?? 0),
  };
}

async function custodyOf(
  { view, verify }: Examination,
  evidence: EvidenceDescriptor | undefined,
  bytes: Uint8Array | undefined,
): Promise<ReturnType<typeof checkCustody>> {
  if (evidence === undefined || bytes === undefined) return { findings: [], lines: [] };
  const log = await view.read(packageNames.custody, custodyLimits.bytes);
  return checkCustody(log, evidence, toHex(digestOf("sha256", bytes)), verify);
}

async function signatureOf(
  { view, material, trust, now, verify }: Examination,
  evidence: EvidenceDescriptor | undefined,
  stamps: readonly StampCheck[],
): Promise<SignatureCheck> {
  const { payload, signature } = view;
  if (payload === undefined) return { findings: [] };
  const file = signature?.file ?? packageNames.signature;
  return checkSignature({
    file,
    bytes: await view.read(file, maxSignatureBytes),
    manifest: payload.bytes,
    parties: evidence?.parties ?? [],
    at: signedBy(stamps, now),
    roots: trust.roots,
    certificates: material.certificates,
    crls: [...material.crls, ...trust.crls],
    ocsps: material.ocsps,
    verify,
  });
}

/** A practice authority that certified the signer is an issuer like any other. */
function signerIssuer({ findings, signer }: SignatureCheck): readonly Issuer[] {
  if (signer === undefined || signer.selfDeclared) return [];
  const trusted = findings.some(({ code }) => code === "SIGNER_CERTIFIED");
  return [{ practice: signer.practice, trusted }];
}
