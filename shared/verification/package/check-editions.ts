import type { UnixMs } from "../../bytes/civil-time.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import type { EditionView } from "../container/package-view.ts";
import { checkSignature, type SignatureCheck } from "../signature/check-signature.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkStamp, type StampCheck } from "./check-stamps.ts";
import { type Examination, packageGrounds } from "./examination.ts";

/** The proofs of one edition. */
export interface EditionCheck {
  readonly edition: EditionView;
  readonly closing: StampCheck;
  readonly stamps: readonly StampCheck[];
  /** Of a later edition: the signature over its part of the custody log. The first edition's is the operator's. */
  readonly signature?: SignatureCheck;
}

const maxSignatureBytes = 4 * 1024 * 1024;

/**
 * Judges the editions from the newest, whose closing is judged as of now, to the first: each older closing, and all
 * that came with an edition, as of the time that the closing over it proves.
 *
 * @returns oldest first
 */
export async function checkEditions(
  examination: Examination,
  evidence: EvidenceDescriptor | undefined,
): Promise<readonly EditionCheck[]> {
  const { editions } = examination.view;
  const judged: EditionCheck[] = [];
  let judgedAt: UnixMs | undefined;
  let judgedBy: string | undefined;
  for (const edition of [...editions].reverse()) {
    const newest = edition.n === editions.length;
    const place = { closing: true, newest, judgedAt };
    const closing = resting(await checkStamp(examination, edition.closing, place), judgedBy);
    // A closing that does not hold proves nothing of what it covers.
    if (closing.facts?.sound === true && closing.facts.trusted) {
      judgedAt = closing.facts.time;
      judgedBy = closing.file;
    }
    const stamps: StampCheck[] = [];
    const covered = { closing: false, newest: false, judgedAt };
    for (const manifest of edition.stamps)
      stamps.push(resting(await checkStamp(examination, manifest, covered), judgedBy));
    const signature = await laterSignature(examination, edition, evidence, judgedAt);
    judged.unshift({ edition, closing, stamps, ...(signature === undefined ? {} : { signature }) });
  }
  return judged;
}

/** A token as it was judged, with what proves the moment as of which it was. */
function resting(stamp: StampCheck, judgedBy: string | undefined): StampCheck {
  const { facts } = stamp;
  if (facts === undefined || judgedBy === undefined) return stamp;
  return { ...stamp, facts: { ...facts, judgedBy } };
}

async function laterSignature(
  examination: Examination,
  { n, signature }: EditionView,
  evidence: EvidenceDescriptor | undefined,
  judgedAt: UnixMs | undefined,
): Promise<SignatureCheck | undefined> {
  if (n === 1 || signature === undefined) return undefined;
  const { view, now } = examination;
  return checkSignature({
    file: signature.file,
    bytes: await view.read(signature.file, maxSignatureBytes),
    manifest: signature.bytes,
    parties: evidence?.parties ?? [],
    at: judgedAt ?? now,
    ...packageGrounds(examination),
  });
}

/** Whether each edition was closed after the one before, where both closings can be read. */
export function editionOrder(editions: readonly EditionCheck[]): readonly Finding[] {
  const findings: Finding[] = [];
  let before: UnixMs | undefined;
  for (const { edition, closing } of editions) {
    const time = closing.facts?.time;
    if (time === undefined) continue;
    const { n } = edition;
    if (before !== undefined && time < before)
      findings.push(finding("EDITION_TIMES_DESCEND", closing.file, { n }));
    before = time;
  }
  if (editions.length > 1 && findings.length === 0)
    findings.push(finding("EDITIONS_CONTINUE", "", { n: editions.length }));
  return findings;
}
