import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";

/** How a key was encrypted: scrypt (RFC 7914) makes the AES-256-GCM key from the passphrase. */
export interface KeyProtection {
  /** CPU and memory cost, a power of two. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
}

export const saltLength = 32;
export const nonceLength = 12;
const tagLength = 16;
const keyLength = 32;

/** What a key file may ask for: from the least that protects to 512 MiB of memory. */
export const scryptLimits = { leastN: 2 ** 14, mostN: 2 ** 19, r: 8, mostP: 4 } as const;
/** 128 MiB and about half a second on a machine of 2026. */
export const usualN = 2 ** 17;

/** Fresh parameters for one encryption of cost `n`, a power of two within the limits. */
export function newProtection(n: number): KeyProtection {
  return {
    n,
    r: scryptLimits.r,
    p: 1,
    salt: randomBytes(saltLength),
    nonce: randomBytes(nonceLength),
  };
}

/** The passphrase as typed by any keyboard: NFC, then UTF-8. */
function passphraseBytes(passphrase: string): Buffer {
  return Buffer.from(passphrase.normalize("NFC"), "utf8");
}

function derive(passphrase: string, { n, r, p, salt }: KeyProtection): Promise<Buffer> {
  const secret = passphraseBytes(passphrase);
  const maxmem = 128 * n * r + 128 * r * p + 1024 * 1024;
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, keyLength, { N: n, r, p, maxmem }, (error, key) => {
      secret.fill(0);
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** The secret encrypted, its 16-byte tag last. `bound` is authenticated and must be the same when opening. */
export async function protect(
  secret: Uint8Array,
  passphrase: string,
  protection: KeyProtection,
  bound: Uint8Array,
): Promise<Uint8Array> {
  const key = await derive(passphrase, protection);
  try {
    const cipher = createCipheriv("aes-256-gcm", key, protection.nonce, {
      authTagLength: tagLength,
    });
    cipher.setAAD(bound);
    return Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  } finally {
    key.fill(0);
  }
}

/** The secret again; undefined for a wrong passphrase or altered bytes, which look the same. The caller wipes it. */
export async function unprotect(
  encrypted: Uint8Array,
  passphrase: string,
  protection: KeyProtection,
  bound: Uint8Array,
): Promise<Buffer | undefined> {
  if (encrypted.length < tagLength) return undefined;
  const key = await derive(passphrase, protection);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, protection.nonce, {
      authTagLength: tagLength,
    });
    decipher.setAAD(bound);
    decipher.setAuthTag(encrypted.subarray(encrypted.length - tagLength));
    const body = decipher.update(encrypted.subarray(0, encrypted.length - tagLength));
    try {
      decipher.final();
      return body;
    } catch {
      body.fill(0);
      return undefined;
    }
  } finally {
    key.fill(0);
  }
}
