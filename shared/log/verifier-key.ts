import { attempt } from "../bytes/attempt.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { toHex } from "../bytes/hex.ts";
import { concatBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { digestOf } from "../digest/digest.ts";
import { isKeyName } from "./note.ts";

/** What a key signs: notes as a log does (0x01), or time-stamped cosignatures (0x04); both Ed25519. */
export type KeyUse = "log" | "cosignature";

/** A C2SP verifier key (vkey). `text` is its one spelling. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: string;
  readonly use: KeyUse;
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Uint8Array;
  readonly text: string;
}

const algorithmOf: Readonly<Record<KeyUse, number>> = { log: 0x01, cosignature: 0x04 };
const pattern = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u;

/** The key with the id that the specification recommends: SHA-256(name || 0x0A || type || key)[:4]. */
export function verifierKey(name: string, use: KeyUse, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError("not a key name");
  if (publicKey.length !== 32) throw new RangeError("an Ed25519 key has 32 bytes");
  const typed = concatBytes(Uint8Array.of(algorithmOf[use]), publicKey);
  const keyId = toHex(digestOf("sha256", toUtf8(`${name}\n`), typed).subarray(0, 4));
  return { name, keyId, use, publicKey, text: `${name}+${keyId}+${toBase64(typed)}` };
}

/** Reads `name+<8 hex>+base64(type || key)`; refuses other types than 0x01 and 0x04 and a key id that does not follow. */
export function parseVerifierKey(text: string): Result<VerifierKey> {
  return attempt((refuse) => {
    const [, name = "", keyId = "", encoded = ""] = pattern.exec(text) ?? refuse("vkey-syntax");
    if (!isKeyName(name)) return refuse("vkey-name");
    const bytes = fromBase64(encoded);
    if (bytes === undefined) return refuse("vkey-base64");
    const use = useOf(bytes[0]);
    if (use === undefined) return refuse("vkey-type");
    if (bytes.length !== 33) return refuse("vkey-length");
    const key = verifierKey(name, use, bytes.slice(1));
    return key.keyId === keyId ? key : refuse("vkey-key-id");
  });
}

function useOf(algorithm: number | undefined): KeyUse | undefined {
  if (algorithm === algorithmOf.log) return "log";
  if (algorithm === algorithmOf.cosignature) return "cosignature";
  return undefined;
}
