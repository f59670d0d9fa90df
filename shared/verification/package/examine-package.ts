import { toHex } from "../../bytes/hex.ts";
import { packageNames } from "../../container/package-names.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import { digestOf } from "../../digest/digest.ts";
import { evidenceLimits } from "../../evidence/descriptor-parser.ts";
import { evidenceNumber } from "../../evidence/evidence-number.ts";
import { type PackageReading, readPackage } from "../container/read-package.ts";
import { checkBundles } from "../evidence/check-bundles.ts";
import { checkEvidence } from "../evidence/check-evidence.ts";
import { checkSm3 } from "../evidence/check-sm3.ts";
import type { Examined } from "../examined.ts";
import { type Facts, noFacts } from "../facts.ts";
import { checkFiles } from "../files/check-files.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ExamineOptions } from "../verify-options.ts";
import { checkProfile } from "./check-profile.ts";
import { checkProofs } from "./check-proofs.ts";
import { guardedSource, SourceUnreadable } from "./guarded-source.ts";
import { sealedEntries } from "./sealed-entries.ts";
import { readTrustMaterial } from "./trust-material.ts";

/** What has been found so far. It stays when a later step cannot go on. */
interface Course {
  step: "container" | "evidence" | "proofs" | "bundles" | "files";
  readonly findings: Finding[];
  facts: Facts;
  practice: boolean;
  surplus: ReadonlySet<string>;
}

/**
 * Examines a package of our profile against the verifier's own trust store.
 *
 * @param source the package; read in one pass and in small pieces, an inner bundle once more
 * @returns everything found. Never throws for bad evidence: a rejected read is `SOURCE_UNREADABLE`, and
 *   an exception of our own, which would be a bug, `CHECK_INTERRUPTED`; what was found before stays.
 */
export async function examinePackage(
  source: ByteSource,
  options: ExamineOptions,
): Promise<Examined> {
  const course: Course = {
    step: "container",
    findings: [],
    facts: noFacts,
    practice: false,
    surplus: new Set(),
  };
  try {
    await examine(guardedSource(source), options, course);
  } catch (thrown) {
    course.findings.push(
      thrown instanceof SourceUnreadable
        ? finding("SOURCE_UNREADABLE", "", { file: "" })
        : finding("CHECK_INTERRUPTED", "", { step: course.step }),
    );
  }
  const { findings, facts, practice, surplus } = course;
  return { findings, facts, practice, surplus };
}

async function examine(source: ByteSource, options: ExamineOptions, course: Course): Promise<void> {
  const reading: PackageReading = await readPackage(source);
  course.findings.push(...reading.findings);
  const view = reading.package;
  if (view === undefined) return;

  course.step = "evidence";
  const fingerprint = view.payload && digestOf("sha256", view.payload.bytes);
  const number = fingerprint && evidenceNumber(fingerprint);
  const bytes = await view.read(packageNames.evidence, evidenceLimits.bytes);
  const { findings, evidence } = checkEvidence(bytes, sealedEntries(view), number ?? "");
  course.findings.push(...findings);
  if (evidence !== undefined) course.findings.push(...(await checkProfile(view)));

  course.step = "proofs";
  const material = await readTrustMaterial(view);
  const { trust, now, verify } = options;
  const examination = { view, material, trust, now, verify };
  const proofs = await checkProofs(examination, evidence, bytes);
  course.findings.push(...proofs.findings);
  course.practice = proofs.practice;
  course.surplus = proofs.surplus;
  course.facts = {
    ...proofs.facts,
    format: "package",
    number: number ?? null,
    fingerprint: fingerprint === undefined ? null : toHex(fingerprint),
  };

  course.step = "bundles";
  if (evidence !== undefined) {
    course.findings.push(...(await checkBundles(source, evidence, view.entries)));
    course.findings.push(...(await checkSm3(source, evidence, view.entries)));
  }
  course.step = "files";
  course.findings.push(...(await checkFiles(options.files ?? [], evidence)));
}
