import { time } from "../bytes/der/writer.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import type { Signer } from "../signature/scheme.ts";
import { cmsOids } from "./object-identifiers.ts";
import { writeAttribute, writeSignedData } from "./signed-data-writer.ts";

export interface CadesFields {
  /** The bytes to sign; they stay outside the signature. */
  readonly content: Uint8Array;
  readonly signer: Signer;
  /** DER certificates from the signer's own upwards; with or without the root. */
  readonly chain: readonly Uint8Array[];
  /** The claimed time. CAdES baseline B-B asks for it (EN 319 122-1 table 1). */
  readonly signingTime?: UnixMs;
}

/**
 * A detached CAdES signature of level B (ETSI EN 319 122-1): content-type, message-digest,
 * signing-certificate-v2 with issuer and serial number, signing-time when given (whole seconds).
 * Rejects when the signer does, or when its certificate is none.
 */
export function signCades(fields: CadesFields): Promise<Uint8Array<ArrayBuffer>> {
  const { content, signer, chain, signingTime } = fields;
  const attributes =
    signingTime === undefined ? [] : [writeAttribute(cmsOids.signingTime, time(signingTime))];
  return writeSignedData({
    contentType: cmsOids.data,
    content,
    detached: true,
    signer,
    certificates: chain,
    attributes,
  });
}
