import { packageNames, sigMediaType } from "../../container/package-names.ts";
import { type Finding, finding } from "../verdict.ts";
import { type ClosingManifest, editionsOf } from "./editions.ts";
import type { ReadManifest } from "./manifests.ts";
import type { EditionView, PackageManifest, ProofKind } from "./package-view.ts";

const signatureFile = /^META-INF\/[^/]*signature[^/]*\.p7s$/iu;
const timestampFile = /^META-INF\/[^/]*timestamp[^/]*\.tst$/iu;
const recordFile = /^META-INF\/[^/]*evidencerecord[^/]*\.ers$/iu;
const archiveManifest = /^META-INF\/ASiCArchiveManifest([0-9]{3})?\.xml$/u;
const recordManifest = /^META-INF\/ASiCEvidenceRecordManifest([0-9]{3})\.xml$/u;

/** Which manifest is what: by its name and by the file over it, as ETSI EN 319 162-1 names them. */
export interface ManifestRoles {
  readonly payload?: PackageManifest;
  readonly signature?: PackageManifest;
  readonly stamps: readonly PackageManifest[];
  readonly closing?: PackageManifest;
  readonly editions: readonly EditionView[];
}

/** Ties each manifest to the one file over it: none missing, none shared, none left over. */
export function assignRoles(
  manifests: readonly ReadManifest[],
  names: ReadonlySet<string>,
  findings: Finding[],
): ManifestRoles {
  const whole = tied(manifests, names, findings);
  const payload = manifests.find(({ name }) => name === packageNames.payloadManifest);
  const closings = whole.flatMap(closingOf);
  const editions = editionsOf(closings, whole, names, findings);
  const placed = new Set(
    editions.flatMap((edition) => [
      edition.closing.name,
      ...edition.stamps.map(({ name }) => name),
      ...(edition.signature === undefined ? [] : [edition.signature.name]),
    ]),
  );
  const open = withoutEditions(editions, whole, placed);
  for (const { name, file } of whole)
    if (!placed.has(name)) findings.push(finding("MANIFEST_UNEXPECTED", name, { file }));
  if (payload === undefined) findings.push(finding("PAYLOAD_MANIFEST_MISSING", "", {}));
  if (!whole.some(({ name }) => isNewestClosing(name, closings)) && !archiveNamed(manifests))
    findings.push(finding("ARCHIVE_MANIFEST_MISSING", "", {}));
  const signature = editions[0] === undefined ? open.signature : editions[0].signature;
  const newest = editions.at(-1);
  return {
    ...(payload === undefined
      ? {}
      : {
          payload: { ...payload, file: payload.manifest.sigReference, proof: "signature" as const },
        }),
    ...(signature === undefined ? {} : { signature }),
    stamps: editions[0]?.stamps ?? open.stamps,
    ...(newest === undefined ? {} : { closing: newest.closing }),
    editions,
  };
}

/** What a package that nothing closes has over its payload. */
function withoutEditions(
  editions: readonly EditionView[],
  whole: readonly PackageManifest[],
  placed: Set<string>,
): Pick<EditionView, "signature" | "stamps"> {
  if (editions.length > 0) return { stamps: [] };
  const signature = whole.find(isOperatorSignature);
  const stamps = whole.filter(isStamp);
  for (const { name } of [...stamps, ...(signature === undefined ? [] : [signature])])
    placed.add(name);
  return signature === undefined ? { stamps } : { stamps, signature };
}

/** The manifests whose file is there, each with what that file is. */
function tied(
  manifests: readonly ReadManifest[],
  names: ReadonlySet<string>,
  findings: Finding[],
): readonly PackageManifest[] {
  const claimed = new Set<string>();
  const whole: PackageManifest[] = [];
  for (const read of manifests) {
    const file = read.manifest.sigReference;
    const proof = proofOf(read);
    if (claimed.has(file)) findings.push(finding("SIG_FILE_SHARED", read.name, { file }));
    else if (!names.has(file)) findings.push(finding("SIG_FILE_MISSING", read.name, { file }));
    else if (proof === undefined)
      findings.push(finding("MANIFEST_UNEXPECTED", read.name, { file }));
    else whole.push({ ...read, file, proof });
    claimed.add(file);
  }
  const proofs = [signatureFile, timestampFile, recordFile];
  for (const file of names)
    if (proofs.some((pattern) => pattern.test(file)) && !claimed.has(file))
      findings.push(finding("SIG_FILE_UNCLAIMED", file, { file }));
  return whole;
}

function proofOf({ name, manifest }: ReadManifest): ProofKind | undefined {
  const { sigReference, sigMimeType } = manifest;
  if (recordManifest.test(name))
    return recordFile.test(sigReference) && sigMimeType === undefined ? "record" : undefined;
  if (timestampFile.test(sigReference))
    return sigMimeType === sigMediaType.timestamp ? "token" : undefined;
  return signatureFile.test(sigReference) && !archiveManifest.test(name) ? "signature" : undefined;
}

/** Whether a manifest closes an edition: archive manifests do, and a record's when it lists other proofs. */
function closingOf(manifest: PackageManifest): readonly ClosingManifest[] {
  const archive = archiveManifest.exec(manifest.name);
  if (archive !== null) return [{ manifest, number: Number(archive[1] ?? 0), kind: "archive" }];
  const record = recordManifest.exec(manifest.name);
  if (record === null) return [];
  const closes = manifest.manifest.references.some(
    ({ name }) => timestampFile.test(name) || recordFile.test(name),
  );
  return closes ? [{ manifest, number: Number(record[1] ?? 0), kind: "record" }] : [];
}

/** The newest archive manifest has no number; a closing record's manifest always has one. */
function isNewestClosing(name: string, closings: readonly ClosingManifest[]): boolean {
  const found = closings.find(({ manifest }) => manifest.name === name);
  return found !== undefined && (found.kind === "record" || found.number === 0);
}

/** An archive manifest whose token is missing is told as that. */
function archiveNamed(manifests: readonly ReadManifest[]): boolean {
  return manifests.some(({ name }) => name === packageNames.archiveManifest);
}

/** Whether a manifest carries a token or record over the payload. */
export function isStamp({ name, proof }: PackageManifest): boolean {
  return (
    proof !== "signature" && !archiveManifest.test(name) && name !== packageNames.payloadManifest
  );
}

/** The operator's signature is the one over the payload manifest. */
export function isOperatorSignature({ name, proof }: PackageManifest): boolean {
  return proof === "signature" && name === packageNames.payloadManifest;
}
