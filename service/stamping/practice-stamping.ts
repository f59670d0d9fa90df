import type { Http } from "../../platform/http/http-client.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { readPem } from "../../shared/trust/pem.ts";
import { practiceMarker } from "../../shared/trust/practice.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import type { Authority } from "./authority.ts";

/**
 * What plans and packages call the practice authority: its real address changes with every start of the practice
 * node, and a sealed plan must not.
 */
export const practiceAuthorityUrl = "https://authority.practice.invalid/tsa";
export const practiceAuthorityName = `Cunzhen ${practiceMarker} TSA`;

const maxChainBytes = 64 * 1024;
const timeoutMs = 5_000;

/**
 * The practice authority of a running practice node, with the chain that the node serves.
 *
 * @param nodeUrl address of the node, without a slash at its end
 */
export async function practiceAuthority(
  nodeUrl: string,
  http: Http,
  signal?: AbortSignal,
): Promise<Result<Authority, Fault>> {
  const unreachable = (detail: string): Result<never, Fault> =>
    fail(fault("AUTHORITY_UNREACHABLE", { authority: practiceAuthorityName, detail }));
  const got = await http({
    method: "GET",
    url: `${nodeUrl}/ca/chain.pem`,
    limit: maxChainBytes,
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!got.ok) return unreachable(got.fault.detail);
  if (got.value.status !== 200) return unreachable(`HTTP ${String(got.value.status)}`);
  const blocks = readPem(got.value.body);
  if (!blocks.ok) return unreachable(blocks.fault.rule);
  // The signer comes first and the root last; what tokens may leave out lies above the signer.
  const certificates = blocks.value.slice(1).map(({ bytes }) => bytes);
  const root = certificates[certificates.length - 1];
  if (root === undefined) return unreachable("chain-too-short");
  return ok({
    url: practiceAuthorityUrl,
    address: `${nodeUrl}/tsa`,
    name: practiceAuthorityName,
    practice: true,
    certificates,
    root: toHex(digestOf("sha256", root)),
    crlUrls: [`${nodeUrl}/ca/issuing.crl`, `${nodeUrl}/ca/root.crl`],
    closes: true,
    terms: "",
  });
}
