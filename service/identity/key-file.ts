import { accept, attempt, type Refuse } from "../../shared/bytes/attempt.ts";
import { fromBase64, toBase64 } from "../../shared/bytes/base64.ts";
import {
  type Json,
  parseCanonicalJson,
  writeCanonicalJson,
} from "../../shared/bytes/canonical-json.ts";
import { type Fields, readFields } from "../../shared/bytes/json-fields.ts";
import type { Result } from "../../shared/bytes/result.ts";
import {
  type KeyProtection,
  newProtection,
  nonceLength,
  protect,
  saltLength,
  scryptLimits,
  unprotect,
  usualN,
} from "./key-protection.ts";

/* docs/spec/key-file.md */

export const keyPurposes = ["operator", "device", "submitter"] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** A private key at rest. `publicKey` is DER SubjectPublicKeyInfo, the private half PKCS#8. */
export interface KeyFile {
  readonly purpose: KeyPurpose;
  readonly publicKey: Uint8Array;
  readonly secret:
    | { readonly kind: "unprotected"; readonly privateKey: Uint8Array; readonly note: string }
    | {
        readonly kind: "passphrase";
        readonly protection: KeyProtection;
        readonly encrypted: Uint8Array;
      };
}

const format = "cunzhen-key/1";
const maxFileBytes = 64 * 1024;
const maxKeyText = 16 * 1024;

function protectionJson({ n, r, p, salt, nonce }: KeyProtection): { readonly [key: string]: Json } {
  return {
    cipher: { name: "aes-256-gcm", nonce: toBase64(nonce) },
    kdf: { n, name: "scrypt", p, r, salt: toBase64(salt) },
  };
}

/** What the encryption authenticates: the file without the encrypted key itself. */
function boundBytes(purpose: KeyPurpose, publicKey: Uint8Array, protection: KeyProtection) {
  return writeCanonicalJson({
    format,
    protection: protectionJson(protection),
    publicKey: toBase64(publicKey),
    purpose,
  });
}

/** The file as JSON, for a file of its own or inside an identity. */
export function keyFileJson(file: KeyFile): Json {
  const head = { format, publicKey: toBase64(file.publicKey), purpose: file.purpose };
  if (file.secret.kind === "unprotected") {
    const { note, privateKey } = file.secret;
    return { ...head, protection: { note }, privateKey: toBase64(privateKey) };
  }
  const { protection, encrypted } = file.secret;
  return { ...head, protection: protectionJson(protection), encryptedKey: toBase64(encrypted) };
}

export function writeKeyFile(file: KeyFile): Uint8Array {
  return writeCanonicalJson(keyFileJson(file));
}

function readBytes(fields: Fields, name: string, refuse: Refuse): Uint8Array {
  return fromBase64(fields.text(name, maxKeyText)) ?? refuse(`${name}-form`);
}

function readProtection(fields: Fields, refuse: Refuse): KeyProtection {
  const kdf = fields.object("kdf");
  kdf.oneOf("name", ["scrypt"]);
  const n = kdf.integer("n", scryptLimits.leastN, scryptLimits.mostN);
  if (!Number.isInteger(Math.log2(n))) return refuse("kdf.n-range");
  const r = kdf.integer("r", scryptLimits.r, scryptLimits.r);
  const p = kdf.integer("p", 1, scryptLimits.mostP);
  const salt = kdf.bytes("salt", saltLength);
  kdf.end();
  const cipher = fields.object("cipher");
  cipher.oneOf("name", ["aes-256-gcm"]);
  const nonce = cipher.bytes("nonce", nonceLength);
  cipher.end();
  return { n, r, p, salt, nonce };
}

/** A key file from its JSON, at `path` in whatever holds it. */
export function readKeyFile(json: Json, path: string, refuse: Refuse): KeyFile {
  const fields = readFields(json, path, refuse);
  fields.oneOf("format", [format]);
  const purpose = fields.oneOf("purpose", keyPurposes);
  const publicKey = readBytes(fields, "publicKey", refuse);
  const protection = fields.object("protection");
  if (fields.has("privateKey")) {
    const note = protection.text("note", 500);
    protection.end();
    const privateKey = readBytes(fields, "privateKey", refuse);
    fields.end();
    return { purpose, publicKey, secret: { kind: "unprotected", privateKey, note } };
  }
  const parameters = readProtection(protection, refuse);
  protection.end();
  const encrypted = readBytes(fields, "encryptedKey", refuse);
  fields.end();
  return { purpose, publicKey, secret: { kind: "passphrase", protection: parameters, encrypted } };
}

/** Parses a key file of at most 64 KiB: canonical JSON with the fields of the format and no others. */
export function parseKeyFile(bytes: Uint8Array): Result<KeyFile> {
  return attempt((refuse) =>
    readKeyFile(accept(parseCanonicalJson(bytes, maxFileBytes), refuse), "", refuse),
  );
}

/**
 * A key file whose private half opens with the passphrase alone. The caller wipes `privateKey`.
 *
 * @param n cost of scrypt, see `KeyProtection`
 */
export async function sealKey(
  purpose: KeyPurpose,
  publicKey: Uint8Array,
  privateKey: Uint8Array,
  passphrase: string,
  n: number = usualN,
): Promise<KeyFile> {
  const protection = newProtection(n);
  const bound = boundBytes(purpose, publicKey, protection);
  const encrypted = await protect(privateKey, passphrase, protection, bound);
  return { purpose, publicKey, secret: { kind: "passphrase", protection, encrypted } };
}

/** The PKCS#8 of a protected key file; undefined when the passphrase does not open it. The caller wipes it. */
export async function openKey(file: KeyFile, passphrase: string): Promise<Uint8Array | undefined> {
  if (file.secret.kind === "unprotected") return file.secret.privateKey;
  const { encrypted, protection } = file.secret;
  const bound = boundBytes(file.purpose, file.publicKey, protection);
  return unprotect(encrypted, passphrase, protection, bound);
}
