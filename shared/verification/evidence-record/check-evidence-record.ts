import type { UnixMs } from "../../bytes/civil-time.ts";
import { type DigestName, digestLength } from "../../digest/digest-name.ts";
import type { ArchiveTimestamp, EvidenceRecord } from "../../evidence-record/evidence-record.ts";
import { rootOf } from "../../evidence-record/hash-tree.ts";
import { parseEvidenceRecord } from "../../evidence-record/record-parser.ts";
import { treeDigest } from "../../evidence-record/renewal.ts";
import { digestOfAlgorithm } from "../../x509/algorithm-identifier.ts";
import type { TimestampFacts } from "../facts.ts";
import { isSound } from "../soundness.ts";
import { timestampFacts } from "../timestamp/timestamp-facts.ts";
import { checkToken } from "../timestamp/token-check.ts";
import type { TokenFacts } from "../timestamp/token-facts.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkProtected } from "./check-protected.ts";
import { isStamped, nameOf, type PlacedTimestamp } from "./placed-timestamp.ts";
import type { RecordQuestion, RecordVerdict } from "./record-question.ts";

/**
 * Judges one evidence record (RFC 4998 sections 4.3 and 5.3): what it protects, that each archive time-stamp covers
 * the one before (the same chain) or all the data and all that came before (a new chain), that the roots are what
 * the tokens are over, one digest in each chain and every one listed, ascending times; each older token as of its
 * successor's time where that is proven, the newest as of `judgedAt` or now. Rejects only when `objects` does.
 */
export async function checkEvidenceRecord(question: RecordQuestion): Promise<RecordVerdict> {
  const { subject } = question;
  const parsed = parseEvidenceRecord(question.record);
  if (!parsed.ok) {
    const { rule, at } = parsed.fault;
    return unread([finding("RECORD_MALFORMED", subject, { rule, at })]);
  }
  const record = parsed.value;
  const tokens = record.chains.reduce((sum, chain) => sum + chain.timestamps.length, 0);
  const findings: Finding[] = [
    finding("RECORD_READ", subject, { chains: record.chains.length, tokens }),
  ];
  const placed = place(record, subject, findings);
  if (record.encryption !== undefined)
    findings.push(finding("RECORD_ENCRYPTED", subject, { type: record.encryption }));
  else if (placed !== undefined) findings.push(...(await checkProtected(record, placed, question)));
  if (placed !== undefined) findings.push(...checkRoots(placed, subject));
  const judged = checkTokens(record, question);
  findings.push(...judged.findings);
  const sound = isSound(findings);
  const trusted =
    judged.timestamps.length === tokens && judged.timestamps.every((one) => one.trusted);
  const bound = findings.some(({ code }) => code === "RECORD_OBJECTS_COVERED");
  const first = judged.timestamps[0];
  const digests = (placed ?? []).filter((one) => one.firstOfChain).map(({ digest }) => digest);
  return {
    findings,
    facts: {
      file: subject,
      chains: record.chains.length,
      tokens,
      existedBy: sound && trusted && bound && first !== undefined ? first.time : null,
      digests,
    },
    timestamps: judged.timestamps.map((one) => ({ ...one, sound: one.sound && sound })),
    oldest: judged.oldest,
  };
}

function unread(findings: readonly Finding[]): RecordVerdict {
  return { findings, facts: undefined, timestamps: [], oldest: undefined };
}

/** Every time-stamp with its place and digest; undefined when a digest is unknown, which is then a finding. */
function place(
  record: EvidenceRecord,
  subject: string,
  findings: Finding[],
): readonly PlacedTimestamp[] | undefined {
  const listed = new Set(record.digestAlgorithms.map(digestOfAlgorithm));
  const placed: PlacedTimestamp[] = [];
  let whole = true;
  let previous: Uint8Array | undefined;
  for (const [chain, { timestamps }] of record.chains.entries()) {
    const used = new Set<DigestName>();
    for (const [index, timestamp] of timestamps.entries()) {
      const n = placed.length + 1;
      const digest = treeDigest(timestamp);
      if (digest === undefined) {
        whole = false;
        findings.push(finding("RECORD_DIGEST_UNKNOWN", subject, { n }));
        break;
      }
      if (!hasLengthOf(timestamp, digest))
        findings.push(
          finding("RECORD_MALFORMED", subject, { rule: "record-digest-length", at: 0 }),
        );
      used.add(digest);
      placed.push({ n, chain, firstOfChain: index === 0, timestamp, digest, previous });
      previous = timestamp.token;
    }
    if (used.size > 1) findings.push(finding("RECORD_DIGESTS_MIXED", subject, { n: chain + 1 }));
    for (const digest of used)
      if (!listed.has(digest))
        findings.push(finding("RECORD_DIGEST_UNLISTED", subject, { n: chain + 1, digest }));
    if (!whole) return undefined;
  }
  return placed;
}

/** Whether every digest of a tree is as long as its algorithm's, which the token alone may name (section 4.1). */
function hasLengthOf({ reducedTree = [] }: ArchiveTimestamp, digest: DigestName): boolean {
  return reducedTree.every((list) => list.every(({ length }) => length === digestLength[digest]));
}

/** Whether each reduced tree leads to what its token is over. Without a tree the protected digest itself is judged. */
function checkRoots(placed: readonly PlacedTimestamp[], subject: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { n, timestamp, digest } of placed) {
    const { reducedTree, token } = timestamp;
    if (reducedTree === undefined) continue;
    const at = nameOf(subject, n, placed.length);
    const stamped = isStamped(token, digest, rootOf(digest, reducedTree));
    findings.push(finding(stamped ? "RECORD_ROOT_STAMPED" : "RECORD_ROOT_DIFFERS", at, {}));
  }
  return findings;
}

function checkTokens(
  record: EvidenceRecord,
  question: RecordQuestion,
): {
  readonly findings: readonly Finding[];
  readonly timestamps: readonly TimestampFacts[];
  readonly oldest: TokenFacts | undefined;
} {
  const { subject, now, closing = false } = question;
  const tokens = record.chains.flatMap((chain) => chain.timestamps.map(({ token }) => token));
  const findings: Finding[] = [];
  const timestamps: TimestampFacts[] = [];
  let oldest: TokenFacts | undefined;
  let judgedAt: UnixMs = question.judgedAt ?? now;
  let successor: UnixMs = judgedAt;
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const name = nameOf(subject, index + 1, tokens.length);
    const token = tokens[index] ?? new Uint8Array();
    const judged = checkToken({ ...question, subject: name, token, judgedAt });
    const practice = judged.facts?.practice === true && !judged.facts.trusted;
    findings.push(
      ...judged.findings.filter(({ code }) => !practice || code !== "CHAIN_ISSUER_UNKNOWN"),
    );
    oldest = judged.facts;
    if (judged.facts === undefined) continue;
    const { genTime } = judged.facts;
    if (index < tokens.length - 1 && genTime > successor)
      findings.push(finding("RECORD_TIMES_DESCEND", subject, { n: index + 2 }));
    const sound = isSound(judged.findings);
    timestamps.unshift(timestampFacts(name, judged.facts, closing, sound));
    successor = genTime;
    // An older token rests on its successor, which may itself be judged as of a later one only; a stranger's proves nothing.
    if (sound && judged.facts.trusted) judgedAt = genTime;
  }
  return { findings, timestamps, oldest };
}
