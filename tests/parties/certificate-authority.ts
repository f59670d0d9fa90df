import { p256 } from "@noble/curves/nist.js";
import type { CertificateFields } from "../../shared/x509/issue-certificate.ts";
import type { CrlFields } from "../../shared/x509/issue-crl.ts";
import type { Signer } from "../../shared/signature/scheme.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { fromBigEndian } from "../../shared/bytes/octets.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import { issueCrl } from "../../shared/x509/issue-crl.ts";
import { parseCertificate } from "../../shared/x509/certificate.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { writePublicKey } from "../../shared/x509/public-key.ts";

/*
 * A certificate authority in memory, alike in Node and in a browser. Keys come from their names, so the
 * same calls give the same certificates every time.
 */

/** 2026-01-01 and 2036-01-01, the validity of everything that asks for no other. */
export const from = 1_767_225_600_000;
export const until = 2_082_758_400_000;

export const purposes = {
  timeStamping: "1.3.6.1.5.5.7.3.8",
  ocspSigning: "1.3.6.1.5.5.7.3.9",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

export interface SoftwareKey extends Pick<Signer, "scheme" | "sign"> {
  readonly spki: Uint8Array;
}

/** The secret number of the ECDSA P-256 key that belongs to a name. */
export function secretOf(name: string): Uint8Array {
  return digestOf("sha256", toUtf8(`key of ${name}`));
}

/** The ECDSA P-256 key that belongs to a name. */
export function softwareKey(name: string): SoftwareKey {
  const secret = secretOf(name);
  const point = p256.getPublicKey(secret, false);
  return {
    spki: writePublicKey({ kind: "ec", curve: "P-256", point }),
    scheme: { kind: "ecdsa", digest: "sha256" },
    sign: (data) =>
      Promise.resolve(p256.sign(data, secret, { prehash: true, lowS: false, format: "der" })),
  };
}

function serialOf(name: string): bigint {
  return fromBigEndian(digestOf("sha256", toUtf8(`serial of ${name}`)).subarray(0, 12)) + 1n;
}

export type Wishes = Partial<Omit<CertificateFields, "subject" | "spki">>;

/** A party with its certificate; an authority issues further ones. */
export interface Party {
  readonly signer: Signer;
  readonly certificate: Uint8Array;
  issue(name: string, wishes?: Wishes): Promise<Party>;
  issueAuthority(name: string, wishes?: Wishes): Promise<Party>;
  /** A list that revokes nobody, from `from` to `until`, unless wished otherwise. */
  crl(wishes?: Partial<CrlFields>): Promise<Uint8Array>;
}

function fieldsFor(name: string, key: SoftwareKey, wishes: Wishes): CertificateFields {
  return {
    serial: serialOf(name),
    subject: [
      ["C", "CN"],
      ["CN", name],
    ],
    notBefore: from,
    notAfter: until,
    spki: key.spki,
    keyUsage: ["digitalSignature"],
    ...wishes,
  };
}

const authorityWishes: Wishes = {
  authority: { pathLength: undefined },
  keyUsage: ["keyCertSign", "cRLSign"],
};

/** The party that has a key and a certificate over it. */
export function partyOf(key: SoftwareKey, certificate: Uint8Array): Party {
  const signer: Signer = { certificate, scheme: key.scheme, sign: key.sign };
  const issue = async (name: string, wishes: Wishes = {}): Promise<Party> => {
    const newKey = softwareKey(name);
    return partyOf(newKey, await issueCertificate(fieldsFor(name, newKey, wishes), signer));
  };
  return {
    signer,
    certificate,
    issue,
    issueAuthority: (name, wishes) => issue(name, { ...authorityWishes, ...wishes }),
    crl: (wishes) =>
      issueCrl({ number: 1n, thisUpdate: from, nextUpdate: until, revoked: [], ...wishes }, signer),
  };
}

/** A self-signed party; a root unless the wishes say otherwise. */
export async function createRoot(name: string, wishes: Wishes = {}): Promise<Party> {
  const key = softwareKey(name);
  const fields = fieldsFor(name, key, { ...authorityWishes, ...wishes });
  const issuer = { scheme: key.scheme, sign: key.sign, certificate: undefined };
  return partyOf(key, await issueCertificate(fields, issuer));
}

/** The same party with the same key, signing over SHA-1 from now on. */
export function withSha1(party: Party): Party {
  const { certificate } = party;
  const parsed = parseCertificate(certificate);
  const name = parsed.ok ? parsed.value.subject.commonName : undefined;
  const secret = digestOf("sha256", toUtf8(`key of ${name ?? ""}`));
  return partyOf(
    {
      ...softwareKey(name ?? ""),
      scheme: { kind: "ecdsa", digest: "sha1" },
      sign: (data) =>
        Promise.resolve(
          p256.sign(digestOf("sha1", data), secret, { prehash: false, lowS: false, format: "der" }),
        ),
    },
    certificate,
  );
}

/** Root, intermediate, and under it a time-stamping signer and an operator. */
export async function createChain(): Promise<{
  readonly root: Party;
  readonly intermediate: Party;
  readonly timestamping: Party;
  readonly operator: Party;
}> {
  const root = await createRoot("Test Root");
  const intermediate = await root.issueAuthority("Test Intermediate");
  const timestamping = await intermediate.issue("Test TSA", {
    extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
  });
  const operator = await intermediate.issue("Test Operator", {
    keyUsage: ["digitalSignature", "nonRepudiation"],
  });
  return { root, intermediate, timestamping, operator };
}
