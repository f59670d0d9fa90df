import type { UnixMs } from "../../bytes/civil-time.ts";
import { toHex } from "../../bytes/hex.ts";
import { exchangeName } from "../../container/package-names.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import { digestOf } from "../../digest/digest.ts";
import { maxRequestBytes, parseRequest } from "../../timestamp/request.ts";
import { checkExactRecord } from "../container/check-exact-record.ts";
import { checkClosingToken } from "../container/check-closing-token.ts";
import type { PackageManifest } from "../container/package-view.ts";
import { checkEvidenceRecord } from "../evidence-record/check-evidence-record.ts";
import type { EvidenceRecordFacts, TimestampFacts } from "../facts.ts";
import { isSound } from "../soundness.ts";
import { timestampFacts } from "../timestamp/timestamp-facts.ts";
import { checkToken, type TokenVerdict } from "../timestamp/token-check.ts";
import { type Finding, finding } from "../verdict.ts";
import { type Examination, packageGrounds } from "./examination.ts";

/** A token of the package with everything found of it. */
export interface StampCheck {
  readonly findings: readonly Finding[];
  readonly file: string;
  /** SHA-256 of the .tst or .ers file, lower-case hex. */
  readonly digest: string;
  /** Tells authorities apart: SHA-256 of the signer's certificate. */
  readonly signer?: string;
  readonly facts?: TimestampFacts;
  /** What the record says, where it is one. */
  readonly record?: EvidenceRecordFacts;
}

const maxTokenBytes = 4 * 1024 * 1024;
/** A record of ours lists what its manifest does, a sibling a level, and one token: all else is ballast. */
const maxRecordBytes = 1024 * 1024;
const numbered = /timestamp([0-9]{3})\.tst$/u;

/** As what a token or record is judged. */
export interface StampPlace {
  /** Whether it closes an edition. */
  readonly closing: boolean;
  /** Whether nothing later covers it: then its own bytes are held to strict rule (c). */
  readonly newest: boolean;
  /** When something later proves it to have existed; undefined when nothing does. */
  readonly judgedAt: UnixMs | undefined;
}

/** Judges a token against its manifest and its own request, or a record against its manifest and what that lists. */
export function checkStamp(
  examination: Examination,
  manifest: PackageManifest,
  place: StampPlace,
): Promise<StampCheck> {
  return manifest.proof === "record"
    ? checkRecordStamp(examination, manifest, place)
    : checkTokenStamp(examination, manifest, place);
}

async function checkTokenStamp(
  examination: Examination,
  manifest: PackageManifest,
  { closing, newest, judgedAt }: StampPlace,
): Promise<StampCheck> {
  const { view, material, now } = examination;
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
    ...packageGrounds(examination),
    now,
    ...(judgedAt === undefined ? {} : { judgedAt }),
  });
  const exact = newest ? checkClosingToken(file, token, material.certificates) : [];
  const findings = [...withoutPractice(judged), ...exact];
  const digest = toHex(digestOf("sha256", token));
  if (judged.facts === undefined) return { file, findings, digest };
  const facts = timestampFacts(file, judged.facts, closing, isSound(findings));
  return { file, findings, digest, facts, ...signerOf(judged.facts.chain) };
}

async function checkRecordStamp(
  examination: Examination,
  manifest: PackageManifest,
  { closing, judgedAt }: StampPlace,
): Promise<StampCheck> {
  const { view, material, now } = examination;
  const { file } = manifest;
  const digest = view.entries.get(file)?.sha256 ?? "";
  const record = await view.read(file, maxRecordBytes);
  if (record === undefined)
    return { file, findings: [finding("RECORD_UNREAD", file, { file })], digest };
  const judged = await checkEvidenceRecord({
    subject: file,
    record,
    // What the manifest lists has been compared with the entries; ours list SHA-256 alone.
    objects: (name) => Promise.resolve(listedDigests(manifest, name)),
    ...packageGrounds(examination),
    now,
    ...(judgedAt === undefined ? {} : { judgedAt }),
    closing,
  });
  const exact = checkExactRecord(file, record, manifest, material.certificates);
  const findings = [...judged.findings, ...exact];
  const [first] = judged.timestamps;
  return {
    file,
    findings,
    digest,
    ...(judged.facts === undefined ? {} : { record: judged.facts }),
    ...(first === undefined ? {} : { facts: { ...first, file, sound: isSound(findings) } }),
    ...signerOf(judged.oldest?.chain ?? []),
  };
}

function listedDigests(
  { manifest }: PackageManifest,
  name: DigestName,
): readonly Uint8Array[] | undefined {
  const { references } = manifest;
  return references.every(({ digest }) => digest === name)
    ? references.map(({ value }) => value)
    : undefined;
}

function signerOf([leaf]: readonly Uint8Array[]): Pick<StampCheck, "signer"> {
  return leaf === undefined ? {} : { signer: toHex(digestOf("sha256", leaf)) };
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
