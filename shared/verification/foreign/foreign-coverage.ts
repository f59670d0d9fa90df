import type { UnixMs } from "../../bytes/civil-time.ts";
import { packageNames } from "../../container/package-names.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ForeignContainer } from "./foreign-container.ts";
import { type ForeignManifest, isArchiveManifest } from "./foreign-proofs.ts";
import type { JudgedProof, Standing } from "./judged-proof.ts";

/**
 * Whether sound proofs cover every file. Exempt are `mimetype`, and each manifest with the proof over it, whose own
 * checks say whether they hold.
 *
 * @param open whether the container also has parts that nobody judged: they may cover what no other does
 */
export function checkForeignCoverage(
  container: ForeignContainer,
  manifests: readonly ForeignManifest[],
  judged: readonly JudgedProof[],
  open: boolean,
): readonly Finding[] {
  const coveredBy = (standing: Standing): ReadonlySet<string> =>
    new Set(judged.flatMap((one) => (one.standing === standing ? [...one.proof.covers] : [])));
  const covered = coveredBy("sound");
  const untried = coveredBy("open");
  const files = new Set(judged.map(({ proof }) => proof.file));
  const exempt = new Set([packageNames.mimetype, ...files]);
  for (const { name, manifest } of manifests) {
    if (files.has(manifest.sigReference)) exempt.add(name);
  }
  const bare = [...container.entries.keys()].filter(
    (name) => !covered.has(name) && !exempt.has(name),
  );
  if (bare.length === 0) return [finding("FOREIGN_COVERED", "", { entries: covered.size })];
  return bare.map((entry) =>
    finding(open || untried.has(entry) ? "FOREIGN_COVERAGE_OPEN" : "FOREIGN_NOT_COVERED", entry, {
      entry,
    }),
  );
}

/**
 * Where there are archive manifests, the newest bears the exact name and lists everything but `mimetype`, itself and
 * its token (ETSI EN 319 162-1, annex A.7): what it omits outlives no renewal. A proof that came after its token
 * cannot be in it, nor what that proof alone covers: the proof was judged as of now, and is named. Of signatures
 * nothing shows that they are older, so that they count as later ones.
 */
export function checkArchiveManifests(
  container: ForeignContainer,
  manifests: readonly ForeignManifest[],
  judged: readonly JudgedProof[],
): readonly Finding[] {
  const archive = manifests.filter(({ name }) => isArchiveManifest(name));
  const [first] = archive;
  if (first === undefined) return [];
  const newest = archive.find(({ name }) => name === packageNames.archiveManifest);
  if (newest === undefined) {
    return [finding("ARCHIVE_MANIFEST_NAME", first.name, { file: first.name })];
  }
  const { sigReference, references } = newest.manifest;
  const listed = new Set(references.map(({ name }) => name));
  const exempt = new Set<string>([packageNames.mimetype, newest.name, sigReference]);
  const archivedAt = judged.find(({ proof }) => proof.file === sigReference)?.time ?? null;
  const later = judged.filter(
    (one) => !listed.has(one.proof.file) && !exempt.has(one.proof.file) && isLater(one, archivedAt),
  );
  for (const { proof } of later) {
    for (const name of proof.covers) exempt.add(name);
    exempt.add(proof.file);
    if (!("data" in proof.over)) exempt.add(proof.over.name);
  }
  return [
    ...[...container.entries.keys()]
      .filter((name) => !listed.has(name) && !exempt.has(name))
      .map((entry) => finding("ARCHIVE_MANIFEST_OMITS", entry, { entry })),
    ...later.map(({ proof: { file } }) => finding("ARCHIVE_PROOF_OUTSIDE", file, { file })),
  ];
}

/** Whether a proof can have come after the archive token, and has something to show for itself. */
function isLater({ proof, standing, time }: JudgedProof, archivedAt: UnixMs | null): boolean {
  if (standing === "failed") return false;
  if (proof.kind === "signature") return true;
  return time !== null && archivedAt !== null && time > archivedAt;
}
