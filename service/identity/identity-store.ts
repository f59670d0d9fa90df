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
import { type EdwardsKey, type IdentityKeys, keysOf, withNewKeys, wipe } from "./identity-keys.ts";
import { openKeys, sealKeys } from "./key-file.ts";
import { type KeyFolder, openKeyFolder } from "./key-folder.ts";
import { certificateIn, type Operator, operatorOf, summaryOf } from "./operator.ts";
import { readPkcs12 } from "./pkcs12.ts";
import type { PracticeCertificates } from "./practice-certificates.ts";
import {
  certifyPractice,
  isCurrent,
  newPracticeIdentity,
  practiceName,
} from "./practice-identity.ts";
import { samePublicKey } from "./private-key.ts";
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
  /** Protects the three keys in this home from now on. */
  readonly passphrase: string;
  /** DER revocation lists and OCSP answers that came beside the file. */
  readonly revocation?: readonly Uint8Array[];
}

/** The identities of one home, each with three keys. Opened keys stay in memory until `close`. */
export interface IdentityStore {
  /** The practice identity is among them once it is certified. */
  list(): Promise<Result<readonly IdentitySummary[], Fault>>;
  /** A self-made identity, left open. */
  create(wish: SelfMadeWish): Promise<Result<IdentitySummary, Fault>>;
  /** An identity from a PKCS#12 file, left open. */
  importFile(wish: ImportWish): Promise<Result<IdentitySummary, Fault>>;
  /** Opens its three keys. */
  unlock(name: string, passphrase: string): Promise<Result<IdentitySummary, Fault>>;
  /** Whether the identity can sign now; the practice one always can. */
  usable(name: string): Promise<Result<void, Fault>>;
  /** The identity as a signer, with the newest revocation data; the practice one is made on first use. */
  operator(name: string, signal?: AbortSignal): Promise<Result<Operator, Fault>>;
  /** The key that signs the custody entries of this identity's items. */
  device(name: string): Promise<Result<EdwardsKey, Fault>>;
  /** The key that signs the submissions of this identity's items. */
  submitter(name: string): Promise<Result<EdwardsKey, Fault>>;
  close(): void;
}

const filePattern = /^identity-[0-9a-f]{32}\.json$/u;

function fileNameOf(name: string): string {
  const digest = digestOf("sha256", Buffer.from(name, "utf8"));
  return `identity-${toHex(digest).slice(0, 32)}.json`;
}

function damaged(file: string, reason: string): Result<never, Fault> {
  return fail(fault("IDENTITY_DAMAGED", { file, reason }));
}

