import { toBase64 } from "../../shared/bytes/base64.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import type { IdentitySummary } from "../../shared/contract/identity-summary.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { parseCrl } from "../../shared/x509/crl.ts";
import { parseOcspResponse } from "../../shared/x509/ocsp-response.ts";
import type { RevocationData } from "../stamping/revocation-fetch.ts";
import { type IdentityFile, parseIdentityFile, writeIdentityFile } from "./identity-file.ts";
import { openKey, sealKey } from "./key-file.ts";
import { type KeyFolder, openKeyFolder } from "./key-folder.ts";
import { findMachineKey, type MachineKey, machineKey } from "./machine-key.ts";
import { certificateIn, type Operator, operatorOf, summaryOf } from "./operator.ts";
import { readPkcs12 } from "./pkcs12.ts";
import type { PracticeCertificates } from "./practice-certificates.ts";
import { isCurrent, newPracticeIdentity, practiceName } from "./practice-identity.ts";
import { openPrivateKey, type PrivateKey, samePublicKey } from "./private-key.ts";
import { newSelfMadeIdentity, type SelfMadeWish } from "./self-made-identity.ts";

export interface IdentityPorts {
  /** The folder of key files. */
  readonly keys: string;
  readonly clock: () => UnixMs;
  readonly practice: PracticeCertificates;
  /** Fetches what the certificates of a chain name; what cannot be had is absent. Never rejects. */
  readonly revocation: (
    chain: readonly Uint8Array[],
    signal: AbortSignal | undefined,
  ) => Promise<RevocationData>;
  /** Cost of scrypt for new key files where the usual one is not wanted, a power of two from 2^14 on. */
  readonly n?: number;
}

export interface ImportWish {
  readonly name: string;
  /** The PKCS#12 file and its passphrase. */
  readonly file: Uint8Array;
  readonly filePassphrase: string;
  /** Protects the key in this home from now on. */
  readonly passphrase: string;
  /** DER revocation lists and OCSP answers that came beside the file. */
  readonly revocation?: readonly Uint8Array[];
}

export interface IdentityOverview {
  readonly identities: readonly IdentitySummary[];
  /** Public halves, base64; null until first needed. */
  readonly device: string | null;
  readonly submitter: string | null;
}

/** The keys of one home. Opened keys stay in memory until `close`. */
export interface IdentityStore {
  show(): Promise<Result<IdentityOverview, Fault>>;
  list(): Promise<Result<readonly IdentitySummary[], Fault>>;
  /** A self-made identity, left open. */
  create(wish: SelfMadeWish): Promise<Result<IdentitySummary, Fault>>;
  /** An identity from a PKCS#12 file, left open. */
  importFile(wish: ImportWish): Promise<Result<IdentitySummary, Fault>>;
  unlock(name: string, passphrase: string): Promise<Result<IdentitySummary, Fault>>;
  /** Whether the identity can sign now; the practice one always can. */
  usable(name: string): Promise<Result<void, Fault>>;
  /** The identity as a signer, with the newest revocation data; the practice one is made on first use. */
  operator(name: string, signal?: AbortSignal): Promise<Result<Operator, Fault>>;
  /** Made on first use. */
  device(): Promise<Result<MachineKey, Fault>>;
  submitter(): Promise<Result<MachineKey, Fault>>;
  close(): void;
}

const filePattern = /^operator-[0-9a-f]{32}\.json$/u;

function fileNameOf(name: string): string {
  const digest = digestOf("sha256", Buffer.from(name, "utf8"));
  return `operator-${toHex(digest).slice(0, 32)}.json`;
}

function damaged(file: string, reason: string): Result<never, Fault> {
  return fail(fault("IDENTITY_DAMAGED", { file, reason }));
}

/** The key of opened PKCS#8, if it is the one that file and certificate name. */
function keyFor(file: IdentityFile, pkcs8: Uint8Array): Result<PrivateKey, Fault> {
  const certificate = certificateIn(file);
  if (!certificate.ok) return certificate;
  const key = openPrivateKey(pkcs8);
  if (key === undefined) return damaged(file.name, "key-unreadable");
  const same =
    samePublicKey(key.publicKey, file.key.publicKey) &&
    samePublicKey(key.publicKey, certificate.value.spki);
  return same ? ok(key) : damaged(file.name, "public-key-differs");
}

function sorted(parts: readonly Uint8Array[]): Pick<IdentityFile, "crls" | "ocsps"> {
  return {
    crls: parts.filter((part) => parseCrl(part).ok),
    ocsps: parts.filter((part) => parseOcspResponse(part).ok),
  };
}

class HomeIdentities implements IdentityStore {
  readonly #ports: IdentityPorts;
  readonly #folder: KeyFolder;
  readonly #opened = new Map<string, PrivateKey>();

  constructor(ports: IdentityPorts) {
    this.#ports = ports;
    this.#folder = openKeyFolder(ports.keys);
  }

