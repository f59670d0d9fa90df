import { listed } from "../../words/identifiers.ts";
import type { Rule } from "../../rules/rule.ts";
import type { UnixMs } from "../../bytes/civil-time.ts";
import { remembered } from "../../signature/remembered.ts";
import type { Result } from "../../bytes/result.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { type Crl, parseCrl } from "../../x509/crl.ts";
import { parseOcspResponse } from "../../x509/ocsp-response.ts";
import { type Revocation, revocationOf } from "../../x509/revocation.ts";
import type { RevocationQuestion } from "../../x509/revocation-answer.ts";
import { ageOfAlgorithm, algorithmsOfSignature } from "../algorithms/check-algorithm.ts";
import { type Finding, finding } from "../verdict.ts";
import type { CertificateQuestion } from "./certificate-question.ts";
import { parsedOnce } from "./parsed-once.ts";

export interface RevocationFindings {
  readonly findings: readonly Finding[];
  /** The rule that one of the certificates breaks by being revoked; undefined when none does. */
  readonly refused: Rule | undefined;
  /** The oldest moment at which an answer that was used had been issued. */
  readonly knownAt: UnixMs | undefined;
}

/** What the supplied lists and answers say of each certificate of a chain below its root. */
export function checkRevocation(
  question: CertificateQuestion,
  path: readonly Certificate[],
): RevocationFindings {
  const crls = parsedOnes(question.crls, crlOf);
  const listsOf = byIssuer(crls.parsed);
  const verify = remembered(question.verify);
  const ocsps = parsedOnes(question.ocsps, ocspOf);
  const algorithmObjection = objectionAt(question.judgedAt);
  const findings: Finding[] = [];
  const known: UnixMs[] = [];
  let refused: Rule | undefined;
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (issuer === undefined) continue;
    const revocation = revocationOf({
      certificate,
      issuer,
      crls: listsOf.get(issuer.subject.key) ?? [],
      ocsps: ocsps.parsed,
      pool: question.pool,
      at: question.at,
      verify,
      algorithmObjection,
    });
    if (revocation.kind === "good" || revocation.kind === "revoked") {
      known.push(revocation.knownAt);
    }
    const found = findingOf(question, certificate, revocation);
    if (found.code === "REVOKED") refused = "revoked";
    findings.push(found);
  }
  const rule = crls.rule ?? ocsps.rule;
  const unsettled = findings.find(({ code }) => code !== "NOT_REVOKED" && code !== "REVOKED_LATER");
  // A list that cannot be read matters only where an answer is missing: it may have been the one.
  if (rule !== undefined && unsettled !== undefined && path[0] !== undefined) {
    const data = { certificate: nameOf(path[0]), rule };
    findings.push(finding("REVOCATION_UNUSABLE", question.subject, data));
  }
  return { findings, refused, knownAt: known.length === 0 ? undefined : Math.min(...known) };
}

/** The dated table on the signatures of lists and answers, relied on at `judgedAt`. */
function objectionAt(judgedAt: UnixMs): RevocationQuestion["algorithmObjection"] {
  return (scheme, key, made) => {
    const ages = algorithmsOfSignature(scheme, key).map(
      (algorithm) => ageOfAlgorithm(algorithm, made, judgedAt).kind,
    );
    if (ages.includes("broken")) return "algorithm-broken";
    return ages.every((age) => age === "accepted") ? undefined : "algorithm-past";
  };
}

function findingOf(
  question: CertificateQuestion,
  asked: Certificate,
  revocation: Revocation,
): Finding {
  const { subject } = question;
  const certificate = nameOf(asked);
  switch (revocation.kind) {
    case "good": {
      const source = revocation.source === "crl" ? "CRL" : "OCSP";
      return finding("NOT_REVOKED", subject, { certificate, source, knownAt: revocation.knownAt });
    }
    case "revoked": {
      const proven = question.at < revocation.at && question.judgedAt < revocation.at;
      const stands =
        question.laterRevocation === "by-reason"
          ? revocation.signatureStands || proven
          : question.at < revocation.at;
      return finding(stands ? "REVOKED_LATER" : "REVOKED", subject, {
        certificate,
        revokedAt: revocation.at,
        reason: revocation.reason ?? "-",
      });
    }
    case "not-offered":
      return finding("REVOCATION_NOT_OFFERED", subject, { certificate });
    case "not-found": {
      const [objection, ...others] = revocation.objections;
      if (objection !== undefined) {
        const rule = listed([objection, ...others]);
        return finding("REVOCATION_UNUSABLE", subject, { certificate, rule });
      }
      const source = [...asked.extensions.crlUrls, ...asked.extensions.ocspUrls][0] ?? "-";
      return finding("TRY_LATER", subject, { certificate, source });
    }
  }
}

const crlOf = parsedOnce(parseCrl, 4 * 1024 * 1024);
const ocspOf = parsedOnce(parseOcspResponse, 1024 * 1024);

interface Parsed<T> {
  readonly parsed: readonly T[];
  /** Why the first one that was refused was refused. */
  readonly rule: Rule | undefined;
}

function parsedOnes<T>(
  ders: readonly Uint8Array[],
  parse: (der: Uint8Array) => Result<T>,
): Parsed<T> {
  const parsed: T[] = [];
  let rule: Rule | undefined;
  for (const der of ders) {
    const result = parse(der);
    if (result.ok) parsed.push(result.value);
    else rule ??= result.fault.rule;
  }
  return { parsed, rule };
}

/** The lists of each issuer by its name's key: a token asks about three certificates, a package may hold hundreds of lists. */
function byIssuer(crls: readonly Crl[]): ReadonlyMap<string, readonly Crl[]> {
  const lists = new Map<string, Crl[]>();
  for (const crl of crls) {
    const list = lists.get(crl.issuer.key);
    if (list === undefined) lists.set(crl.issuer.key, [crl]);
    else list.push(crl);
  }
  return lists;
}

/** How a certificate is called in a sentence. */
export function nameOf({ subject }: Certificate): string {
  return subject.commonName ?? subject.text;
}
