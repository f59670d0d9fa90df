import { attempt } from "../../bytes/attempt.ts";
import { parseDer } from "../../bytes/der/parser.ts";
import { equalBytes } from "../../bytes/octets.ts";
import type { TstInfo } from "../../timestamp/tst-info.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { extensionOids } from "../../x509/certificate-extensions.ts";
import { extensionValue } from "../../x509/extension.ts";
import { type GeneralName, generalNameKey, readGeneralName } from "../../x509/general-name.ts";
import { sameName } from "../../x509/name.ts";
import { type Finding, finding } from "../verdict.ts";
import { accuracyOf } from "./token-facts.ts";
import type { CoveredFile, TokenQuestion } from "./token-question.ts";

/** How far a token may lie ahead of the verifier's clock before one of the two is wrong. */
const clockSkewMs = 120_000;

/** Findings on what the asker knows beforehand: imprint, nonce, policy, the time. */
export function expectationFindings(question: TokenQuestion, info: TstInfo): readonly Finding[] {
  const { subject, covered, nonce, policy, now } = question;
  const findings: Finding[] = [];
  if (covered !== undefined) findings.push(imprintFinding(subject, covered, info));
  if (nonce !== undefined) {
    const same = info.nonce === (nonce ?? undefined);
    findings.push(finding(same ? "TOKEN_NONCE_MATCHES" : "TOKEN_NONCE_DIFFERS", subject, {}));
  }
  if (policy !== undefined) {
    findings.push(
      info.policy === policy
        ? finding("TOKEN_POLICY_MATCHES", subject, { policy })
        : finding("TOKEN_POLICY_DIFFERS", subject, { policy: info.policy, expected: policy }),
    );
  }
  const time = info.genTime.ms;
  findings.push(
    time - (accuracyOf(info) ?? 0) > now + clockSkewMs
      ? finding("TOKEN_FROM_THE_FUTURE", subject, { time, now })
      : finding("TOKEN_TIME_PLAUSIBLE", subject, { time }),
  );
  return findings;
}

function imprintFinding(subject: string, covered: CoveredFile, { imprint }: TstInfo): Finding {
  const { file } = covered;
  const expected = imprint.digest === undefined ? undefined : covered.digest(imprint.digest);
  const same = expected !== undefined && equalBytes(expected, imprint.value);
  return finding(same ? "TOKEN_IMPRINT_MATCHES" : "TOKEN_IMPRINT_DIFFERS", subject, { file });
}

/**
 * Whether the `tsa` field of the token is the signer's subject or one of its alternative names, as it must be
 * (RFC 3161 section 2.4.2). A name that cannot be read is left alone.
 */
export function nameFindings(
  subject: string,
  info: TstInfo,
  signer: Certificate,
): readonly Finding[] {
  if (info.tsa === undefined) return [];
  const name = generalName(info.tsa);
  if (name === undefined) return [];
  const own = name.kind === "directory" && sameName(name.name, signer.subject);
  if (own || alternativeNames(signer).has(generalNameKey(name)))
    return [finding("TOKEN_NAME_MATCHES", subject, {})];
  const text = name.kind === "directory" ? name.name.text : generalNameKey(name);
  const authority = signer.subject.text;
  return [finding("TOKEN_NAME_DIFFERS", subject, { name: text, authority })];
}

function generalName(der: Uint8Array): GeneralName | undefined {
  const tree = parseDer(der);
  if (!tree.ok) return undefined;
  const name = attempt((refuse) => readGeneralName(tree.value, refuse));
  return name.ok ? name.value : undefined;
}

/** The alternative names of a certificate, as `generalNameKey` has them; none where they cannot be read. */
function alternativeNames({ extensions }: Certificate): ReadonlySet<string> {
  const extension = extensions.all.find(({ oid }) => oid === extensionOids.subjectAltName);
  if (extension === undefined) return new Set();
  const keys = attempt((refuse) =>
    extensionValue(extension, refuse).children.map((name) =>
      generalNameKey(readGeneralName(name, refuse)),
    ),
  );
  return new Set(keys.ok ? keys.value : []);
}
