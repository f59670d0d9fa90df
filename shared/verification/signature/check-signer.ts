import type { Rule } from "../../rules/rule.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { certificateIn } from "../certificate/anchors.ts";
import { type ChainVerdict, checkCertificate } from "../certificate/certificate-check.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { isPracticeCertificate } from "../../trust/practice.ts";
import { type Finding, finding } from "../verdict.ts";
import type { Grounds } from "../grounds.ts";
import type { UnixMs } from "../../bytes/civil-time.ts";

/** A signer's certificate is judged by these. */
export interface SignerQuestion extends Omit<Grounds, "certificates"> {
  /** Names the signature in findings. */
  readonly file: string;
  /** The earliest proven moment at which the signature existed; the verifier's own time when nothing proves one. */
  readonly at: UnixMs;
  /** Whether anything proves it; absent means that it does. */
  readonly proven?: boolean;
}

/** What is known of who signed. */
export interface SignerCheck {
  readonly findings: readonly Finding[];
  /** Whether the certificate, one above it, or the root that the verifier accepted is one for practice. */
  readonly practice: boolean;
}

/**
 * What is known of the signer: its certificate's chain and revocation at the time of the signature,
 * said in the codes of the signer, so that a policy can tell them from an authority's; what the dated
 * table says against the algorithms of the chain is said as it is. A later revocation does not touch a
 * signature that is proven to be older.
 */
export function checkSigner(
  question: SignerQuestion,
  leaf: Certificate,
  pool: readonly Certificate[],
): SignerCheck {
  const { file, at, roots, crls, ocsps, verify } = question;
  const accepted = roots.some((root) => equalBytes(root.certificate, leaf.der));
  if (equalBytes(leaf.subject.bytes, leaf.issuer.bytes) && !accepted)
    return {
      findings: [finding("SIGNER_SELF_DECLARED", file, {})],
      practice: isPracticeCertificate(leaf),
    };
  const chain = checkCertificate({
    subject: file,
    leaf,
    pool,
    roots,
    crls,
    ocsps,
    at,
    verify,
    laterRevocation: "harmless",
    judgedAt: at,
  });
  return { findings: identityFindings(question, leaf, chain), practice: chain.facts.practice };
}

/** A chain in the codes of the signer. */
function identityFindings(
  { file, proven = true }: SignerQuestion,
  leaf: Certificate,
  { findings, facts }: ChainVerdict,
): readonly Finding[] {
  const signer = leaf.subject.commonName ?? leaf.subject.text;
  const issuer = leaf.issuer.commonName ?? leaf.issuer.text;
  const { chainOutcome } = facts;
  switch (chainOutcome.kind) {
    case "unknown-issuer":
      return [finding("SIGNER_ISSUER_UNKNOWN", file, { signer, issuer: chainOutcome.issuer })];
    case "root-later":
      return findings.filter(({ code }) => code === "CHAIN_ROOT_LATER");
    case "refused": {
      const reason = chainOutcome.rule;
      if (reason === "expired" && !proven) {
        return [finding("SIGNER_TIME_UNPROVEN", file, { signer })];
      }
      return [finding("SIGNER_CERTIFICATE_REFUSED", file, { signer, reason })];
    }
    case "trusted":
      break;
  }
  const reason = usageFault(leaf);
  if (reason !== undefined)
    return [finding("SIGNER_CERTIFICATE_REFUSED", file, { signer, reason })];
  const outcomes = findings.map(({ code }) => code);
  if (outcomes.includes("REVOKED")) {
    const reason = "revoked";
    return [finding("SIGNER_CERTIFICATE_REFUSED", file, { signer, reason })];
  }
  // Whoever can forge an old algorithm's signature makes an authority, and its date, as he likes.
  const aged = findings.filter(({ code }) => code === "CERTIFICATE_ALGORITHM_AGED");
  if (outcomes.includes("TRY_LATER") || outcomes.includes("REVOCATION_UNUSABLE"))
    return [...aged, finding("SIGNER_REVOCATION_UNKNOWN", file, { signer, issuer })];
  return [...aged, finding("SIGNER_CERTIFIED", file, { signer, root: rootName(facts.chain) })];
}

/** Purposes of a key that are not the signing of documents: serverAuth, codeSigning, timeStamping, OCSPSigning. */
const otherPurposes: ReadonlySet<string> = new Set([
  "1.3.6.1.5.5.7.3.1",
  "1.3.6.1.5.5.7.3.3",
  "1.3.6.1.5.5.7.3.8",
  "1.3.6.1.5.5.7.3.9",
]);

/**
 * Why the certificate's key may not sign documents: it is for certificates and CRLs alone (RFC 5280 section 4.2.1.3),
 * or for such purposes alone. Roots of time-stamping authorities are accepted for operators too; what an authority
 * certified for its own service must not speak as one (section 4.2.1.12).
 */
function usageFault({ extensions: { keyUsage, extendedKeyUsage } }: Certificate): Rule | undefined {
  if (keyUsage?.has("digitalSignature") === false && !keyUsage.has("nonRepudiation"))
    return "key-usage-not-signing";
  const purposes = extendedKeyUsage?.purposes;
  return purposes?.every((purpose) => otherPurposes.has(purpose)) === true
    ? "purposes-not-signing"
    : undefined;
}

function rootName(chain: readonly Uint8Array[]): string {
  const top = certificateIn(chain.at(-1) ?? new Uint8Array());
  return top.ok ? (top.value.subject.commonName ?? top.value.subject.text) : "";
}
