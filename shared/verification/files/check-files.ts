import { toHex } from "../../bytes/hex.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";
import type { LooseFile } from "./loose-file.ts";

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
  file: LooseFile,
  evidence: EvidenceDescriptor | undefined,
): Promise<Finding> {
  const { name } = file;
  if (evidence === undefined) return finding("FILE_NOT_COMPARED", name, { file: name });
  const digest = await file.digest(["sha256"]).then(
    ({ sha256 }) => sha256 && toHex(sha256),
    () => undefined,
  );
  if (digest === undefined) return finding("SOURCE_UNREADABLE", name, { file: name });
  const member = evidence.members.find(
    (candidate) => candidate.type === "file" && candidate.sha256 === digest,
  );
  return member === undefined
    ? finding("FILE_NOT_MEMBER", name, {})
    : finding("FILE_IS_MEMBER", name, { name: member.path });
}
