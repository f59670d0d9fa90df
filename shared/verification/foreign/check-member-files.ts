import { toHex } from "../../bytes/hex.ts";
import type { Member } from "../../evidence/descriptor.ts";
import type { LooseFile } from "../files/loose-file.ts";
import { type Finding, finding } from "../verdict.ts";

/** Says of each file beside a container which of its data files it is, by digest. */
export async function checkMemberFiles(
  files: readonly LooseFile[],
  members: readonly Member[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of files) {
    const { name } = file;
    const digest = await file.digest(["sha256"]).then(
      ({ sha256 }) => sha256 && toHex(sha256),
      () => undefined,
    );
    const member = members.find((one) => one.type === "file" && one.sha256 === digest);
    findings.push(
      digest === undefined
        ? finding("SOURCE_UNREADABLE", name, { file: name })
        : member === undefined
          ? finding("FILE_NOT_MEMBER", name, {})
          : finding("FILE_IS_MEMBER", name, { name: member.path }),
    );
  }
  return findings;
}
