import { equalBytes } from "../../bytes/octets.ts";
import {
  type AsicManifest,
  manifestLimits,
  parseAsicManifest,
} from "../../container/asic-manifest.ts";
import { packageNames, sigMediaType } from "../../container/package-names.ts";
import { mostTold } from "../most-told.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ForeignContainer } from "./foreign-container.ts";

/** A manifest of the container, read. */
export interface ForeignManifest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly manifest: AsicManifest;
}

export type ProofKind = "timestamp" | "signature" | "record";

/** One file that proves something: over a manifest and what that lists, or, in ASiC-S, over the one data file itself. */
export interface ForeignProof {
  readonly kind: ProofKind;
  /** Entry name of the token, signature or evidence record. */
  readonly file: string;
  readonly over: ForeignManifest | { readonly data: string };
  /** The files that it covers if it is sound: those whose digests are as its manifest says, or the one data file. */
  readonly covers: ReadonlySet<string>;
}

const manifestName = /^META-INF\/ASiC(Archive|EvidenceRecord)?Manifest[^/]*\.xml$/u;
const archiveName = /^META-INF\/ASiCArchiveManifest[^/]*\.xml$/u;
const xadesName = /^META-INF\/[^/]*signatures[^/]*\.xml$/iu;
const xmlRecordName = /^META-INF\/[^/]*evidencerecord[^/]*\.xml$/iu;
const kinds: readonly (readonly [ProofKind, RegExp, string])[] = [
  ["timestamp", /^META-INF\/[^/]*timestamp[^/]*\.tst$/iu, "META-INF/timestamp.tst"],
  ["signature", /^META-INF\/[^/]*signature[^/]*\.p7s$/iu, "META-INF/signature.p7s"],
  ["record", /^META-INF\/[^/]*evidencerecord[^/]*\.ers$/iu, "META-INF/evidencerecord.ers"],
];
const maxManifests = 128;

/** Whether an entry name is that of an archive manifest, whatever stands between its fixed parts. */
export function isArchiveManifest(name: string): boolean {
  return archiveName.test(name);
}

/** What a media type says that a proof is; undefined for types that say nothing to us. */
const kindOfType: ReadonlyMap<string, ProofKind> = new Map([
  [sigMediaType.timestamp, "timestamp"],
  [sigMediaType.signature, "signature"],
]);

function kindOf(file: string): ProofKind | undefined {
  return kinds.find(([, pattern]) => pattern.test(file))?.[0];
}

function isXmlRecord(name: string): boolean {
  return xmlRecordName.test(name) && !manifestName.test(name);
}

/** Parts that are recognised by their names and judged by nobody here. */
export function unjudgedParts(container: ForeignContainer): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of container.entries.keys()) {
    if (xadesName.test(file)) findings.push(finding("XADES_NOT_JUDGED", file, { file }));
    else if (isXmlRecord(file)) findings.push(finding("XMLERS_NOT_JUDGED", file, { file }));
  }
  return findings;
}

/** Files under META-INF that are of no kind that ASiC names. */
export function unknownParts(container: ForeignContainer): readonly string[] {
  return [...container.entries.keys()].filter(
    (name) =>
      name.startsWith("META-INF/") &&
      kindOf(name) === undefined &&
      !manifestName.test(name) &&
      !xadesName.test(name) &&
      !isXmlRecord(name),
  );
}

/** Reads every manifest there is; one that cannot be read is a finding. */
export async function readForeignManifests(
  container: ForeignContainer,
  findings: Finding[],
): Promise<readonly ForeignManifest[]> {
  const names = [...container.entries.keys()].filter((name) => manifestName.test(name)).sort();
  if (names.length > maxManifests) {
    const what = `manifests > ${String(maxManifests)}`;
    findings.push(finding("CONTAINER_LIMIT", "", { what }));
    return [];
  }
  const manifests: ForeignManifest[] = [];
  let room: number = manifestLimits.allBytes;
  for (const name of names) {
    const bytes = await container.read(name, Math.min(manifestLimits.bytes, room));
    if (bytes === undefined) {
      findings.push(finding("FOREIGN_PROOF_UNREAD", name, { file: name }));
      continue;
    }
    room -= bytes.length;
    const parsed = parseAsicManifest(bytes);
    if (parsed.ok) manifests.push({ name, bytes, manifest: parsed.value });
    else {
      const { rule } = parsed.fault;
      findings.push(
        rule === "digest-unsupported"
          ? finding("FOREIGN_DIGEST_UNKNOWN", name, { file: name })
          : finding("MANIFEST_MALFORMED", name, { rule }),
      );
    }
  }
  return manifests;
}

