import { packageNames } from "../../container/package-names.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import { recordLimits } from "../../evidence-record/evidence-record.ts";
import type { Member } from "../../evidence/descriptor.ts";
import type { Examined } from "../examined.ts";
import { type Facts, noFacts } from "../facts.ts";
import { checkPractice } from "../practice/check-practice.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ExamineOptions } from "../verify-options.ts";
import { checkMemberFiles } from "./check-member-files.ts";
import { checkCoveringTimes } from "./covering-times.ts";
import { type ForeignContainer, readForeignContainer, sha256Of } from "./foreign-container.ts";
import { checkArchiveManifests, checkForeignCoverage } from "./foreign-coverage.ts";
import {
  collectProofs,
  type ForeignManifest,
  hasUnknownDigest,
  readForeignManifests,
  unjudgedParts,
  unknownParts,
} from "./foreign-proofs.ts";
import { checkForeignTimes, checkSelfDeclared } from "./foreign-times.ts";
import { judgeProofs } from "./judge-proofs.ts";
import type { JudgedProof } from "./judged-proof.ts";

/**
 * Examines an ASiC-E or ASiC-S container that other software made (ETSI EN 319 162-1): the ZIP, `mimetype`, manifests,
 * CAdES signatures, time-stamps and evidence records, each older one as of the time at which a newer one covers it,
 * and whether sound ones cover every file. XAdES and XML evidence records are named and left open. Its ZIP is read by
 * the limits `foreignZipLimits` and not by our skeleton, which no other software writes (ADR 0017); and it is never
 * called a package, since nothing in it shows how it came about. Rejects only when the source cannot be read.
 */
export async function examineContainer(
  source: ByteSource,
  options: ExamineOptions,
): Promise<Examined> {
  const findings: Finding[] = [];
  let manifests: readonly ForeignManifest[] = [];
  const reading = await readForeignContainer(source, async (container) => {
    manifests = await readForeignManifests(container, findings);
    return digestsOfManifests(manifests);
  });
  const { container } = reading;
  findings.unshift(...reading.findings);
  if (container === undefined) {
    return { findings, facts: noFacts, practice: false, surplus: new Set() };
  }
  const entries = container.entries.size;
  const form = container.form === "asic-s" ? "ASiC-S" : "ASiC-E";
  findings.unshift(finding("FOREIGN_CONTAINER", "", { form, entries }));
  const proofs = await collectProofs(container, manifests, findings);
  const unjudged = unjudgedParts(container);
  findings.push(...unjudged);
  if (proofs.length === 0 && unjudged.length === 0) {
    findings.push(finding("FOREIGN_NO_PROOF", "", { unknown: unknownParts(container).length }));
  }
  if (dataNames(container).length === 0) findings.push(finding("FOREIGN_NO_DATA", "", {}));
  const judged = await judgeProofs({ container, options, recordRoom: recordLimits.bytes }, proofs);
  findings.push(...judged.flatMap((one) => one.findings));
  if (judged.length > 0) {
    const open = unjudged.length > 0 || hasUnknownDigest(findings);
    findings.push(...checkForeignCoverage(container, manifests, judged, open));
    findings.push(...checkArchiveManifests(container, manifests, judged));
    findings.push(...checkSelfDeclared(judged));
    findings.push(...checkCoveringTimes(judged));
    const data = [...dataNames(container), ...unknownParts(container)];
    findings.push(...checkForeignTimes(data, judged, options.policy));
  }
  const practice = checkPractice(judged.flatMap(({ issuers }) => issuers));
  const members = await membersOf(container);
  findings.push(...practice.findings);
  findings.push(...(await checkMemberFiles(options.files ?? [], members)));
  return {
    findings,
    facts: factsOf(container, members, judged),
    practice: practice.practice,
    surplus: new Set(),
  };
}

/** Which digests the manifests give of which file, so that each file is read once. */
function digestsOfManifests(
  manifests: readonly ForeignManifest[],
): ReadonlyMap<string, ReadonlySet<DigestName>> {
  const wanted = new Map<string, Set<DigestName>>();
  for (const { manifest } of manifests) {
    for (const { name, digest } of manifest.references) {
      const names = wanted.get(name) ?? new Set<DigestName>();
      names.add(digest);
      wanted.set(name, names);
    }
  }
  return wanted;
}

/** The data files: everything but `mimetype` and what lies under META-INF. */
function dataNames(container: ForeignContainer): readonly string[] {
  return [...container.entries.keys()].filter(
    (name) => name !== packageNames.mimetype && !name.startsWith("META-INF/"),
  );
}

async function membersOf(container: ForeignContainer): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const path of dataNames(container)) {
    const size = container.entries.get(path)?.size ?? 0;
    members.push({
      id: `m${String(members.length + 1)}`,
      path,
      originalName: { text: path },
      role: "original",
      type: "file",
      size,
      sha256: await sha256Of(container, path),
      encoding: "plain",
    });
  }
  return members;
}

function factsOf(
  container: ForeignContainer,
  members: readonly Member[],
  judged: readonly JudgedProof[],
): Facts {
  const timestamps = judged.flatMap((one) => one.timestamps);
  const signers = judged.flatMap((one) => one.signers);
  return {
    ...noFacts,
    format: container.form,
    members,
    timestamps,
    // Anybody can add a signature whose name he chose, in a manifest that comes first.
    signer: signers.find(({ selfDeclared }) => !selfDeclared) ?? signers[0] ?? null,
    evidenceRecords: judged.flatMap(({ records }) => records),
  };
}
