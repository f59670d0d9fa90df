import type { RevocationReason } from "./revocation-reason.ts";
import type { Signer } from "../signature/scheme.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import { authorityKeyExtension, writeExtension } from "./extension-writer.ts";
import { certificateOf, signedFrame } from "./issuer.ts";
import { enumerated, explicit, integer, sequence, sequenceOf, time } from "../bytes/der/writer.ts";
import { extensionOids } from "./certificate-extensions.ts";
import { numberOfReason } from "./revocation-reason.ts";
import { writeSignatureAlgorithm } from "./algorithm-identifier.ts";

/** What a new revocation list is to say. Times are cut to whole seconds. */
export interface CrlFields {
  /** CRL number, greater than that of every list before (RFC 5280 5.2.3). */
  readonly number: bigint;
  readonly thisUpdate: UnixMs;
  readonly nextUpdate: UnixMs;
  readonly revoked: readonly {
    readonly serial: bigint;
    readonly at: UnixMs;
    readonly reason: RevocationReason | undefined;
  }[];
}

/** The DER of a complete, direct revocation list (v2) of the signer's own certificates. */
export async function issueCrl(fields: CrlFields, signer: Signer): Promise<Uint8Array> {
  const issuer = certificateOf(signer);
  const entries = fields.revoked.map(({ serial, at, reason }) => {
    const code = reason === undefined ? undefined : enumerated(numberOfReason(reason));
    const extensions =
      code === undefined ? [] : [sequence(writeExtension(extensionOids.reasonCode, false, code))];
    return sequence(integer(serial), time(at), ...extensions);
  });
  const keyId = issuer.extensions.subjectKeyId;
  const extensions = sequence(
    ...(keyId === undefined ? [] : [authorityKeyExtension(keyId)]),
    writeExtension(extensionOids.crlNumber, false, integer(fields.number)),
  );
  const tbs = sequence(
    integer(1),
    writeSignatureAlgorithm(signer.scheme),
    issuer.subject.bytes,
    time(fields.thisUpdate),
    time(fields.nextUpdate),
    ...(entries.length === 0 ? [] : [sequenceOf(entries)]),
    explicit(0, extensions),
  );
  return signedFrame(tbs, signer);
}
