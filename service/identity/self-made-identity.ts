import { randomBytes } from "node:crypto";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fromBigEndian } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import type { IdentityFile } from "./identity-file.ts";
import { withNewKeys, wipe } from "./identity-keys.ts";
import { sealKeys } from "./key-file.ts";
import { generateKey } from "./private-key.ts";

/** What a person asks for; `subject` becomes the certificate's common name. */
export interface SelfMadeWish {
  readonly name: string;
  readonly subject: string;
  readonly passphrase: string;
}

/** ub-common-name of RFC 5280 appendix A. */
const longestSubject = 64;
const validFor = 5 * 366 * 24 * 60 * 60 * 1000;
/** So that a signature made at once does not precede its certificate on a clock that lags a little. */
const backdating = 60 * 1000;

/** A positive serial number of 120 random bits. */
function randomSerial(): bigint {
  return fromBigEndian(randomBytes(15)) + 1n;
}

/** A new identity whose certificate its own key signs. It proves no name; verifiers say so. */
export async function newSelfMadeIdentity(
  { name, subject, passphrase }: SelfMadeWish,
  now: UnixMs,
  n?: number,
): Promise<Result<IdentityFile, Fault>> {
  if (Array.from(subject).length > longestSubject) {
    return fail(fault("IDENTITY_SUBJECT_TOO_LONG", { limit: longestSubject }));
  }
  const { key, privateKey } = generateKey("P-256");
  const sign = (data: Uint8Array) => Promise.resolve(key.sign(data));
  const certificate = await issueCertificate(
    {
      serial: randomSerial(),
      subject: [["CN", subject]],
      notBefore: now - backdating,
      notAfter: now + validFor,
      spki: key.publicKey,
      keyUsage: ["digitalSignature", "nonRepudiation"],
    },
    { scheme: key.scheme, sign, certificate: undefined },
  );
  const { publicKeys, privateKeys } = withNewKeys({ publicKey: key.publicKey, privateKey });
  const keys = await sealKeys(publicKeys, privateKeys, passphrase, n);
  wipe(privateKeys);
  return ok({ name, origin: "created", keys, chain: [certificate], crls: [], ocsps: [] });
}
