import { toHex } from "../../shared/bytes/hex.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { keyBitsOf } from "../../shared/x509/public-key.ts";
import { type KeyFile, type OfEachKey, ofEachKey } from "./key-file.ts";
import { generateKey, openPrivateKey, type PrivateKey, samePublicKey } from "./private-key.ts";

/** An Ed25519 key of an identity: the device's for custody entries, the submitter's for submissions. */
export interface EdwardsKey {
  /** SHA-256 of the 32 bytes of the public key, lower-case hex. */
  readonly id: string;
  /** The 32 bytes of the public key. */
  readonly publicKey: Uint8Array;
  readonly sign: (data: Uint8Array) => Uint8Array;
}

/** The three keys of an identity, opened. */
export interface IdentityKeys {
  readonly operator: PrivateKey;
  readonly device: EdwardsKey;
  readonly submitter: EdwardsKey;
}

/** Both halves of three keys. The caller stores the private ones, PKCS#8, and wipes them. */
export interface NewKeys {
  readonly publicKeys: OfEachKey<Uint8Array>;
  readonly privateKeys: OfEachKey<Uint8Array>;
}

/** An operator's key with a new device and submitter key beside it. */
export function withNewKeys(operator: {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}): NewKeys {
  const [device, submitter] = [generateKey("Ed25519"), generateKey("Ed25519")];
  return {
    publicKeys: {
      operator: operator.publicKey,
      device: device.key.publicKey,
      submitter: submitter.key.publicKey,
    },
    privateKeys: {
      operator: operator.privateKey,
      device: device.privateKey,
      submitter: submitter.privateKey,
    },
  };
}

/** Overwrites private halves that are needed no more. */
export function wipe(privateKeys: OfEachKey<Uint8Array>): void {
  ofEachKey((one) => privateKeys[one].fill(0));
}

/** The 32 bytes of an Ed25519 key's public half; undefined for any other key. */
export function edwardsBits(spki: Uint8Array): Uint8Array | undefined {
  const bits = keyBitsOf(spki);
  return bits.ok && bits.value.length === 32 ? bits.value : undefined;
}

function edwardsKey({ publicKey, scheme, sign }: PrivateKey): EdwardsKey | undefined {
  const bits = edwardsBits(publicKey);
  if (scheme.kind !== "ed25519" || bits === undefined) return undefined;
  return { id: toHex(digestOf("sha256", bits)), publicKey: bits, sign };
}

/** The keys of opened PKCS#8, if they are the ones that the file names. `name` is told in faults. */
export function keysOf(
  name: string,
  { publicKeys }: KeyFile,
  privateKeys: OfEachKey<Uint8Array>,
): Result<IdentityKeys, Fault> {
  const damaged = (reason: string) => fail(fault("IDENTITY_DAMAGED", { file: name, reason }));
  const opened = ofEachKey((one) => openPrivateKey(privateKeys[one]));
  const { operator } = opened;
  const device = opened.device && edwardsKey(opened.device);
  const submitter = opened.submitter && edwardsKey(opened.submitter);
  if (operator === undefined || device === undefined || submitter === undefined) {
    return damaged("key-unreadable");
  }
  const same = ofEachKey((one) => {
    const key = opened[one];
    return key !== undefined && samePublicKey(key.publicKey, publicKeys[one]);
  });
  return same.operator && same.device && same.submitter
    ? ok({ operator, device, submitter })
    : damaged("public-key-differs");
}
