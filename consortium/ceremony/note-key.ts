import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { readFile } from "node:fs/promises";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { type KeyUse, type VerifierKey, verifierKey } from "../../shared/log/verifier-key.ts";
import { writeFileDurably } from "../../platform/files/durable.ts";

/** An Ed25519 key that signs notes or cosignatures; the private half stays inside. */
export interface NoteKey {
  readonly verifier: VerifierKey;
  /** 64 bytes, RFC 8032: the same for the same message. */
  sign(message: Uint8Array): Uint8Array;
}

/** Makes a key and keeps it at `path` (PKCS#8 PEM, mode 0600, unprotected: for practice alone). */
export async function createNoteKey(path: string, name: string, use: KeyUse): Promise<NoteKey> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  await writeFileDurably(path, toUtf8(pem.toString()));
  return noteKeyOf(privateKey, name, use);
}

/** Reads a key that `createNoteKey` made; rejects when the file is missing or holds anything else. */
export async function readNoteKey(path: string, name: string, use: KeyUse): Promise<NoteKey> {
  return noteKeyOf(createPrivateKey(await readFile(path, "utf8")), name, use);
}

function noteKeyOf(privateKey: KeyObject, name: string, use: KeyUse): NoteKey {
  if (privateKey.asymmetricKeyType !== "ed25519")
    throw new Error("the key file holds no Ed25519 key");
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  // The last 32 octets of an Ed25519 SubjectPublicKeyInfo are the key (RFC 8410).
  const publicKey = new Uint8Array(spki.subarray(spki.length - 32));
  return {
    verifier: verifierKey(name, use, publicKey),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}
