import type { UnixMs } from "../../bytes/civil-time.ts";
import type { CarriedMaterial } from "../../cms/carried-revocation.ts";
import { cmsOids } from "../../cms/object-identifiers.ts";
import type { SignerInfo } from "../../cms/signer-info.ts";
import { digestOf } from "../../digest/digest.ts";
import type { TimestampFacts } from "../facts.ts";
import { isSettled, isSound } from "../soundness.ts";
import { timestampFacts } from "../timestamp/timestamp-facts.ts";
import { checkToken } from "../timestamp/token-check.ts";
import type { Finding } from "../verdict.ts";
import type { CadesQuestion } from "./cades-question.ts";

export interface SignatureTimestamps {
  readonly findings: readonly Finding[];
  readonly facts: readonly TimestampFacts[];
  /** The earliest genTime of a sound token under a trusted root; undefined when there is none. */
  readonly existedBy: UnixMs | undefined;
  /** Whether something of every token that states that moment is open. */
  readonly open: boolean;
  /** How many of the signer's tokens were judged, and how many were not, there being too many. */
  readonly judged: number;
  readonly left: number;
}

/** Most signature-time-stamps that are judged of one signer, and of one signature file. */
const maxTokens = 16;
export const maxTokensOfFile = 64;

/**
 * Judges the signature-time-stamps of a signer (ETSI EN 319 122-1 5.3): tokens over the signature value itself.
 * The subject of token n is the file's name with `#timestamp-n`.
 *
 * @param room how many tokens may still be judged in this file; of one signer 16 at most
 */
export function checkSignatureTimestamps(
  question: CadesQuestion,
  signer: SignerInfo,
  material: CarriedMaterial,
  room: number,
): SignatureTimestamps {
  const { subject, roots, now, verify } = question;
  const all = signer.unsignedAttributes
    .filter(({ oid }) => oid === cmsOids.signatureTimeStamp)
    .flatMap(({ values }) => values);
  const tokens = all.slice(0, Math.min(maxTokens, room));
  const findings: Finding[] = [];
  const facts: TimestampFacts[] = [];
  const settled = new Set<UnixMs>();
  for (const [index, { bytes }] of tokens.entries()) {
    const name = `${subject}#timestamp-${index + 1}`;
    const checked = checkToken({
      subject: name,
      token: bytes,
      covered: { file: subject, digest: (digest) => digestOf(digest, signer.signature) },
      roots,
      ...material,
      now,
      ...(question.existedBy === undefined ? {} : { judgedAt: question.existedBy }),
      verify,
    });
    findings.push(...checked.findings);
    if (checked.facts === undefined) continue;
    const sound = isSound(checked.findings);
    if (isSettled(checked.findings)) settled.add(checked.facts.genTime);
    facts.push(timestampFacts(name, checked.facts, false, sound));
  }
  const times = facts.filter(({ sound, trusted }) => sound && trusted).map(({ time }) => time);
  const existedBy = times.length === 0 ? undefined : Math.min(...times);
  const open = existedBy === undefined || !settled.has(existedBy);
  const judged = tokens.length;
  return { findings, facts, existedBy, open, judged, left: all.length - judged };
}
