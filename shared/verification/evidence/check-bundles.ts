import { toHex } from "../../bytes/hex.ts";
import { sliceSource } from "../../container/slice-source.ts";
import { bundleZipLimits, type ZipEntry } from "../../container/zip-directory.ts";
import { readZip } from "../../container/zip-reader.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import type { EvidenceDescriptor, FileMember } from "../../evidence/descriptor.ts";
import { mostTold } from "../most-told.ts";
import { type Finding, finding } from "../verdict.ts";

/** Where an entry of the package lies. */
export interface EntryRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Compares the members that evidence.json places inside inner ZIPs with what these hold: the same
 * names, sizes and digests, nothing more and nothing less. Reads each bundle once more, and none after a thousand
 * contradictions.
 */
export async function checkBundles(
  source: ByteSource,
  evidence: EvidenceDescriptor,
  entries: ReadonlyMap<string, EntryRange>,
): Promise<readonly Finding[]> {
  const bundles = new Map<string, FileMember[]>();
  for (const member of evidence.members) {
    if (member.within === undefined) continue;
    const members = bundles.get(member.within) ?? [];
    if (member.type === "file") members.push(member);
    bundles.set(member.within, members);
  }
  const findings: Finding[] = [];
  for (const [name, members] of bundles) {
    if (findings.length >= mostTold) break;
    const entry = entries.get(name);
    if (entry === undefined) findings.push(finding("MEMBER_MISSING", name, { name }));
    else {
      const inner = sliceSource(source, entry.start, entry.end);
      findings.push(...(await checkBundle(name, inner, members)));
    }
  }
  return findings;
}

async function checkBundle(
  name: string,
  bundle: ByteSource,
  members: readonly FileMember[],
): Promise<readonly Finding[]> {
  const zip = await readZip(bundle, bundleZipLimits);
  if (!zip.ok) return [finding("BUNDLE_UNREADABLE", name, { name, rule: zip.fault.rule })];
  const entries = new Map(zip.value.entries.map((entry) => [entry.name, entry]));
  const findings: Finding[] = [];
  for (const member of members) {
    if (findings.length >= mostTold) return findings;
    const { path } = member;
    const entry = entries.get(path);
    entries.delete(path);
    if (entry === undefined) findings.push(finding("MEMBER_MISSING", path, { name: path }));
    else if (!(await holds(bundle, entry, member)))
      findings.push(finding("MEMBER_CONTRADICTED", path, { name: path }));
  }
  for (const path of [...entries.keys()].slice(0, mostTold))
    findings.push(finding("MEMBER_UNDECLARED", path, { name: path }));
  return findings.length > 0
    ? findings
    : [finding("BUNDLE_MATCHES", name, { name, count: members.length })];
}

async function holds(bundle: ByteSource, entry: ZipEntry, member: FileMember): Promise<boolean> {
  if (entry.method !== "stored" || entry.size !== member.size) return false;
  const names = member.sm3 === undefined ? (["sha256"] as const) : (["sha256", "sm3"] as const);
  const { sha256, sm3 } = await bundle.digest(entry.start, entry.end, names);
  if (sha256 === undefined || toHex(sha256) !== member.sha256) return false;
  return member.sm3 === undefined || (sm3 !== undefined && toHex(sm3) === member.sm3);
}
