import {
  type AsicManifest,
  isCanonicalManifest,
  manifestLimits,
  parseAsicManifest,
} from "../../container/asic-manifest.ts";
import type { ZipEntry } from "../../container/zip-directory.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import { type Finding, finding } from "../verdict.ts";

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
  let room: number = manifestLimits.allBytes;
  for (const { name, method, size, start, end } of named) {
    if (method !== "stored" || size > Math.min(manifestLimits.bytes, room)) {
      findings.push(finding("CONTAINER_LIMIT", name, { what: name }));
      continue;
    }
    room -= size;
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
