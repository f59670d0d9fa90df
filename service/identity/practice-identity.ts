import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { practiceMarker } from "../../shared/trust/practice.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { writeCertificationRequest } from "../../shared/x509/certification-request.ts";
import { certificateOf, type IdentityFile } from "./identity-file.ts";
import { withNewKeys } from "./identity-keys.ts";
import type { PracticeCertificates } from "./practice-certificates.ts";
import { generateKey, type PrivateKey, samePublicKey } from "./private-key.ts";

/** The name under which the practice identity is asked for; no other identity can have it. */
export const practiceName = "practice";

const note = `UNPROTECTED ${practiceMarker} 未加口令: practice keys without legal force; anyone who reads this file can sign with them. 演练密钥，不具法律效力；能读取此文件者均可用其签署。`;

/** Whether a stored practice identity still ends in the practice root of now, and is valid. */
export function isCurrent(file: IdentityFile, root: Uint8Array, now: UnixMs): boolean {
  const last = file.chain[file.chain.length - 1];
  const certificate = certificateOf(file);
  if (last === undefined || !certificate.ok || !equalBytes(last, root)) return false;
  return certificate.value.notBefore <= now && now <= certificate.value.notAfter;
}

/** Three new keys that lie unprotected and say so; the practice authority has not certified the operator's yet. */
export function newPracticeIdentity(): IdentityFile {
  const { key, privateKey } = generateKey("P-256");
  const { publicKeys, privateKeys } = withNewKeys({ publicKey: key.publicKey, privateKey });
  return {
    name: practiceName,
    origin: "practice",
    keys: { publicKeys, secret: { kind: "unprotected", privateKeys, note } },
    chain: [],
    crls: [],
    ocsps: [],
  };
}

/**
 * The practice identity with a certificate of the practice authority of now. Its keys stay as they are: the device
 * key of items under way must, and two processes that certify at once do no harm.
 */
export async function certifyPractice(
  file: IdentityFile,
  { publicKey, scheme, sign }: PrivateKey,
  practice: PracticeCertificates,
  signal?: AbortSignal,
): Promise<Result<IdentityFile, Fault>> {
  const request = await writeCertificationRequest({
    subject: [["CN", `Cunzhen ${practiceMarker} operator`]],
    spki: publicKey,
    signer: { scheme, sign: (data) => Promise.resolve(sign(data)) },
  });
  const chain = await practice.issue(request, signal);
  if (!chain.ok) return chain;
  const certified: IdentityFile = { ...file, chain: chain.value };
  const certificate = certificateOf(certified);
  if (!certificate.ok || !samePublicKey(certificate.value.spki, publicKey)) {
    return fail(fault("IDENTITY_NOT_CERTIFIED", { reason: "another-key" }));
  }
  return ok(certified);
}
