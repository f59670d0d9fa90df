import { toBase64 } from "../../shared/bytes/base64.ts";
import { formatTime, type UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import type { IdentitySummary } from "../../shared/contract/identity-summary.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { Signer } from "../../shared/signature/scheme.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import type { Certificate } from "../../shared/x509/certificate.ts";
import { certificateOf, type IdentityFile } from "./identity-file.ts";
import { edwardsBits } from "./identity-keys.ts";
import type { PrivateKey } from "./private-key.ts";

/** Who signs, with all that a verifier may want to see of the certificate. */
export interface Operator {
  readonly name: string;
  readonly practice: boolean;
  /** Whether the certificate is signed by its own key: it proves no name. */
  readonly selfDeclared: boolean;
  readonly signer: Signer;
  /** DER: the signer's own first, then its issuers, the root too where it is known. */
  readonly chain: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** The certificate of a stored identity, or that its file is damaged. */
export function certificateIn(file: IdentityFile): Result<Certificate, Fault> {
  const certificate = certificateOf(file);
  if (certificate.ok) return certificate;
  return fail(fault("IDENTITY_DAMAGED", { file: file.name, reason: certificate.fault.rule }));
}

/** The identity as a signer; `IDENTITY_EXPIRED` when its certificate is not valid now. */
export function operatorOf(
  file: IdentityFile,
  key: PrivateKey,
  now: UnixMs,
): Result<Operator, Fault> {
  const certificate = certificateIn(file);
  if (!certificate.ok) return certificate;
  const { der, notAfter, notBefore } = certificate.value;
  if (now < notBefore || now > notAfter) {
    const times = { from: notBefore, until: notAfter };
    return fail(fault("IDENTITY_EXPIRED", { name: file.name, ...times }));
  }
  const { chain, crls, name, ocsps, origin } = file;
  return ok({
    name,
    practice: origin === "practice",
    selfDeclared: origin === "created",
    signer: {
      certificate: der,
      scheme: key.scheme,
      sign: (data) =>
        new Promise((resolve) => {
          resolve(key.sign(data));
        }),
    },
    chain,
    crls,
    ocsps,
  });
}

function publicHalf(file: IdentityFile, purpose: "device" | "submitter"): Result<string, Fault> {
  const bits = edwardsBits(file.keys.publicKeys[purpose]);
  if (bits !== undefined) return ok(toBase64(bits));
  return fail(fault("IDENTITY_DAMAGED", { file: file.name, reason: `${purpose}-key-form` }));
}

/** The identity as it is shown: nothing of its private halves. */
export function summaryOf(file: IdentityFile, unlocked: boolean): Result<IdentitySummary, Fault> {
  const certificate = certificateIn(file);
  if (!certificate.ok) return certificate;
  const { der, issuer, notAfter, subject } = certificate.value;
  const device = publicHalf(file, "device");
  if (!device.ok) return device;
  const submitter = publicHalf(file, "submitter");
  if (!submitter.ok) return submitter;
  const isProtected = file.keys.secret.kind === "passphrase";
  return ok({
    name: file.name,
    subject: subject.text,
    issuer: issuer.text,
    certificate: toHex(digestOf("sha256", der)),
    notAfter: formatTime(notAfter),
    origin: file.origin,
    device: device.value,
    submitter: submitter.value,
    protected: isProtected,
    unlocked: unlocked || !isProtected,
  });
}
