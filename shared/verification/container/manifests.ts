import {
  type AsicManifest,
  isCanonicalManifest,
  manifestLimits,
  parseAsicManifest,
} from "../../container/asic-manifest.ts";
import { packageNames, sigMediaType } from "../../container/package-names.ts";
import type { ZipEntry } from "../../container/zip-directory.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import { type Finding, finding } from "../verdict.ts";
import type { PackageManifest } from "./package-view.ts";

const manifestPattern = /^META-INF\/ASiC(?:Archive|EvidenceRecord)?Manifest[^/]*\.xml$/u;
/** Numbers go to 999 in our names, but each is read whole. */
const maxManifests = 64;

export interface ReadManifest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly manifest: AsicManifest;
}

/** The part a manifest plays, which its name says. */
export function isManifestName(name: string): boolean {
  return manifestPattern.test(name);
}

/** Reads every manifest; one that cannot be read, or is not written our way, is a finding. */
export async function readManifests(
  source: ByteSource,
  entries: readonly ZipEntry[],
  findings: Finding[],
): Promise<readonly ReadManifest[]> {
  const named = entries.filter(({ name }) => isManifestName(name));
  if (named.length > maxManifests) {
    findings.push(finding("CONTAINER_LIMIT", "", { what: `manifests > ${String(maxManifests)}` }));
    return [];
  }
  const read: ReadManifest[] = [];
  for (const { name, method, size, start, end } of named) {
    if (method !== "stored" || size > manifestLimits.bytes) {
      findings.push(finding("CONTAINER_LIMIT", name, { what: name }));
      continue;
    }
    const bytes = await source.read(start, end);
    const parsed = parseAsicManifest(bytes);
    if (!parsed.ok) {
      findings.push(finding("MANIFEST_MALFORMED", name, { rule: parsed.fault.rule }));
      continue;
    }
    if (!isCanonicalManifest(bytes, parsed.value)) {
      findings.push(finding("MANIFEST_NOT_CANONICAL", name, {}));
    }
    read.push({ name, bytes, manifest: parsed.value });
  }
  return read.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const signatureFile = /^META-INF\/[^/]*signature[^/]*\.p7s$/iu;
const timestampFile = /^META-INF\/[^/]*timestamp[^/]*\.tst$/iu;

/** Which manifest is what: by its name and by the file over it, as ETSI EN 319 162-1 names them. */
export interface ManifestRoles {
  readonly payload?: PackageManifest;
  readonly signature?: PackageManifest;
  readonly stamps: readonly PackageManifest[];
  readonly closing?: PackageManifest;
}

/** Ties each manifest to the one file over it: none missing, none shared, none left over. */
export function assignRoles(
  manifests: readonly ReadManifest[],
  names: ReadonlySet<string>,
  findings: Finding[],
): ManifestRoles {
  const claimed = new Set<string>();
  const whole: PackageManifest[] = [];
  for (const read of manifests) {
    const file = read.manifest.sigReference;
    if (claimed.has(file)) findings.push(finding("SIG_FILE_SHARED", read.name, { file }));
    else if (!names.has(file)) findings.push(finding("SIG_FILE_MISSING", read.name, { file }));
    else whole.push({ ...read, file });
    claimed.add(file);
  }
  for (const file of names) {
    if ((signatureFile.test(file) || timestampFile.test(file)) && !claimed.has(file)) {
      findings.push(finding("SIG_FILE_UNCLAIMED", file, { file }));
    }
  }
  const payload = manifests.find(({ name }) => name === packageNames.payloadManifest);
  const signature = whole.find(
    ({ name, file }) => name === payload?.name && signatureFile.test(file),
  );
  const tokens = whole.filter(
    ({ file, manifest }) =>
      timestampFile.test(file) && manifest.sigMimeType === sigMediaType.timestamp,
  );
  const closing = tokens.find(({ name }) => name === packageNames.archiveManifest);
  const stamps = tokens.filter((each) => each !== closing && each.name !== payload?.name);
  for (const each of whole) {
    if (each === signature || each === closing || stamps.includes(each)) continue;
    findings.push(finding("MANIFEST_UNEXPECTED", each.name, { file: each.file }));
  }
  if (payload === undefined) findings.push(finding("PAYLOAD_MANIFEST_MISSING", "", {}));
  if (!manifests.some(({ name }) => name === packageNames.archiveManifest)) {
    findings.push(finding("ARCHIVE_MANIFEST_MISSING", "", {}));
  }
  return {
    ...(payload === undefined
      ? {}
      : { payload: { ...payload, file: payload.manifest.sigReference } }),
    ...(signature === undefined ? {} : { signature }),
    stamps,
    ...(closing === undefined ? {} : { closing }),
  };
}
