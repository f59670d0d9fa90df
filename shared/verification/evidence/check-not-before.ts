import { toHex } from "../../bytes/hex.ts";
import { toUtf8 } from "../../bytes/utf8.ts";
import { digestOf } from "../../digest/digest.ts";
import { parseTlogProof } from "../../log/tlog-proof.ts";
import { type Finding, finding } from "../verdict.ts";

/**
 * The checkpoint that was known before sealing cannot be the one under which the item was registered.
 *
 * @param notBefore of evidence.json: SHA-256 of that checkpoint's note, lower-case hex
 * @param proof the whole receipt; undefined without one
 */
export function checkNotBefore(
  notBefore: string | null,
  proof: string | undefined,
): readonly Finding[] {
  if (notBefore === null || proof === undefined) return [];
  const parsed = parseTlogProof(toUtf8(proof));
  if (!parsed.ok) return [];
  const own = toHex(digestOf("sha256", parsed.value.checkpoint));
  return own === notBefore ? [finding("NOT_BEFORE_CONTRADICTED", "evidence.json", {})] : [];
}
