import type { UnixMs } from "../../bytes/civil-time.ts";
import { maxSignedDataBytes } from "../../cms/signed-data.ts";
import { parseToken } from "../../timestamp/token.ts";
import { checkEvidenceRecord } from "../evidence-record/check-evidence-record.ts";
import { groundsOf } from "../grounds.ts";
import { isSettled, isSound } from "../soundness.ts";
import { timestampFacts } from "../timestamp/timestamp-facts.ts";
import { checkToken } from "../timestamp/token-check.ts";
import type { ForeignProof } from "./foreign-proofs.ts";
import { judgeSignature } from "./judge-signature.ts";
import {
  contentOf,
  type JudgedProof,
  nothingProven,
  type ProofBench,
  standingOf,
  unreadProof,
} from "./judged-proof.ts";

/** The findings without which a token has shown nothing, however little speaks against it. */
const shownByToken = ["TOKEN_SIGNATURE_VALID", "TOKEN_IMPRINT_MATCHES"] as const;

async function judgeTimestamp(
  bench: ProofBench,
  proof: ForeignProof,
  judgedAt: UnixMs | undefined,
): Promise<JudgedProof> {
  const { file } = proof;
  const token = await bench.container.read(file, maxSignedDataBytes);
  if (token === undefined) return unreadProof(proof);
  const parsed = parseToken(token);
  const name = parsed.ok ? parsed.value.info.imprint.digest : undefined;
  const content = contentOf(bench, proof);
  const imprint = name === undefined ? undefined : await content.digest(name);
  const { now } = bench.options;
  const judged = checkToken({
    subject: file,
    token,
    covered: { file: content.file, digest: () => imprint },
    ...groundsOf(bench.options),
    now,
    ...(judgedAt === undefined ? {} : { judgedAt }),
  });
  const { facts } = judged;
  const stranger = facts?.practice === true && !facts.trusted;
  const findings = judged.findings.filter(
    ({ code }) => !stranger || code !== "CHAIN_ISSUER_UNKNOWN",
  );
  const unblemished = isSound(findings);
  const tried = shownByToken.every((code) => findings.some((one) => one.code === code));
  const standing = standingOf(unblemished, tried);
  if (facts === undefined) return { ...nothingProven, proof, findings, standing };
  const time = standing === "sound" ? facts.genTime : null;
  return {
    ...nothingProven,
    proof,
    findings,
    standing,
    time,
    provenTime: facts.trusted ? time : null,
    timestamps: [timestampFacts(file, facts, false, unblemished)],
    issuers: [{ practice: facts.practice, trusted: facts.trusted }],
  };
}

async function judgeRecord(
  bench: ProofBench,
  proof: ForeignProof,
  judgedAt: UnixMs | undefined,
): Promise<JudgedProof> {
  const { file, over, covers } = proof;
  const record = await bench.container.read(file, bench.recordRoom);
  if (record === undefined) return unreadProof(proof);
  bench.recordRoom -= record.length;
  const { now } = bench.options;
  const names = "data" in over ? covers : over.manifest.references.map((one) => one.name);
  const judged = await checkEvidenceRecord({
    subject: file,
    record,
    objects: async (digest) => {
      const digests: Uint8Array[] = [];
      for (const name of names) {
        const value = (await bench.container.digest(name, [digest]))?.[digest];
        if (value !== undefined) digests.push(value);
      }
      return digests;
    },
    ...groundsOf(bench.options),
    now,
    ...(judgedAt === undefined ? {} : { judgedAt }),
  });
  const { findings, facts, timestamps } = judged;
  const bound = findings.some(({ code }) => code === "RECORD_OBJECTS_COVERED");
  const standing = standingOf(isSound(findings), bound);
  const time = standing === "sound" ? (timestamps[0]?.time ?? null) : null;
  return {
    ...nothingProven,
    proof,
    findings,
    standing,
    time,
    provenTime: timestamps.every(({ trusted }) => trusted) ? time : null,
    timestamps,
    records: facts === undefined ? [] : [facts],
    issuers: timestamps.map(({ practice, trusted }) => ({ practice, trusted })),
  };
}

function judgeOne(
  bench: ProofBench,
  proof: ForeignProof,
  existedBy: UnixMs | undefined,
  open: boolean,
): Promise<JudgedProof> {
  switch (proof.kind) {
    case "timestamp":
      return judgeTimestamp(bench, proof, existedBy);
    case "record":
      return judgeRecord(bench, proof, existedBy);
    case "signature":
      return judgeSignature(bench, proof, existedBy, open);
  }
}

/** A proof as it was judged, with what proves the moment as of which it was. */
function resting(judged: JudgedProof, judgedBy: string | undefined): JudgedProof {
  if (judgedBy === undefined) return judged;
  return { ...judged, timestamps: judged.timestamps.map((one) => ({ ...one, judgedBy })) };
}

/**
 * Judges all proofs, the newest first: one whose file a sound other one covers is judged as of the earliest time so
 * proven, every other as of now; a time that only a stranger states proves nothing. Proofs that claim to cover each other, which no digest allows, are judged as of now.
 */
export async function judgeProofs(
  bench: ProofBench,
  proofs: readonly ForeignProof[],
): Promise<readonly JudgedProof[]> {
  const judged = new Map<ForeignProof, JudgedProof>();
  const unsettled = new Set<string>();
  // Of the files that a proof covers, which may be a thousand, only other proofs decide the order.
  const files = new Set(proofs.map(({ file }) => file));
  const covered = new Map(
    proofs.map((proof) => [proof, [...proof.covers].filter((name) => files.has(name))]),
  );
  let open = [...proofs];
  while (open.length > 0) {
    const waiting = new Set(open.flatMap((proof) => covered.get(proof) ?? []));
    const free = open.filter(({ file }) => !waiting.has(file));
    const next = free.length > 0 ? free : open;
    for (const proof of next) {
      let by: { readonly file: string; readonly time: UnixMs } | undefined;
      for (const { proof: over, provenTime: time } of judged.values())
        if (time !== null && over.covers.has(proof.file) && (by === undefined || time < by.time))
          by = { file: over.file, time };
      const open = unsettled.has(by?.file ?? "");
      const one = await judgeOne(bench, proof, by?.time, open);
      if (open || !isSettled(one.findings)) unsettled.add(proof.file);
      judged.set(proof, resting(one, by?.file));
    }
    open = open.filter((proof) => !judged.has(proof));
  }
  return proofs.flatMap((proof) => judged.get(proof) ?? []);
}