/** Whether a manifest is there that nobody here can compute: it may claim a proof, and cover files, that no other does. */
export function hasUnknownDigest(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => code === "FOREIGN_DIGEST_UNKNOWN");
}

/** Compares what a manifest lists with what is there; gives the names that agree. */
async function covered(
  container: ForeignContainer,
  { name: manifest, manifest: { references } }: ForeignManifest,
  told: Set<string>,
  findings: Finding[],
): Promise<ReadonlySet<string>> {
  const agreeing = new Set<string>();
  const seen = new Set<string>();
  for (const { name, digest, value } of references) {
    const actual = (await container.digest(name, [digest]))?.[digest];
    const fault = seen.has(name)
      ? finding("MANIFEST_REPEATS", manifest, { entry: name })
      : !container.entries.has(name)
        ? finding("ENTRY_MISSING", name, { entry: name, manifest })
        : actual === undefined || !equalBytes(actual, value)
          ? finding("ENTRY_CHANGED", name, { entry: name, manifest })
          : undefined;
    seen.add(name);
    if (fault === undefined) {
      agreeing.add(name);
      continue;
    }
    const key = `${fault.code} ${name}`;
    if (told.has(key) || told.size >= mostTold) continue;
    findings.push(fault);
    told.add(key);
  }
  if (agreeing.size === references.length) {
    findings.push(finding("MANIFEST_AGREES", manifest, { entries: agreeing.size }));
  }
  return agreeing;
}

/** In ASiC-S, the proofs over the one data file itself; every other proof has a manifest. */
function simpleProofs(
  container: ForeignContainer,
  claimed: ReadonlySet<string>,
  findings: Finding[],
): readonly ForeignProof[] {
  const data = [...container.entries.keys()].filter(
    (name) => name !== packageNames.mimetype && !name.startsWith("META-INF/"),
  );
  const [only] = data;
  if (only === undefined || data.length > 1) {
    findings.push(finding("FOREIGN_SINGLE_FILE", "", { count: data.length }));
    return [];
  }
  return kinds
    .filter(([, , file]) => container.entries.has(file) && !claimed.has(file))
    .map(([kind, , file]) => ({ kind, file, over: { data: only }, covers: new Set([only]) }));
}

/**
 * Whether other readers would take the file over a manifest for something else than we do: its media type says so, or
 * its name says nothing that ASiC knows.
 */
function isMistyped({ manifest }: ForeignManifest, kind: ProofKind | undefined): boolean {
  const { sigReference, sigMimeType } = manifest;
  if (kind === undefined) return !isXmlRecord(sigReference) && !xadesName.test(sigReference);
  const said = sigMimeType === undefined ? undefined : kindOfType.get(sigMimeType);
  return said !== undefined && said !== kind;
}

/**
 * All proofs of a container with what each is over. A manifest names the file over it (ETSI EN 319 162-1, annex A.4);
 * a proof that none names, or that two name, is a finding.
 */
export async function collectProofs(
  container: ForeignContainer,
  manifests: readonly ForeignManifest[],
  findings: Finding[],
): Promise<readonly ForeignProof[]> {
  const proofs: ForeignProof[] = [];
  const claimed = new Set<string>();
  const told = new Set<string>();
  const strange: ForeignManifest[] = [];
  for (const over of manifests) {
    const file = over.manifest.sigReference;
    const kind = kindOf(file);
    const covers = await covered(container, over, told, findings);
    if (claimed.has(file)) findings.push(finding("SIG_FILE_SHARED", over.name, { file }));
    else if (!container.entries.has(file)) {
      findings.push(finding("SIG_FILE_MISSING", over.name, { file }));
    } else if (kind !== undefined) proofs.push({ kind, file, over, covers });
    if (isMistyped(over, kind)) strange.push(over);
    claimed.add(file);
  }
  if (container.form === "asic-s") proofs.push(...simpleProofs(container, claimed, findings));
  // Where nothing else is there, it is told that there is nothing to verify.
  if (proofs.length > 0)
    for (const { name } of strange)
      findings.push(finding("MANIFEST_MALFORMED", name, { rule: "sig-reference" }));
  const known = new Set(proofs.map(({ file }) => file));
  for (const file of hasUnknownDigest(findings) ? [] : container.entries.keys()) {
    if (kindOf(file) !== undefined && !known.has(file) && !claimed.has(file)) {
      findings.push(finding("SIG_FILE_UNCLAIMED", file, { file }));
    }
  }
  return proofs;
}
