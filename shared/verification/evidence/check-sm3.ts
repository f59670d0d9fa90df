import { toHex } from "../../bytes/hex.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";
import { packagedMembers } from "./check-evidence.ts";

/** Where an entry lies, and its SM3 where the pass over the package has computed it. */
export interface Sm3Entry {
  readonly start: number;
  readonly end: number;
  readonly sm3?: string;
}

/**
 * Compares the SM3 digests that evidence.json gives for members with their bytes. Those that SM3SUMS names have
 * been computed in the pass over the package; only others are read again.
 */
export async function checkSm3(
  source: ByteSource,
  evidence: EvidenceDescriptor,
  entries: ReadonlyMap<string, Sm3Entry>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { path, sm3 } of packagedMembers(evidence)) {
    const entry = entries.get(path);
    if (sm3 === undefined || entry === undefined) continue;
    if (sm3 !== (entry.sm3 ?? (await sm3Of(source, entry))))
      findings.push(finding("MEMBER_CONTRADICTED", path, { name: path }));
  }
  return findings;
}

async function sm3Of(source: ByteSource, { start, end }: Sm3Entry): Promise<string | undefined> {
  const { sm3 } = await source.digest(start, end, ["sm3"]);
  return sm3 === undefined ? undefined : toHex(sm3);
}
