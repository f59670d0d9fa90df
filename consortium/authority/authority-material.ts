import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { fromBigEndian } from "../../shared/bytes/octets.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Signer } from "../../shared/signature/scheme.ts";
import { practiceMarker } from "../../shared/trust/practice.ts";
import { type CertificateFields, issueCertificate } from "../../shared/x509/issue-certificate.ts";
import type { AuthorityStore } from "./authority-store.ts";

/** The three signers of a practice authority, each with its certificate. */
export interface AuthorityMaterial {
  readonly root: Signer;
  readonly issuing: Signer;
  /** Signs tokens and nothing else. */
  readonly stamping: Signer;
}

const timeStamping = "1.3.6.1.5.5.7.3.8";
const years = 365 * 24 * 60 * 60 * 1000;
/** Certificates begin a little earlier than they are made, so that slow clocks take them and lists come after them. */
const backdating = 60 * 60 * 1000;

interface NewKey {
  readonly spki: Uint8Array;
  readonly pkcs8: Uint8Array;
}

function newKey(): NewKey {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return { spki: new Uint8Array(publicKey), pkcs8: new Uint8Array(privateKey) };
}

function signerOf(pkcs8: Uint8Array, certificate: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  return {
    certificate,
    scheme: { kind: "ecdsa", digest: "sha256" },
    sign: (data) => Promise.resolve(new Uint8Array(sign("sha256", data, key))),
  };
}

/** A random positive serial number of 120 bits for a certificate. */
export function randomSerial(): bigint {
  return fromBigEndian(randomBytes(15)) + 1n;
}

type Subject = CertificateFields["subject"];

/** Says practice in organisation and name; the tag tells one home's authority from another's. */
function subjectOf(tag: string, commonName: string): Subject {
  return [
    ["C", "CN"],
    ["O", `Cunzhen ${practiceMarker} ${tag}`],
    ["CN", `Cunzhen ${practiceMarker} ${commonName}`],
  ];
}

async function makeMaterial(now: UnixMs): Promise<ReadonlyMap<string, Uint8Array>> {
  const tag = randomBytes(8).toString("hex");
  const keys = { root: newKey(), issuing: newKey(), stamping: newKey() };
  const notBefore = now - backdating;
  const shared = { notBefore, keyUsage: ["keyCertSign", "cRLSign"] as const };
  const root = await issueCertificate(
    {
      ...shared,
      serial: randomSerial(),
      subject: subjectOf(tag, "Root"),
      notAfter: now + 20 * years,
      spki: keys.root.spki,
      authority: { pathLength: undefined },
    },
    { ...signerOf(keys.root.pkcs8, new Uint8Array(0)), certificate: undefined },
  );
  const issuing = await issueCertificate(
    {
      ...shared,
      serial: randomSerial(),
      subject: subjectOf(tag, "Issuing CA"),
      notAfter: now + 15 * years,
      spki: keys.issuing.spki,
      authority: { pathLength: 0 },
    },
    signerOf(keys.root.pkcs8, root),
  );
  const stamping = await issueCertificate(
    {
      serial: randomSerial(),
      subject: subjectOf(tag, "TSA"),
      notBefore,
      notAfter: now + 10 * years,
      spki: keys.stamping.spki,
      keyUsage: ["digitalSignature"],
      extendedKeyUsage: { purposes: [timeStamping], critical: true },
    },
    signerOf(keys.issuing.pkcs8, issuing),
  );
  return new Map([
    ["root.key", keys.root.pkcs8],
    ["root.cer", root],
    ["issuing.key", keys.issuing.pkcs8],
    ["issuing.cer", issuing],
    ["stamping.key", keys.stamping.pkcs8],
    ["stamping.cer", stamping],
  ]);
}

/**
 * The authority's signers, made on first use: root, issuing CA below it, TSA signer below that, all ECDSA
 * P-256. The keys are not protected by a passphrase: a practice authority proves nothing to anyone.
 */
export async function openMaterial(
  store: AuthorityStore,
  clock: () => UnixMs,
): Promise<AuthorityMaterial> {
  const material = await store.material(() => makeMaterial(clock()));
  const signer = (name: string): Signer => {
    const key = material.get(`${name}.key`);
    const certificate = material.get(`${name}.cer`);
    if (key === undefined || certificate === undefined) {
      throw new Error(`the practice authority's store lacks ${name}`);
    }
    return signerOf(key, certificate);
  };
  return { root: signer("root"), issuing: signer("issuing"), stamping: signer("stamping") };
}
