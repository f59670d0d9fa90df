import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";

/** How scrypt (RFC 7914) makes the AES-256-GCM key from the passphrase. */
export interface KeyDerivation {
  /** CPU and memory cost, a power of two. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
}

/** One secret under the derived key: its nonce, and the ciphertext with the 16-byte tag last. */
export interface Encrypted {
  readonly nonce: Uint8Array;
  readonly bytes: Uint8Array;
}

export const saltLength = 32;
export const nonceLength = 12;
const tagLength = 16;
const keyLength = 32;

/** What a key file may ask for: from the least that protects to 512 MiB of memory. */
export const scryptLimits = { leastN: 2 ** 14, mostN: 2 ** 19, r: 8, mostP: 4 } as const;
/** 128 MiB and about half a second on a machine of 2026. */
export const usualN = 2 ** 17;

/** Fresh parameters for one file of cost `n`, a power of two within the limits. */
export function newDerivation(n: number): KeyDerivation {
  return { n, r: scryptLimits.r, p: 1, salt: randomBytes(saltLength) };
}

/** The passphrase as typed by any keyboard: NFC, then UTF-8. */
function passphraseBytes(passphrase: string): Buffer {
  return Buffer.from(passphrase.normalize("NFC"), "utf8");
}

/** The 32-byte key of a passphrase: the slow part, once for a whole file. The caller wipes it. */
export function derive(passphrase: string, { n, r, p, salt }: KeyDerivation): Promise<Buffer> {
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

/** The secret under `key` and a fresh nonce. `bound` is authenticated and must be the same when opening. */
export function encrypt(secret: Uint8Array, key: Uint8Array, bound: Uint8Array): Encrypted {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
  cipher.setAAD(bound);
  const bytes = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { nonce, bytes };
}

/** The secret again; undefined for a wrong key or altered bytes, which look the same. The caller wipes it. */
export function decrypt(
  { nonce, bytes }: Encrypted,
  key: Uint8Array,
  bound: Uint8Array,
): Buffer | undefined {
  const end = bytes.length - tagLength;
  if (end < 0) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
  decipher.setAAD(bound);
  decipher.setAuthTag(bytes.subarray(end));
  const body = decipher.update(bytes.subarray(0, end));
  try {
    decipher.final();
    return body;
  } catch {
    body.fill(0);
    return undefined;
  }
}