  async show(): Promise<Result<IdentityOverview, Fault>> {
    const identities = await this.list();
    if (!identities.ok) return identities;
    const device = await findMachineKey(this.#folder, "device");
    if (!device.ok) return device;
    const submitter = await findMachineKey(this.#folder, "submitter");
    if (!submitter.ok) return submitter;
    const shown = (key: MachineKey | undefined) => (key ? toBase64(key.publicKey) : null);
    return ok({
      identities: identities.value,
      device: shown(device.value),
      submitter: shown(submitter.value),
    });
  }

  async list(): Promise<Result<readonly IdentitySummary[], Fault>> {
    const names = await this.#folder.names();
    if (!names.ok) return names;
    const summaries: IdentitySummary[] = [];
    for (const fileName of names.value.filter((one) => filePattern.test(one))) {
      const file = await this.#read(fileName);
      if (!file.ok) return file;
      if (file.value === undefined) continue;
      const summary = this.#summary(file.value);
      if (!summary.ok) return summary;
      summaries.push(summary.value);
    }
    return ok(summaries.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  async create(wish: SelfMadeWish): Promise<Result<IdentitySummary, Fault>> {
    if (wish.name === practiceName) return fail(fault("IDENTITY_EXISTS", { name: practiceName }));
    const file = await newSelfMadeIdentity(wish, this.#ports.clock(), this.#ports.n);
    if (!file.ok) return file;
    return this.#keepAndOpen(file.value, wish.passphrase);
  }

  async importFile(wish: ImportWish): Promise<Result<IdentitySummary, Fault>> {
    const { name } = wish;
    if (name === practiceName) return fail(fault("IDENTITY_EXISTS", { name }));
    const read = await readPkcs12(wish.file, wish.filePassphrase);
    if (!read.ok) return read;
    const { chain, key, privateKey } = read.value;
    const { n } = this.#ports;
    const sealed = await sealKey("operator", key.publicKey, privateKey, wish.passphrase, n);
    privateKey.fill(0);
    const revocation = sorted(wish.revocation ?? []);
    const file: IdentityFile = { name, origin: "imported", key: sealed, chain, ...revocation };
    return this.#keepAndOpen(file, wish.passphrase);
  }

  async unlock(name: string, passphrase: string): Promise<Result<IdentitySummary, Fault>> {
    const file = await this.#find(name);
    if (!file.ok) return file;
    const pkcs8 = await openKey(file.value.key, passphrase);
    if (pkcs8 === undefined) return fail(fault("IDENTITY_PASSPHRASE_WRONG", { name }));
    const key = keyFor(file.value, pkcs8);
    pkcs8.fill(0);
    if (!key.ok) return key;
    this.#opened.set(name, key.value);
    return this.#summary(file.value);
  }

  async usable(name: string): Promise<Result<void, Fault>> {
    if (name === practiceName) return ok(undefined);
    const operator = await this.#stored(name);
    return operator.ok ? ok(undefined) : operator;
  }

  async operator(name: string, signal?: AbortSignal): Promise<Result<Operator, Fault>> {
    if (name === practiceName) return this.#practice(signal);
    const operator = await this.#stored(name);
    if (!operator.ok || operator.value.selfDeclared) return operator;
    const fresh = await this.#ports.revocation(operator.value.chain, signal);
    return ok({
      ...operator.value,
      crls: [...operator.value.crls, ...fresh.crls],
      ocsps: [...operator.value.ocsps, ...fresh.ocsps],
    });
  }

  device(): Promise<Result<MachineKey, Fault>> {
    return machineKey(this.#folder, "device");
  }

  submitter(): Promise<Result<MachineKey, Fault>> {
    return machineKey(this.#folder, "submitter");
  }

  close(): void {
    this.#opened.clear();
  }

  #summary(file: IdentityFile): Result<IdentitySummary, Fault> {
    return summaryOf(file, this.#opened.has(file.name));
  }

  async #read(fileName: string): Promise<Result<IdentityFile | undefined, Fault>> {
    const bytes = await this.#folder.read(fileName);
    if (!bytes.ok) return bytes;
    if (bytes.value === undefined) return ok(undefined);
    const file = parseIdentityFile(bytes.value);
    if (!file.ok) return damaged(fileName, file.fault.rule);
    return fileNameOf(file.value.name) === fileName ? file : damaged(fileName, "name-differs");
  }

  async #find(name: string): Promise<Result<IdentityFile, Fault>> {
    const file = await this.#read(fileNameOf(name));
    if (!file.ok) return file;
    return file.value ? ok(file.value) : fail(fault("IDENTITY_UNKNOWN", { name }));
  }

  async #keepAndOpen(file: IdentityFile, passphrase: string) {
    const { name } = file;
    const created = await this.#folder.create(fileNameOf(name), writeIdentityFile(file));
    if (!created.ok) return created;
    if (!created.value) return fail(fault("IDENTITY_EXISTS", { name }));
    // Opening it by the passphrase shows at once that the file will open again.
    return this.unlock(name, passphrase);
  }

  async #stored(name: string): Promise<Result<Operator, Fault>> {
    const file = await this.#find(name);
    if (!file.ok) return file;
    const key = this.#opened.get(name);
    if (key === undefined) return fail(fault("IDENTITY_LOCKED", { name }));
    return operatorOf(file.value, key, this.#ports.clock());
  }

  async #practice(signal: AbortSignal | undefined): Promise<Result<Operator, Fault>> {
    const { clock, practice } = this.#ports;
    const root = await practice.root(signal);
    if (!root.ok) return root;
    const fileName = fileNameOf(practiceName);
    const stored = await this.#read(fileName);
    if (!stored.ok) return stored;
    let file = stored.value;
    if (file === undefined || !isCurrent(file, root.value, clock())) {
      const made = await newPracticeIdentity(practice, signal);
      if (!made.ok) return made;
      const kept = await this.#folder.replace(fileName, writeIdentityFile(made.value));
      if (!kept.ok) return kept;
      file = made.value;
    }
    if (file.key.secret.kind !== "unprotected") return damaged(fileName, "protection-unknown");
    const key = keyFor(file, file.key.secret.privateKey);
    if (!key.ok) return key;
    const revocation = await practice.revocation(signal);
    if (!revocation.ok) return revocation;
    return operatorOf({ ...file, ...revocation.value }, key.value, clock());
  }
}

/** The identities, device key and submitter key of the folder `ports.keys`. */
export function createIdentityStore(ports: IdentityPorts): IdentityStore {
  return new HomeIdentities(ports);
}
