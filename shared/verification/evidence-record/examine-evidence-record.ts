import { toHex } from "../../bytes/hex.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import { recordLimits } from "../../evidence-record/evidence-record.ts";
import { parseEvidenceRecord } from "../../evidence-record/record-parser.ts";
import { treeDigest } from "../../evidence-record/renewal.ts";
import { parseToken } from "../../timestamp/token.ts";
import type { Examined } from "../examined.ts";
import { noFacts } from "../facts.ts";
import type { LooseFile } from "../files/loose-file.ts";
import { checkPractice } from "../practice/check-practice.ts";
import { groundsOf } from "../grounds.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ExamineOptions } from "../verify-options.ts";
import { checkEvidenceRecord } from "./check-evidence-record.ts";

/** Names the record in findings: it is the whole input. */
const subject = "";

/**
 * Examines a bare evidence record with the data that it protects: the file of `data`, which must be protected, and
 * those of `files` whose digests stand in the record; the others are named, so that nobody takes them for protected.
 * Several files are a group. Rejects only when the source cannot be read.
 */
export async function examineEvidenceRecord(
  source: ByteSource,
  options: ExamineOptions,
): Promise<Examined> {
  if (source.size > recordLimits.bytes) {
    const findings = [finding("RECORD_UNREAD", subject, { file: subject })];
    return { findings, facts: noFacts, practice: false, surplus: new Set() };
  }
  const record = await source.read(0, source.size);
  const unreadable: Finding[] = [];
  const { group, outside } = await groupOf(record, options, unreadable);
  const judged = await checkEvidenceRecord({
    subject,
    record,
    objects: async (digest) => {
      const digests: Uint8Array[] = [];
      for (const file of group) {
        const value = await digestOfFile(file, digest, unreadable);
        if (value === undefined) return undefined;
        digests.push(value);
      }
      return digests;
    },
    ...groundsOf(options),
    now: options.now,
  });
  const practice = checkPractice(judged.timestamps);
  return {
    findings: [...judged.findings, ...outside, ...unreadable, ...practice.findings],
    facts: {
      ...noFacts,
      format: "evidence-record",
      timestamps: judged.timestamps,
      evidenceRecords: judged.facts === undefined ? [] : [judged.facts],
    },
    practice: practice.practice,
    surplus: new Set(),
  };
}

interface Group {
  /** The files that the record is asked about: `data` always, of the others those that the record knows. */
  readonly group: readonly LooseFile[];
  /** A finding for each of the others. */
  readonly outside: readonly Finding[];
}

async function groupOf(
  der: Uint8Array,
  { data, files = [] }: Pick<ExamineOptions, "data" | "files">,
  unreadable: Finding[],
): Promise<Group> {
  const group = data === undefined ? [] : [data];
  const outside: Finding[] = [];
  if (files.length === 0) return { group, outside };
  const parsed = parseEvidenceRecord(der);
  const initial = parsed.ok ? parsed.value.chains[0]?.timestamps[0] : undefined;
  const digest = initial && treeDigest(initial);
  if (initial === undefined || digest === undefined) return { group, outside };
  const known = new Set((initial.reducedTree?.[0] ?? imprintOf(initial.token)).map(toHex));
  for (const file of files) {
    const value = await digestOfFile(file, digest, unreadable);
    if (value === undefined) continue;
    if (known.has(toHex(value))) group.push(file);
    else outside.push(finding("RECORD_FILE_OUTSIDE", file.name, { file: file.name }));
  }
  return { group, outside };
}

/** What a record without a tree is about: the imprint of its token. */
function imprintOf(token: Uint8Array): readonly Uint8Array[] {
  const parsed = parseToken(token);
  return parsed.ok ? [parsed.value.info.imprint.value] : [];
}

async function digestOfFile(
  file: LooseFile,
  digest: DigestName,
  unreadable: Finding[],
): Promise<Uint8Array | undefined> {
  try {
    return (await file.digest([digest]))[digest];
  } catch {
    const { name } = file;
    if (!unreadable.some(({ subject: told }) => told === name))
      unreadable.push(finding("SOURCE_UNREADABLE", name, { file: name }));
    return undefined;
  }
}
