import { toHex } from "../../bytes/hex.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";

/** A file that lies beside a package and may be one of its members. */
export interface LooseFile {
  /** As its owner calls it; the comparison does not look at it. */
  readonly name: string;
  /** SHA-256 of all its bytes, computed where they are; rejects when they cannot be read. */
  readonly sha256: () => Promise<Uint8Array>;
}

/** Says of each file which member it is. `evidence` undefined: it could not be read, so nothing can be compared. */
export async function checkFiles(
  files: readonly LooseFile[],
  evidence: EvidenceDescriptor | undefined,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of files) findings.push(await checkFile(file, evidence));
  return findings;
}

async function checkFile(
  { name, sha256 }: LooseFile,
  evidence: EvidenceDescriptor | undefined,
): Promise<Finding> {
  if (evidence === undefined) return finding("FILE_NOT_COMPARED", name, { file: name });
  const digest = await sha256().then(toHex, () => undefined);
  if (digest === undefined) return finding("SOURCE_UNREADABLE", name, { file: name });
  const member = evidence.members.find(
    (candidate) => candidate.type === "file" && candidate.sha256 === digest,
  );
  return member === undefined
    ? finding("FILE_NOT_MEMBER", name, {})
    : finding("FILE_IS_MEMBER", name, { name: member.path });
}
