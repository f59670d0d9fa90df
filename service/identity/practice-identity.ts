import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { practiceMarker } from "../../shared/trust/practice.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { writeCertificationRequest } from "../../shared/x509/certification-request.ts";
import { certificateOf, type IdentityFile } from "./identity-file.ts";
import type { PracticeCertificates } from "./practice-certificates.ts";
import { generateKey, samePublicKey } from "./private-key.ts";

/** The name under which the practice identity is asked for; no other identity can have it. */
export const practiceName = "practice";

const note = `UNPROTECTED ${practiceMarker} 未加口令: a practice key without legal force; anyone who reads this file can sign with it. 演练密钥，不具法律效力；能读取此文件者均可用其签署。`;

/** Whether a stored practice identity still ends in the practice root of now, and is valid. */
export function isCurrent(file: IdentityFile, root: Uint8Array, now: UnixMs): boolean {
  const last = file.chain[file.chain.length - 1];
  const certificate = certificateOf(file);
  if (last === undefined || !certificate.ok || !equalBytes(last, root)) return false;
  return certificate.value.notBefore <= now && now <= certificate.value.notAfter;
}

/** A new practice identity: a key that lies unprotected, certified by the practice authority. */
export async function newPracticeIdentity(
  practice: PracticeCertificates,
  signal?: AbortSignal,
): Promise<Result<IdentityFile, Fault>> {
  const { key, privateKey } = generateKey("P-256");
  const { publicKey, scheme } = key;
  const request = await writeCertificationRequest({
    subject: [["CN", `Cunzhen ${practiceMarker} operator`]],
    spki: publicKey,
    signer: { scheme, sign: (data) => Promise.resolve(key.sign(data)) },
  });
  const chain = await practice.issue(request, signal);
  if (!chain.ok) return chain;
  const file: IdentityFile = {
    name: practiceName,
    origin: "practice",
    key: { purpose: "operator", publicKey, secret: { kind: "unprotected", privateKey, note } },
    chain: chain.value,
    crls: [],
    ocsps: [],
  };
  const certificate = certificateOf(file);
  if (!certificate.ok || !samePublicKey(certificate.value.spki, publicKey)) {
    return fail(fault("IDENTITY_NOT_CERTIFIED", { reason: "another-key" }));
  }
  return ok(file);
}
