import { type CustodyFlaw, followCustody } from "../../evidence/custody-chain.ts";
import { type CustodyLine, custodyStart, parseCustodyLog } from "../../evidence/custody-log.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import { type Finding, finding } from "../verdict.ts";

const subject = "custody.jsonl";

/**
 * Judges the custody log of a package: form, links, device signatures, known parties, and that it
 * ends by sealing exactly this evidence.json.
 *
 * @param bytes the entry, undefined when the package has none
 * @param evidenceDigest SHA-256 of evidence.json, lower-case hex
 */
export function checkCustody(
  bytes: Uint8Array | undefined,
  evidence: EvidenceDescriptor,
  evidenceDigest: string,
  verify: VerifySignature,
): { readonly findings: readonly Finding[]; readonly lines: readonly CustodyLine[] } {
  if (bytes === undefined)
    return { findings: [finding("CUSTODY_MISSING", subject, {})], lines: [] };
  const parsed = parseCustodyLog(bytes);
  if (!parsed.ok) {
    const { rule } = parsed.fault;
    return { findings: [finding("CUSTODY_MALFORMED", subject, { rule })], lines: [] };
  }
  const lines = parsed.value;
  const { flaws } = followCustody(lines, custodyStart(evidence.id), evidence.device, verify);
  const findings = [
    ...flaws.map(flawFinding),
    ...unknownParties(lines, evidence),
    ...unsealed(lines, evidenceDigest),
  ];
  const whole = findings.every(({ code }) => code === "CUSTODY_TIME_BACKWARDS");
  if (whole) findings.unshift(finding("CUSTODY_WHOLE", subject, { entries: lines.length }));
  return { findings, lines };
}

function flawFinding({ kind, seq }: CustodyFlaw): Finding {
  switch (kind) {
    case "out-of-order":
    case "link":
      return finding("CUSTODY_LINK_BROKEN", subject, { seq });
    case "device":
      return finding("CUSTODY_OTHER_DEVICE", subject, { seq });
    case "signature":
      return finding("CUSTODY_SIGNATURE_WRONG", subject, { seq });
    case "time-backwards":
      return finding("CUSTODY_TIME_BACKWARDS", subject, { seq });
  }
}

function unknownParties(lines: readonly CustodyLine[], evidence: EvidenceDescriptor): Finding[] {
  const known = new Set(evidence.parties.map((party) => party.id));
  const findings: Finding[] = [];
  for (const [index, { entry }] of lines.entries())
    if (entry.party !== null && !known.has(entry.party))
      findings.push(
        finding("CUSTODY_UNKNOWN_PARTY", subject, { seq: index + 1, party: entry.party }),
      );
  return findings;
}

/** `sealed` must be the last act and the only one of its kind, and name this evidence.json. */
function unsealed(lines: readonly CustodyLine[], evidenceDigest: string): Finding[] {
  const seals = lines.filter(({ entry }) => entry.action === "sealed");
  const last = lines.at(-1)?.entry;
  const sealed = seals.length === 1 && last?.action === "sealed" && last.subject === evidenceDigest;
  return sealed ? [] : [finding("CUSTODY_NOT_SEALED", subject, {})];
}
