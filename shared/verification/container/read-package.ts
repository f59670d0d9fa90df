import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { packageNames } from "../../container/package-names.ts";
import { parseSums, type SumLine } from "../../container/sums.ts";
import type { ZipDirectory, ZipEntry } from "../../container/zip-directory.ts";
import { mimetypeEntry } from "../../container/zip-layout.ts";
import { readZip } from "../../container/zip-reader.ts";
import { compareSkeleton } from "../../container/zip-skeleton.ts";
import type { ByteSource, RangeDigest, RangeDigests } from "../../digest/byte-source.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkSums } from "./check-sums.ts";
import { checkManifests, hexOf } from "./coverage.ts";
import { zipFinding } from "./zip-finding.ts";
import { assignRoles } from "./manifest-roles.ts";
import { isManifestName, type ReadManifest, readManifests } from "./manifests.ts";
import type { PackageEntry, PackageView } from "./package-view.ts";

export interface PackageReading {
  readonly findings: readonly Finding[];
  /** Absent when the file is no package, or has no readable structure. */
  readonly package?: PackageView;
}

const sums = [
  { file: packageNames.sha256sums, digest: "sha256" },
  { file: packageNames.sm3sums, digest: "sm3" },
] as const;
const maxSumsBytes = 4 * 1024 * 1024;
const maxRead = 16 * 1024 * 1024;

async function beginsLikeZip(source: ByteSource): Promise<boolean> {
  if (source.size < 4) return false;
  const [p, k, three, four] = await source.read(0, 4);
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

async function checkMimetype(
  source: ByteSource,
  directory: ZipDirectory,
  findings: Finding[],
): Promise<void> {
  const first = directory.entries[0];
  const fits =
    first?.name === mimetypeEntry.name &&
    first.offset === 0 &&
    first.start === 30 + mimetypeEntry.name.length &&
    first.end - first.start === mimetypeEntry.size &&
    equalBytes(await source.read(first.start, first.end), mimetypeEntry.bytes);
  if (!fits) findings.push(finding("MIMETYPE_WRONG", packageNames.mimetype, {}));
}

/** The lines of the sums files that are there and readable. */
async function readSums(
  source: ByteSource,
  entries: readonly ZipEntry[],
  findings: Finding[],
): Promise<ReadonlyMap<string, readonly SumLine[]>> {
  const read = new Map<string, readonly SumLine[]>();
  for (const { file } of sums) {
    const entry = entries.find(({ name }) => name === file);
    if (entry === undefined) continue;
    if (entry.method !== "stored" || entry.size > maxSumsBytes) {
      findings.push(finding("CONTAINER_LIMIT", file, { what: file }));
      continue;
    }
    const parsed = parseSums(await source.read(entry.start, entry.end));
    if (parsed.ok) read.set(file, parsed.value);
    else findings.push(finding("SUMS_MALFORMED", file, { line: parsed.fault.at }));
  }
  return read;
}

/** Which digests each entry needs, so that its bytes are read once. */
function wantedDigests(
  entry: ZipEntry,
  manifests: readonly ReadManifest[],
  sm3: ReadonlySet<string>,
): readonly RangeDigest[] {
  const wanted = new Set<RangeDigest>(["sha256", "crc32"]);
  for (const { manifest } of manifests) {
    for (const { name, digest } of manifest.references) {
      if (digest !== "sha256" && name === entry.name) wanted.add(digest);
    }
  }
  if (sm3.has(entry.name)) wanted.add("sm3");
  return [...wanted];
}

async function digestEntries(
  source: ByteSource,
  directory: ZipDirectory,
  manifests: readonly ReadManifest[],
  sm3: ReadonlySet<string>,
  findings: Finding[],
): Promise<ReadonlyMap<string, RangeDigests>> {
  const digests = new Map<string, RangeDigests>();
  const foreign = manifests.filter(({ manifest }) =>
    manifest.references.some(({ digest }) => digest !== "sha256"),
  );
  for (const entry of directory.entries) {
    if (entry.method !== "stored") {
      digests.set(entry.name, {});
      continue;
    }
    const wanted = wantedDigests(entry, foreign, sm3);
    const found = await source.digest(entry.start, entry.end, wanted);
    const crc = new DataView(new ArrayBuffer(4));
    crc.setUint32(0, entry.crc32);
    if (found.crc32 === undefined || !equalBytes(found.crc32, new Uint8Array(crc.buffer))) {
      findings.push(finding("ENTRY_CRC", entry.name, { entry: entry.name }));
    }
    digests.set(entry.name, found);
  }
  return digests;
}

function viewEntries(
  directory: ZipDirectory,
  digests: ReadonlyMap<string, RangeDigests>,
): ReadonlyMap<string, PackageEntry> {
  const entries = new Map<string, PackageEntry>();
  for (const { name, size, start, end } of directory.entries) {
    const found = digests.get(name);
    if (found?.sha256 === undefined) continue;
    const sm3 = hexOf(found, "sm3");
    const entry = { name, size, start, end, sha256: toHex(found.sha256) };
    entries.set(name, sm3 === undefined ? entry : { ...entry, sm3 });
  }
  return entries;
}

/**
 * Reads a package and judges it as a container: the ZIP, the `mimetype`, the skeleton (strict rule b),
 * the manifests and what they cover (strict rule a), the sums files. Every entry is read once for its
 * digests. Signatures and tokens are others' matter; `checkClosingToken` is strict rule (c).
 *
 * Rejects when the source does.
 */
export async function readPackage(source: ByteSource): Promise<PackageReading> {
  const zip = await readZip(source);
  if (!zip.ok) {
    const nothing = zip.fault.rule === "end-record" && !(await beginsLikeZip(source));
    const found = nothing ? finding("NOT_A_PACKAGE", "", {}) : zipFinding(zip.fault);
    return { findings: [found] };
  }
  const directory = zip.value;
  const names = new Set(directory.entries.map(({ name }) => name));
  if (!names.has(packageNames.mimetype) && ![...names].some(isManifestName)) {
    return { findings: [finding("NOT_A_PACKAGE", "", {})] };
  }
  const findings: Finding[] = [];
  await checkMimetype(source, directory, findings);
  const skeleton = compareSkeleton(directory);
  findings.push(
    skeleton.ok
      ? finding("CONTAINER_EXACT", "", { entries: directory.entries.length })
      : finding("CONTAINER_SKELETON", "", skeleton.fault),
  );
  const manifests = await readManifests(source, directory.entries, findings);
  const roles = assignRoles(manifests, names, findings);
  const lines = await readSums(source, directory.entries, findings);
  const sm3 = new Set(lines.get(packageNames.sm3sums)?.map(({ name }) => name));
  const digests = await digestEntries(source, directory, manifests, sm3, findings);
  checkManifests(manifests, roles, digests, findings);
  for (const { file, digest } of sums) {
    const read = lines.get(file);
    if (read !== undefined) findings.push(...checkSums(file, digest, read, digests));
  }
  const entries = viewEntries(directory, digests);
  return {
    findings,
    package: {
      entries,
      ...roles,
      async read(name, limit) {
        const entry = entries.get(name);
        if (entry === undefined || entry.size > Math.min(limit, maxRead)) return undefined;
        return source.read(entry.start, entry.end);
      },
    },
  };
}
