import { toHex } from "../../shared/bytes/hex.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { keyBitsOf } from "../../shared/x509/public-key.ts";
import type { KeyFolder } from "./key-folder.ts";
import { type KeyPurpose, parseKeyFile, writeKeyFile } from "./key-file.ts";
import { generateKey, openPrivateKey, samePublicKey } from "./private-key.ts";

/** An Ed25519 key of this home, not of a person: the device's for custody, the submitter's for registration. */
export interface MachineKey {
  /** SHA-256 of the 32 bytes of the public key, lower-case hex. */
  readonly id: string;
  /** The 32 bytes of the public key. */
  readonly publicKey: Uint8Array;
  readonly sign: (data: Uint8Array) => Uint8Array;
}

export type MachineKeyPurpose = Exclude<KeyPurpose, "operator">;

const notes: Readonly<Record<MachineKeyPurpose, string>> = {
  device:
    "UNPROTECTED 未加口令: signs custody entries as this device; whoever reads this file can do so too. 以本机名义签署保管记录；能读取此文件者亦可签署。",
  submitter:
    "UNPROTECTED 未加口令: signs submissions to a consortium's node; whoever reads this file can do so too. 以本机名义签署登记请求；能读取此文件者亦可签署。",
};

function damaged(file: string, reason: string): Result<never, Fault> {
  return fail(fault("IDENTITY_DAMAGED", { file, reason }));
}

function openMachineKey(
  file: string,
  bytes: Uint8Array,
  purpose: MachineKeyPurpose,
): Result<MachineKey, Fault> {
  const parsed = parseKeyFile(bytes);
  if (!parsed.ok) return damaged(file, parsed.fault.rule);
  const { publicKey, purpose: found, secret } = parsed.value;
  if (found !== purpose) return damaged(file, "purpose-differs");
  if (secret.kind !== "unprotected") return damaged(file, "protection-unknown");
  const key = openPrivateKey(secret.privateKey);
  secret.privateKey.fill(0);
  const bits = keyBitsOf(publicKey);
  if (key?.scheme.kind !== "ed25519" || !bits.ok) return damaged(file, "key-unreadable");
  if (!samePublicKey(key.publicKey, publicKey)) return damaged(file, "public-key-differs");
  return ok({ id: toHex(digestOf("sha256", bits.value)), publicKey: bits.value, sign: key.sign });
}

/** The key if the home has it already. */
export async function findMachineKey(
  folder: KeyFolder,
  purpose: MachineKeyPurpose,
): Promise<Result<MachineKey | undefined, Fault>> {
  const file = `${purpose}.json`;
  const read = await folder.read(file);
  if (!read.ok) return read;
  return read.value === undefined ? ok(undefined) : openMachineKey(file, read.value, purpose);
}

/** The key, made on first use. Two processes that make it at once end up with the same one. */
export async function machineKey(
  folder: KeyFolder,
  purpose: MachineKeyPurpose,
): Promise<Result<MachineKey, Fault>> {
  const found = await findMachineKey(folder, purpose);
  if (!found.ok) return found;
  if (found.value !== undefined) return ok(found.value);
  const { key, privateKey } = generateKey("Ed25519");
  const note = notes[purpose];
  const bytes = writeKeyFile({
    purpose,
    publicKey: key.publicKey,
    secret: { kind: "unprotected", privateKey, note },
  });
  privateKey.fill(0);
  const file = `${purpose}.json`;
  const created = await folder.create(file, bytes);
  bytes.fill(0);
  if (!created.ok) return created;
  const made = await findMachineKey(folder, purpose);
  if (!made.ok) return made;
  return made.value === undefined ? damaged(file, "vanished") : ok(made.value);
}
