import { packageNames } from "../../container/package-names.ts";
import type { EvidenceDescriptor, FileMember } from "../../evidence/descriptor.ts";
import { parseEvidence } from "../../evidence/descriptor-parser.ts";
import { mostOfEach } from "../most-told.ts";
import { type Finding, finding } from "../verdict.ts";

const subject = "evidence.json";

/** What stands in the payload manifest under one name. */
export interface SealedEntry {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes in the package; undefined when the entry is missing there. */
  readonly size: number | undefined;
}

/**
 * Judges `evidence.json` against the payload manifest.
 *
 * @param bytes the entry, undefined when the package has none
 * @param sealed what the payload manifest lists, by entry name
 * @param number the evidence number that follows from the fingerprint
 * @returns the descriptor only when it is well-formed and of a format that this reader knows
 */
export function checkEvidence(
  bytes: Uint8Array | undefined,
  sealed: ReadonlyMap<string, SealedEntry>,
  number: string,
): { readonly findings: readonly Finding[]; readonly evidence?: EvidenceDescriptor } {
  if (bytes === undefined) return { findings: [finding("EVIDENCE_MISSING", subject, {})] };
  const parsed = parseEvidence(bytes);
  if (!parsed.ok) {
    const { fault } = parsed;
    const found =
      fault.kind === "newer"
        ? finding("NEWER_FORMAT", subject, { needs: fault.needs })
        : finding("EVIDENCE_MALFORMED", subject, { rule: fault.malformed.rule });
    return { findings: [found] };
  }
  const evidence = parsed.value;
  return {
    findings: [
      finding("EVIDENCE_READ", subject, { number }),
      ...compareMembers(packagedMembers(evidence), bundleNames(evidence), sealed),
    ],
    evidence,
  };
}

/** The members that are entries of the package themselves: no links, no directories, nothing inside a bundle. */
export function packagedMembers(evidence: EvidenceDescriptor): readonly FileMember[] {
  const files: FileMember[] = [];
  for (const member of evidence.members)
    if (member.type === "file" && member.within === undefined) files.push(member);
  return files;
}

/** Entries that hold other members: what is in them is listed, so they need not be members themselves. */
function bundleNames(evidence: EvidenceDescriptor): ReadonlySet<string> {
  const names = evidence.members.map(({ within }) => within);
  return new Set(names.filter((name) => name !== undefined));
}

function compareMembers(
  members: readonly FileMember[],
  bundles: ReadonlySet<string>,
  sealed: ReadonlyMap<string, SealedEntry>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const declared = new Set(bundles);
  for (const member of members) {
    const name = member.path;
    declared.add(name);
    const entry = sealed.get(name);
    if (entry === undefined || !isContent(name))
      findings.push(finding("MEMBER_MISSING", name, { name }));
    else if (entry.sha256 !== member.sha256 || (entry.size ?? member.size) !== member.size)
      findings.push(finding("MEMBER_CONTRADICTED", name, { name }));
  }
  for (const name of sealed.keys())
    if (!apparatus.has(name) && !declared.has(name))
      findings.push(finding("MEMBER_UNDECLARED", name, { name }));
  if (findings.length > 0) return mostOfEach(findings);
  return [finding("EVIDENCE_MEMBERS_MATCH", subject, { count: members.length })];
}

/** What the payload manifest lists beside the members. */
const apparatus: ReadonlySet<string> = new Set([packageNames.evidence, packageNames.custody]);

/** Whether an entry stands where members do. */
function isContent(name: string): boolean {
  return name.startsWith("data/") || name.startsWith("capture/");
}