/** Opened keys, if they are the ones that file and certificate name. */
function keysFor(
  file: IdentityFile,
  privateKeys: Parameters<typeof keysOf>[2],
): Result<IdentityKeys, Fault> {
  const certificate = certificateIn(file);
  if (!certificate.ok) return certificate;
  const keys = keysOf(file.name, file.keys, privateKeys);
  if (!keys.ok) return keys;
  return samePublicKey(keys.value.operator.publicKey, certificate.value.spki)
    ? keys
    : damaged(file.name, "public-key-differs");
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
  readonly #opened = new Map<string, IdentityKeys>();

  constructor(ports: IdentityPorts) {
    this.#ports = ports;
    this.#folder = openKeyFolder(ports.keys);
  }

  async list(): Promise<Result<readonly IdentitySummary[], Fault>> {
    const names = await this.#folder.names();
    if (!names.ok) return names;
    const summaries: IdentitySummary[] = [];
    for (const fileName of names.value.filter((one) => filePattern.test(one))) {
      const file = await this.#read(fileName);
      if (!file.ok) return file;
      if (file.value === undefined || file.value.chain.length === 0) continue;
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
    const { publicKeys, privateKeys } = withNewKeys({ publicKey: key.publicKey, privateKey });
    const keys = await sealKeys(publicKeys, privateKeys, wish.passphrase, this.#ports.n);
    wipe(privateKeys);
    const revocation = sorted(wish.revocation ?? []);
    const file: IdentityFile = { name, origin: "imported", keys, chain, ...revocation };
    return this.#keepAndOpen(file, wish.passphrase);
  }

  async unlock(name: string, passphrase: string): Promise<Result<IdentitySummary, Fault>> {
    const file = await this.#find(name);
    if (!file.ok) return file;
    const privateKeys = await openKeys(file.value.keys, passphrase);
    if (privateKeys === undefined) return fail(fault("IDENTITY_PASSPHRASE_WRONG", { name }));
    const keys = keysFor(file.value, privateKeys);
    wipe(privateKeys);
    if (!keys.ok) return keys;
    this.#opened.set(name, keys.value);
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

  async device(name: string): Promise<Result<EdwardsKey, Fault>> {
    const keys = await this.#keys(name);
    return keys.ok ? ok(keys.value.device) : keys;
  }

  async submitter(name: string): Promise<Result<EdwardsKey, Fault>> {
    const keys = await this.#keys(name);
    return keys.ok ? ok(keys.value.submitter) : keys;
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
    const keys = this.#opened.get(name);
    if (keys === undefined) return fail(fault("IDENTITY_LOCKED", { name }));
    return operatorOf(file.value, keys.operator, this.#ports.clock());
  }

  async #keys(name: string): Promise<Result<IdentityKeys, Fault>> {
    const opened = this.#opened.get(name);
    if (opened !== undefined) return ok(opened);
    if (name !== practiceName) {
      const file = await this.#find(name);
      return file.ok ? fail(fault("IDENTITY_LOCKED", { name })) : file;
    }
    const practice = await this.#openPractice();
    return practice.ok ? ok(practice.value.keys) : practice;
  }

  /** The practice identity with its keys, made on first use; processes that make it at once end up with the same. */
  async #openPractice(): Promise<
    Result<{ readonly file: IdentityFile; readonly keys: IdentityKeys }, Fault>
  > {
    const fileName = fileNameOf(practiceName);
    let stored = await this.#read(fileName);
    if (stored.ok && stored.value === undefined) {
      const bytes = writeIdentityFile(newPracticeIdentity());
      const created = await this.#folder.create(fileName, bytes);
      bytes.fill(0);
      if (!created.ok) return created;
      stored = await this.#read(fileName);
    }
    if (!stored.ok) return stored;
    const file = stored.value;
    if (file === undefined) return damaged(fileName, "vanished");
    if (file.keys.secret.kind !== "unprotected") return damaged(fileName, "protection-unknown");
    const keys = keysOf(practiceName, file.keys, file.keys.secret.privateKeys);
    if (!keys.ok) return keys;
    this.#opened.set(practiceName, keys.value);
    return ok({ file, keys: keys.value });
  }

  async #practice(signal: AbortSignal | undefined): Promise<Result<Operator, Fault>> {
    const { clock, practice } = this.#ports;
    const root = await practice.root(signal);
    if (!root.ok) return root;
    const opened = await this.#openPractice();
    if (!opened.ok) return opened;
    const { operator } = opened.value.keys;
    let { file } = opened.value;
    if (!isCurrent(file, root.value, clock())) {
      const certified = await certifyPractice(file, operator, practice, signal);
      if (!certified.ok) return certified;
      file = certified.value;
      const kept = await this.#folder.replace(fileNameOf(practiceName), writeIdentityFile(file));
      if (!kept.ok) return kept;
    }
    const certificate = certificateIn(file);
    if (!certificate.ok) return certificate;
    if (!samePublicKey(certificate.value.spki, operator.publicKey)) {
      return damaged(practiceName, "public-key-differs");
    }
    const revocation = await practice.revocation(signal);
    if (!revocation.ok) return revocation;
    return operatorOf({ ...file, ...revocation.value }, operator, clock());
  }
}

/** The identities of the folder `ports.keys`. */
export function createIdentityStore(ports: IdentityPorts): IdentityStore {
  return new HomeIdentities(ports);
}
