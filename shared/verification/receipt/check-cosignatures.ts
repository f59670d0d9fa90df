import { nameList } from "../../words/name-list.ts";
import type { UnixMs } from "../../bytes/civil-time.ts";
import type { Checkpoint } from "../../log/checkpoint.ts";
import type { QuorumJudgement } from "../../log/checkpoint-quorum.ts";
import type { NoteSignature } from "../../log/note.ts";
import type { QuorumPolicy } from "../../log/quorum-policy.ts";
import { institutionOf } from "../../network/descriptor-trust.ts";
import type { Epoch } from "../../network/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";
import type { RegisteredToken } from "./receipt-question.ts";

/** A checkpoint, who judged it, and what its times are compared with. */
export interface CosignatureQuestion {
  /** The receipt's file. */
  readonly name: string;
  readonly checkpoint: Checkpoint;
  readonly epoch: Epoch;
  readonly judgement: QuorumJudgement;
  /** The leaf's claimed block time; undefined for a record that is no leaf of ours. */
  readonly blockTime: UnixMs | undefined;
  /** The tokens that were there at registration. */
  readonly tokens: readonly RegisteredToken[];
  readonly now: UnixMs;
}

/** How far a time may stand on the wrong side of another before it counts. */
const toleratedMs = 120_000;

/** Log signature, each cosignature, the quorum, and what their times say. */
export function checkCosignatures(question: CosignatureQuestion): readonly Finding[] {
  const { name, checkpoint, epoch, judgement } = question;
  const { origin } = checkpoint;
  const findings: Finding[] = [
    judgement.log === "valid"
      ? finding("LOG_SIGNATURE_VALID", name, { origin })
      : finding("LOG_SIGNATURE_INVALID", name, { origin }),
    ...judgement.invalid.map(({ key }) =>
      finding("COSIGNATURE_INVALID", name, { institution: nameOf(epoch, key.text) }),
    ),
    ...passedOver(name, checkpoint.note.signatures, epoch.quorum),
    ...oddTimes(question),
  ];
  return [...findings, ...quorum(question)];
}

function quorum({ name, epoch, judgement, blockTime }: CosignatureQuestion): readonly Finding[] {
  const { cosigned, invalid, missing, satisfied, needed, existedBy } = judgement;
  if (!satisfied) {
    const names = nameList([...invalid, ...missing].map(({ key }) => nameOf(epoch, key.text)));
    return [finding("QUORUM_MISSED", name, { cosigned: cosigned.length, needed, missing: names })];
  }
  if (existedBy === undefined) return [finding("EXISTED_BY_UNSETTLED", name, {})];
  const institutions = epoch.institutions.length;
  const data = { cosigned: cosigned.length, institutions, needed, existedBy: existedBy * 1000 };
  const reached = finding("QUORUM_REACHED", name, data);
  if (blockTime === undefined) return [reached];
  const span = Math.floor(blockTime / 1000) * 1000 - existedBy * 1000;
  return span > toleratedMs ? [finding("BLOCK_TIME_LATE", name, { span }), reached] : [reached];
}

function nameOf(epoch: Epoch, vkey: string): string {
  return institutionOf(epoch, vkey)?.name ?? vkey;
}

/** A cosignature of ML-DSA-44 (type 0x06): eight octets of time, then 2,420 of signature. */
const mlDsaLength = 8 + 2420;

/** Lines under keys that the policy does not name: neither counted nor judged, and said to be there, once each. */
function passedOver(
  name: string,
  lines: readonly NoteSignature[],
  policy: QuorumPolicy,
): readonly Finding[] {
  const keyed = (line: { readonly name: string; readonly keyId: string }) =>
    `${line.name} ${line.keyId}`;
  const seen = new Set([policy.log, ...policy.witnesses.map(({ key }) => key)].map(keyed));
  const findings: Finding[] = [];
  for (const line of lines) {
    if (seen.has(keyed(line))) continue;
    seen.add(keyed(line));
    const type = line.signature.length === mlDsaLength ? "ML-DSA-44" : line.keyId;
    findings.push(finding("COSIGNATURE_PASSED_OVER", name, { name: line.name, type }));
  }
  return findings;
}

/** Cosignatures dated before a token that was there when they were made, or ahead of now. */
function oddTimes({
  name,
  epoch,
  judgement,
  tokens,
  now,
}: CosignatureQuestion): readonly Finding[] {
  const latest = latestToken(tokens);
  const findings: Finding[] = [];
  for (const { witness, seconds } of judgement.cosigned) {
    const institution = nameOf(epoch, witness.key.text);
    const ahead = seconds * 1000 - now;
    if (ahead > toleratedMs)
      findings.push(finding("COSIGNATURE_IN_FUTURE", name, { institution, span: ahead }));
    const span = latest === undefined ? 0 : latest.earliest - seconds * 1000;
    if (latest !== undefined && span > 0)
      findings.push(
        finding("COSIGNATURE_BEFORE_STAMP", name, { institution, span, file: latest.file }),
      );
  }
  return findings;
}

/** The last token before registration: when it was made at the earliest, in whole seconds, by its stated accuracy. */
function latestToken(
  tokens: readonly RegisteredToken[],
): { readonly file: string; readonly earliest: UnixMs } | undefined {
  let latest: { readonly file: string; readonly earliest: UnixMs } | undefined;
  for (const { file, time, accuracyMs } of tokens) {
    if (time === undefined) continue;
    const earliest = Math.floor((time - (accuracyMs ?? 0)) / 1000) * 1000;
    if (latest === undefined || earliest > latest.earliest) latest = { file, earliest };
  }
  return latest;
}
