import type { Rule } from "../rules/rule.ts";
import { attempt } from "../bytes/attempt.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { fail, type Malformed, ok, type Result } from "../bytes/result.ts";
import { cmsOids } from "../cms/object-identifiers.ts";
import { maxSignedDataBytes, readSignedData, type SignedData } from "../cms/signed-data.ts";
import { writeSignedData } from "../cms/signed-data-writer.ts";
import type { SignerInfo } from "../cms/signer-info.ts";
import { digestOf } from "../digest/digest.ts";
import type { Signer } from "../signature/scheme.ts";
import { imprintFault } from "./message-imprint.ts";
import { parseTstInfo, type TstInfo, type TstInfoFields, writeTstInfo } from "./tst-info.ts";

/** A token taken apart. Nothing in it has been verified. */
export interface Token {
  readonly der: Uint8Array;
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly info: TstInfo;
  /** The signed content: DER of the TSTInfo. */
  readonly infoBytes: Uint8Array;
}

/** Which part of a token is refused: its DER, its SignedData, or what its TSTInfo says. */
export interface TokenFault extends Malformed {
  readonly part: "encoding" | "structure" | "content";
}

function refused<T>(result: Result<T>, part: TokenFault["part"]): Result<T, TokenFault> {
  return result.ok ? result : fail({ ...result.fault, part });
}

/** Which rule of RFC 3161 section 2.4.2 a TSTInfo breaks for one who cannot read more than it knows. */
export function tstInfoFault(info: TstInfo): Rule | undefined {
  if (info.version !== 1) return "tst-info-version";
  // No extension of a TSTInfo is known here.
  if (info.extensions.some(({ critical }) => critical)) return "tst-info-critical-extension";
  return imprintFault(info.imprint);
}

/**
 * Takes a token apart: one DER ContentInfo with SignedData, exactly one signer, an eContent of type TSTInfo
 * that is of version 1, has a known digest and no unknown critical extension (RFC 3161 section 2.4.2).
 */
export function parseToken(der: Uint8Array): Result<Token, TokenFault> {
  const tree = refused(parseDer(der, { maxBytes: maxSignedDataBytes }), "encoding");
  if (!tree.ok) return tree;
  const frame = refused(
    attempt((refuse) => {
      const signedData = readSignedData(tree.value, refuse);
      const { content, contentType, signers } = signedData;
      if (contentType !== cmsOids.tstInfo) return refuse("token-content-type");
      if (content === undefined) return refuse("token-content-missing");
      const [signer, ...more] = signers;
      if (signer === undefined || more.length > 0) return refuse("token-one-signer");
      return { signedData, infoBytes: content, signer };
    }),
    "structure",
  );
  if (!frame.ok) return frame;
  const info = refused(parseTstInfo(frame.value.infoBytes), "content");
  if (!info.ok) return info;
  const rule = tstInfoFault(info.value);
  if (rule !== undefined) return fail({ rule, at: 0, part: "content" });
  return ok({ der, ...frame.value, info: info.value });
}

/**
 * What names a token for ever: SHA-256 of its TSTInfo and signature. Its file is no name, since certificates
 * and other unsigned parts can be changed without breaking it.
 */
export function tokenIdentity(token: Token): Uint8Array {
  return digestOf("sha256", token.infoBytes, token.signer.signature);
}

export interface TokenFields extends TstInfoFields {
  readonly signer: Signer;
  /** DER certificates to carry; none unless the request asked for them. */
  readonly certificates: readonly Uint8Array[];
}

/** Issues a token: DER, one signer, ESSCertIDv2, no CRLs, no unsigned attributes. Rejects when the signer does. */
export function writeToken(fields: TokenFields): Promise<Uint8Array<ArrayBuffer>> {
  return writeSignedData({
    contentType: cmsOids.tstInfo,
    content: writeTstInfo(fields),
    detached: false,
    signer: fields.signer,
    certificates: fields.certificates,
  });
}
