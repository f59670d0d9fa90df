import { fieldsOf } from "../../bytes/der/fields.ts";
import { attempt } from "../../bytes/attempt.ts";
import { parseDer } from "../../bytes/der/parser.ts";
import { tags } from "../../bytes/der/element.ts";
import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { maxSignedDataBytes } from "../../cms/signed-data.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import { parseResponse } from "../../timestamp/response.ts";
import { parseToken } from "../../timestamp/token.ts";
import type { Examined } from "../examined.ts";
import { noFacts } from "../facts.ts";
import type { LooseFile } from "../files/loose-file.ts";
import { checkPractice } from "../practice/check-practice.ts";
import { groundsOf } from "../grounds.ts";
import { isSound } from "../soundness.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ExamineOptions } from "../verify-options.ts";
import { timestampFacts } from "./timestamp-facts.ts";
import { checkToken } from "./token-check.ts";
import type { CoveredFile } from "./token-question.ts";

/** Names the token in findings: it is the whole input. */
const subject = "";

const nothing: Examined = { findings: [], facts: noFacts, practice: false, surplus: new Set() };

/**
 * Examines a bare RFC 3161 token, or a whole TimeStampResp with one in it, and the data that it is over: the file of
 * `data`, which must be it, or whichever of `files` has the digest. Rejects only when the source cannot be read.
 */
export async function examineToken(source: ByteSource, options: ExamineOptions): Promise<Examined> {
  if (source.size > maxSignedDataBytes) {
    const found = finding("TOKEN_MALFORMED", subject, { rule: "der-too-large", at: 0 });
    return { ...nothing, findings: [found] };
  }
  const unpacked = unpack(await source.read(0, source.size));
  if (unpacked.token === undefined) return { ...nothing, findings: unpacked.findings };
  const { token } = unpacked;
  const data = await dataOf(token, options);
  const judged = checkToken({
    subject,
    token,
    ...(data.covered === undefined ? {} : { covered: data.covered }),
    ...groundsOf(options),
    now: options.now,
  });
  const { facts } = judged;
  const issuers = facts === undefined ? [] : [{ practice: facts.practice, trusted: facts.trusted }];
  const practice = checkPractice(issuers);
  // A practice authority that nobody here accepted is told as practice: no root would settle it.
  const told = judged.findings.filter(
    ({ code }) => !(practice.practice && code === "CHAIN_ISSUER_UNKNOWN"),
  );
  const findings = [...unpacked.findings, ...told, ...data.findings, ...practice.findings];
  const sound = isSound(findings);
  return {
    findings,
    facts: {
      ...noFacts,
      format: "timestamp-token",
      timestamps: facts === undefined ? [] : [timestampFacts(subject, facts, false, sound)],
    },
    practice: practice.practice,
    surplus: new Set(),
  };
}

interface Unpacked {
  readonly token: Uint8Array | undefined;
  readonly findings: readonly Finding[];
}

/** The token itself, or the one inside a response; a response begins with a SEQUENCE, a token with an OID. */
function unpack(bytes: Uint8Array): Unpacked {
  const tree = parseDer(bytes, { maxBytes: maxSignedDataBytes });
  const first = tree.ok && attempt((refuse) => fieldsOf(tree.value, refuse).nextTag);
  if (first === false || !first.ok || first.value !== tags.sequence) {
    return { token: bytes, findings: [] };
  }
  const response = parseResponse(bytes);
  if (!response.ok) {
    const { rule, at } = response.fault;
    return { token: undefined, findings: [finding("TOKEN_MALFORMED", subject, { rule, at })] };
  }
  const { status, token } = response.value;
  const code = token === undefined ? "TOKEN_RESPONSE_REFUSED" : "TOKEN_RESPONSE_GRANTED";
  return { token, findings: [finding(code, subject, { status: status.name })] };
}

interface Data {
  readonly covered: CoveredFile | undefined;
  readonly findings: readonly Finding[];
}

/** The file that the token is over, as far as one was given, and what is to be said when none was. */
async function dataOf(
  der: Uint8Array,
  { data, files = [] }: Pick<ExamineOptions, "data" | "files">,
): Promise<Data> {
  const parsed = parseToken(der);
  const digest = parsed.ok ? parsed.value.info.imprint.digest : undefined;
  if (!parsed.ok || digest === undefined) return { covered: undefined, findings: [] };
  const { value } = parsed.value.info.imprint;
  const findings: Finding[] = [];
  for (const file of data === undefined ? files : [data]) {
    const actual = await digestOfFile(file, digest);
    if (actual === undefined) {
      findings.push(finding("SOURCE_UNREADABLE", file.name, { file: file.name }));
    } else if (data !== undefined || equalBytes(actual, value)) {
      const covered = { file: file.name, digest: () => actual };
      return { covered, findings };
    }
  }
  const imprint = toHex(value);
  findings.push(finding("TOKEN_DATA_NOT_GIVEN", subject, { digest, imprint }));
  return { covered: undefined, findings };
}

async function digestOfFile(
  file: LooseFile,
  digest: Parameters<LooseFile["digest"]>[0][number],
): Promise<Uint8Array | undefined> {
  try {
    return (await file.digest([digest]))[digest];
  } catch {
    return undefined;
  }
}
