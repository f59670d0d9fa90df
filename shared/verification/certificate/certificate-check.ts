import type { Rule } from "../../rules/rule.ts";
import type { UnixMs } from "../../bytes/civil-time.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { isPracticeCertificate } from "../../trust/practice.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { fingerprintOf } from "./certificate-facts.ts";
import { anchorsOf } from "./anchors.ts";
import { findPath } from "../../x509/path.ts";
import type { PathFault } from "../../x509/path-rules.ts";
import { type Finding, finding } from "../verdict.ts";
import { chainAlgorithmFindings } from "./chain-algorithms.ts";
import type { Anchor, CertificateQuestion } from "./certificate-question.ts";
import { checkRevocation, nameOf } from "./revocation-check.ts";

/** What became of a chain: it ends in a trusted root, nobody here knows its issuer, or it must not be relied on. */
export type ChainOutcome =
  | {
      readonly kind: "trusted";
      /** SHA-256 of the root's DER, lower-case hex. */
      readonly root: string;
    }
  | { readonly kind: "unknown-issuer"; readonly issuer: string }
  /** The trusted root's certificate was issued only later, so that what it says of that time is open. */
  | { readonly kind: "root-later" }
  | { readonly kind: "refused"; readonly rule: Rule };

export interface ChainFacts {
  readonly chainOutcome: ChainOutcome;
  /** DER certificates from the leaf as far up as could be built, a trusted root included. */
  readonly chain: readonly Uint8Array[];
  readonly trusted: boolean;
  /** Whether a certificate of the chain, or the root, is one for practice. */
  readonly practice: boolean;
  /** The oldest moment at which revocation data that was used had been issued. */
  readonly revocationKnownAt: UnixMs | undefined;
}

export interface ChainVerdict {
  readonly findings: readonly Finding[];
  readonly facts: ChainFacts;
}

/** The facts where there is no certificate to build a chain from. */
export const noChain: ChainFacts = {
  chainOutcome: { kind: "unknown-issuer", issuer: "" },
  chain: [],
  trusted: false,
  practice: false,
  revocationKnownAt: undefined,
};

/**
 * Judges a certificate at the moment it was used: the chain to a trusted root (RFC 5280 section 6.1), the
 * digests of its signatures, and revocation of every certificate below the root (section 6.3). Without a
 * trusted root the issuer is named and revocation is left open. Where nothing is wrong but that the root's certificate
 * was issued later, as when an authority issues its root again, the rest is judged and the chain left open: a trusted
 * key is not to blame for the date on its certificate (RFC 5280 section 6.1.1 d). Never throws.
 */
export function checkCertificate(question: CertificateQuestion): ChainVerdict {
  const { leaf, pool, at, verify } = question;
  const anchors = anchorsOf(question.roots);
  const report = findPath({ leaf, pool, anchors, at, verify, ...purposeOf(leaf) });
  const facts = {
    chain: report.path.map(({ der }) => der),
    practice: isPractice(report.path, question.roots),
    trusted: false,
    revocationKnownAt: undefined,
  };
  switch (report.kind) {
    case "unanchored":
      return unanchored(question, report.path, facts);
    case "invalid":
      return isRootLater(report.path, report.faults)
        ? anchored(question, report.path, facts, true)
        : invalid(question, report.faults, facts);
    case "valid":
      return anchored(question, report.path, facts, false);
  }
}

type PartFacts = Omit<ChainFacts, "chainOutcome">;

function unanchored(
  { subject, leaf }: CertificateQuestion,
  path: readonly Certificate[],
  facts: PartFacts,
): ChainVerdict {
  const top = path[path.length - 1] ?? leaf;
  const issuer = top.issuer.commonName ?? top.issuer.text;
  return {
    findings: [finding("CHAIN_ISSUER_UNKNOWN", subject, { certificate: nameOf(leaf), issuer })],
    facts: { ...facts, chainOutcome: { kind: "unknown-issuer", issuer } },
  };
}

/** Whether nothing else is wrong with a path than that its root's certificate began later. */
function isRootLater(path: readonly Certificate[], faults: readonly PathFault[]): boolean {
  const root = path.length > 1 ? path.at(-1) : undefined;
  return faults.every((fault) => fault.rule === "not-yet-valid" && fault.certificate === root);
}

function invalid(
  { subject, at }: CertificateQuestion,
  faults: readonly PathFault[],
  facts: PartFacts,
): ChainVerdict {
  const findings = faults.map(({ rule, certificate }) =>
    rule === "unknown-algorithm"
      ? finding("CHAIN_ALGORITHM_UNKNOWN", subject, { certificate: nameOf(certificate) })
      : finding("CHAIN_INVALID", subject, { certificate: nameOf(certificate), at, rule }),
  );
  // That time ran out may be answered by a proof of time; it must not stand before a fault that nothing answers.
  const rule = (faults.find((fault) => fault.rule !== "expired") ?? faults[0])?.rule ?? "signature";
  return { findings, facts: { ...facts, chainOutcome: { kind: "refused", rule } } };
}

function anchored(
  question: CertificateQuestion,
  path: readonly Certificate[],
  facts: PartFacts,
  rootLater: boolean,
): ChainVerdict {
  const { subject, leaf, at } = question;
  const root = path[path.length - 1] ?? leaf;
  const weak = chainAlgorithmFindings(question, path);
  const revocation = checkRevocation(question, path);
  const broken = weak.some(({ code }) => code === "CERTIFICATE_ALGORITHM_REFUSED");
  const rule = broken ? "algorithm-refused" : revocation.refused;
  const digest = fingerprintOf(root);
  const data = { certificate: nameOf(leaf), root: nameOf(root), at };
  const found = rootLater
    ? finding("CHAIN_ROOT_LATER", subject, { ...data, since: root.notBefore })
    : finding("CHAIN_TRUSTED", subject, data);
  const good: ChainOutcome = rootLater ? { kind: "root-later" } : { kind: "trusted", root: digest };
  return {
    findings: [found, ...weak, ...revocation.findings],
    facts: {
      ...facts,
      trusted: rule === undefined && !rootLater,
      revocationKnownAt: revocation.knownAt,
      chainOutcome: rule === undefined ? good : { kind: "refused", rule },
    },
  };
}

/** What authorities between must allow: time-stamping for a leaf that is for that alone. */
function purposeOf({ extensions }: Certificate): { readonly purpose?: string } {
  const [purpose, ...more] = extensions.extendedKeyUsage?.purposes ?? [];
  return purpose === undefined || more.length > 0 ? {} : { purpose };
}

function isPractice(path: readonly Certificate[], roots: readonly Anchor[]): boolean {
  const top = path[path.length - 1];
  const root = top && roots.find(({ certificate }) => equalBytes(certificate, top.der));
  return root?.practice === true || path.some(isPracticeCertificate);
}
