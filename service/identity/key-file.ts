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
  decrypt,
  derive,
  encrypt,
  type Encrypted,
  type KeyDerivation,
  newDerivation,
  nonceLength,
  saltLength,
  scryptLimits,
  usualN,
} from "./key-protection.ts";

/* docs/spec/key-file.md */

export const keyPurposes = ["operator", "device", "submitter"] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** Something of each of an identity's three keys. */
export type OfEachKey<T> = Readonly<Record<KeyPurpose, T>>;

/** The three keys of an identity at rest: public halves in DER SubjectPublicKeyInfo, private ones in PKCS#8. */
export interface KeyFile {
  readonly publicKeys: OfEachKey<Uint8Array>;
  readonly secret:
    | {
        readonly kind: "unprotected";
        readonly privateKeys: OfEachKey<Uint8Array>;
        /** Says so, to whoever opens the file. */
        readonly note: string;
      }
    | {
        readonly kind: "passphrase";
        readonly derivation: KeyDerivation;
        readonly encrypted: OfEachKey<Encrypted>;
      };
}

const format = "cunzhen-keys/1";
const cipherName = "aes-256-gcm";
const maxFileBytes = 64 * 1024;
const maxKeyText = 16 * 1024;

/** Asks for each key in turn, in the order of `keyPurposes`. */
export function ofEachKey<T>(make: (purpose: KeyPurpose) => T): OfEachKey<T> {
  return { operator: make("operator"), device: make("device"), submitter: make("submitter") };
}

function protectionJson({ n, r, p, salt }: KeyDerivation): Json {
  return { cipher: cipherName, kdf: { n, name: "scrypt", p, r, salt: toBase64(salt) } };
}

/** What the encryption of one key authenticates: its purpose, all public halves and the parameters. */
function boundBytes(
  purpose: KeyPurpose,
  publicKeys: OfEachKey<Uint8Array>,
  derivation: KeyDerivation,
): Uint8Array {
  return writeCanonicalJson({
    format,
    protection: protectionJson(derivation),
    publicKeys: ofEachKey((one) => toBase64(publicKeys[one])),
    purpose,
  });
}

/** The file as JSON, for a file of its own or inside an identity. */
export function keyFileJson({ publicKeys, secret }: KeyFile): Json {
  if (secret.kind === "unprotected") {
    const { note, privateKeys } = secret;
    const keys = ofEachKey((one) => ({
      privateKey: toBase64(privateKeys[one]),
      publicKey: toBase64(publicKeys[one]),
    }));
    return { format, keys, protection: { note } };
  }
  const keys = ofEachKey((one) => ({
    encryptedKey: toBase64(secret.encrypted[one].bytes),
    nonce: toBase64(secret.encrypted[one].nonce),
    publicKey: toBase64(publicKeys[one]),
  }));
  return { format, keys, protection: protectionJson(secret.derivation) };
}

export function writeKeyFile(file: KeyFile): Uint8Array {
  return writeCanonicalJson(keyFileJson(file));
}

function readBytes(fields: Fields, name: string, refuse: Refuse): Uint8Array {
  return fromBase64(fields.text(name, maxKeyText)) ?? refuse(`${name}-form`);
}

function readDerivation(protection: Fields, refuse: Refuse): KeyDerivation {
  protection.oneOf("cipher", [cipherName]);
  const kdf = protection.object("kdf");
  kdf.oneOf("name", ["scrypt"]);
  const n = kdf.integer("n", scryptLimits.leastN, scryptLimits.mostN);
  if (!Number.isInteger(Math.log2(n))) return refuse("kdf.n-range");
  const r = kdf.integer("r", scryptLimits.r, scryptLimits.r);
  const p = kdf.integer("p", 1, scryptLimits.mostP);
  const salt = kdf.bytes("salt", saltLength);
  kdf.end();
  return { n, r, p, salt };
}

/** A key file from its JSON, at `path` in whatever holds it. */
export function readKeyFile(json: Json, path: string, refuse: Refuse): KeyFile {
  const fields = readFields(json, path, refuse);
  fields.oneOf("format", [format]);
  const keys = fields.object("keys");
  const each = ofEachKey((one) => keys.object(one));
  keys.end();
  const protection = fields.object("protection");
  fields.end();
  const publicKeys = ofEachKey((one) => readBytes(each[one], "publicKey", refuse));
  let secret: KeyFile["secret"];
  if (protection.has("note")) {
    const note = protection.text("note", 500);
    const privateKeys = ofEachKey((one) => readBytes(each[one], "privateKey", refuse));
    secret = { kind: "unprotected", privateKeys, note };
  } else {
    const derivation = readDerivation(protection, refuse);
    const encrypted = ofEachKey((one) => ({
      nonce: each[one].bytes("nonce", nonceLength),
      bytes: readBytes(each[one], "encryptedKey", refuse),
    }));
    secret = { kind: "passphrase", derivation, encrypted };
  }
  protection.end();
  for (const one of keyPurposes) each[one].end();
  return { publicKeys, secret };
}

/** Parses a key file of at most 64 KiB: canonical JSON with the fields of the format and no others. */
export function parseKeyFile(bytes: Uint8Array): Result<KeyFile> {
  return attempt((refuse) =>
    readKeyFile(accept(parseCanonicalJson(bytes, maxFileBytes), refuse), "", refuse),
  );
}

/**
 * A key file whose private halves open with the passphrase alone. The caller wipes `privateKeys`.
 *
 * @param n cost of scrypt, see `KeyDerivation`
 */
export async function sealKeys(
  publicKeys: OfEachKey<Uint8Array>,
  privateKeys: OfEachKey<Uint8Array>,
  passphrase: string,
  n: number = usualN,
): Promise<KeyFile> {
  const derivation = newDerivation(n);
  const key = await derive(passphrase, derivation);
  const encrypted = ofEachKey((one) =>
    encrypt(privateKeys[one], key, boundBytes(one, publicKeys, derivation)),
  );
  key.fill(0);
  return { publicKeys, secret: { kind: "passphrase", derivation, encrypted } };
}

/**
 * The PKCS#8 of all three keys, by one derivation; undefined when the passphrase does not open every one of them.
 * The caller wipes them. Keys that lie unprotected need no passphrase.
 */
export async function openKeys(
  { publicKeys, secret }: KeyFile,
  passphrase: string,
): Promise<OfEachKey<Uint8Array> | undefined> {
  if (secret.kind === "unprotected") return secret.privateKeys;
  const { derivation, encrypted } = secret;
  const key = await derive(passphrase, derivation);
  const opened = ofEachKey((one) =>
    decrypt(encrypted[one], key, boundBytes(one, publicKeys, derivation)),
  );
  key.fill(0);
  const { operator, device, submitter } = opened;
  if (operator && device && submitter) return { operator, device, submitter };
  for (const one of keyPurposes) opened[one]?.fill(0);
  return undefined;
}
