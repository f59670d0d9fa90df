import { toHex } from "../../bytes/hex.ts";
import { exchangeName } from "../../container/package-names.ts";
import { digestOf } from "../../digest/digest.ts";
import { maxRequestBytes, parseRequest } from "../../timestamp/request.ts";
import { checkClosingToken } from "../container/check-closing-token.ts";
import type { PackageManifest } from "../container/package-view.ts";
import type { TimestampFacts } from "../facts.ts";
import { timestampFacts } from "../timestamp/timestamp-facts.ts";
import { checkToken, type TokenVerdict } from "../timestamp/token-check.ts";
import { type Finding, finding } from "../verdict.ts";
import { type Examination, isSound } from "./examination.ts";

/** A token of the package with everything found of it. */
export interface StampCheck {
  readonly findings: readonly Finding[];
  readonly file: string;
  /** SHA-256 of the .tst file, lower-case hex. */
  readonly digest: string;
  /** Tells authorities apart: SHA-256 of the signer's certificate. */
  readonly signer?: string;
  readonly facts?: TimestampFacts;
}

const maxTokenBytes = 4 * 1024 * 1024;
const numbered = /timestamp([0-9]{3})\.tst$/u;

/** Judges the tokens over the sealed payload, each against its manifest and its own request. */
export async function checkStamps(examination: Examination): Promise<readonly StampCheck[]> {
  const stamps: StampCheck[] = [];
  for (const manifest of examination.view.stamps)
    stamps.push(await checkStamp(examination, manifest, false));
  return stamps;
}

/** Judges the closing token: as any token, and by strict rule (c). */
export async function checkClosing(examination: Examination): Promise<StampCheck | undefined> {
  const { closing } = examination.view;
  return closing && (await checkStamp(examination, closing, true));
}

async function checkStamp(
  examination: Examination,
  manifest: PackageManifest,
  closing: boolean,
): Promise<StampCheck> {
  const { view, material, trust, now, verify } = examination;
  const { file } = manifest;
  const token = await view.read(file, maxTokenBytes);
  if (token === undefined) {
    const unread = finding("TOKEN_UNREAD", file, { file });
    return { file, findings: [unread], digest: view.entries.get(file)?.sha256 ?? "" };
  }
  const asked = closing ? {} : await askedFor(examination, file);
  const judged = checkToken({
    subject: file,
    token,
    covered: { file: manifest.name, digest: (name) => digestOf(name, manifest.bytes) },
    ...asked,
    roots: trust.roots,
    certificates: material.certificates,
    crls: [...material.crls, ...trust.crls],
    ocsps: material.ocsps,
    now,
    verify,
  });
  const exact = closing ? checkClosingToken(file, token, material.certificates) : [];
  const findings = [...withoutPractice(judged), ...exact];
  const digest = toHex(digestOf("sha256", token));
  if (judged.facts === undefined) return { file, findings, digest };
  const facts = timestampFacts(file, judged.facts, closing, isSound(findings));
  const [leaf] = judged.facts.chain;
  return {
    file,
    findings,
    digest,
    facts,
    ...(leaf === undefined ? {} : { signer: toHex(digestOf("sha256", leaf)) }),
  };
}

/** A practice authority that nobody here accepted is told once for the package: no root would settle it. */
function withoutPractice({ findings, facts }: TokenVerdict): readonly Finding[] {
  if (facts?.practice !== true || facts.trusted) return findings;
  return findings.filter(({ code }) => code !== "CHAIN_ISSUER_UNKNOWN");
}

/** Nonce and policy of the request that lies beside the token, where one can be read. */
async function askedFor(
  { view }: Examination,
  file: string,
): Promise<{ readonly nonce?: bigint | null; readonly policy?: string }> {
  const number = Number(numbered.exec(file)?.[1] ?? 0);
  if (number === 0) return {};
  const bytes = await view.read(exchangeName(number, "tsq"), maxRequestBytes);
  const request = bytes && parseRequest(bytes);
  if (request?.ok !== true) return {};
  const { nonce, policy } = request.value;
  return { nonce: nonce ?? null, ...(policy === undefined ? {} : { policy }) };
}
