import type { UnixMs } from "../../bytes/civil-time.ts";
import type { CarriedMaterial } from "../../cms/carried-revocation.ts";
import { cmsOids } from "../../cms/object-identifiers.ts";
import type { SignerInfo } from "../../cms/signer-info.ts";
import { digestOf } from "../../digest/digest.ts";
import type { TimestampFacts } from "../facts.ts";
import { isSound } from "../soundness.ts";
import { timestampFacts } from "../timestamp/timestamp-facts.ts";
import { checkToken } from "../timestamp/token-check.ts";
import type { Finding } from "../verdict.ts";
import type { CadesQuestion } from "./cades-question.ts";

export interface SignatureTimestamps {
  readonly findings: readonly Finding[];
  readonly facts: readonly TimestampFacts[];
  /** The earliest genTime of a sound token under a trusted root; undefined when there is none. */
  readonly existedBy: UnixMs | undefined;
}

/** Most signature-time-stamps of one signer that are judged; more are refused with the attribute. */
const maxTokens = 16;

/**
 * Judges the signature-time-stamps of a signer (ETSI EN 319 122-1 5.3): tokens over the signature value itself.
 * The subject of token n is the file's name with `#timestamp-n`.
 */
export function checkSignatureTimestamps(
  question: CadesQuestion,
  signer: SignerInfo,
  material: CarriedMaterial,
): SignatureTimestamps {
  const { subject, roots, now, existedBy, verify } = question;
  const tokens = signer.unsignedAttributes
    .filter(({ oid }) => oid === cmsOids.signatureTimeStamp)
    .flatMap(({ values }) => values)
    .slice(0, maxTokens);
  const findings: Finding[] = [];
  const facts: TimestampFacts[] = [];
  for (const [index, { bytes }] of tokens.entries()) {
    const name = `${subject}#timestamp-${index + 1}`;
    const judged = checkToken({
      subject: name,
      token: bytes,
      covered: { file: subject, digest: (digest) => digestOf(digest, signer.signature) },
      roots,
      ...material,
      now,
      ...(existedBy === undefined ? {} : { judgedAt: existedBy }),
      verify,
    });
    findings.push(...judged.findings);
    if (judged.facts === undefined) continue;
    const sound = isSound(judged.findings);
    facts.push(timestampFacts(name, judged.facts, false, sound));
  }
  const times = facts.filter(({ sound, trusted }) => sound && trusted).map(({ time }) => time);
  return { findings, facts, existedBy: times.length === 0 ? undefined : Math.min(...times) };
}
