import { ed25519 } from "@noble/curves/ed25519.js";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { concatBytes } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { signCades } from "../../shared/cms/cades.ts";
import { writeAsicManifest } from "../../shared/container/asic-manifest.ts";
import {
  exchangeName,
  packageNames,
  sigMediaType,
  timestampManifestName,
  timestampName,
  trustName,
} from "../../shared/container/package-names.ts";
import { orderMembers } from "../../shared/container/package-order.ts";
import type { EntryRef } from "../../shared/container/package-part.ts";
import { writeSums } from "../../shared/container/sums.ts";
import { layoutPackage } from "../../shared/container/zip-layout.ts";
import { crc32 } from "../../shared/digest/crc32.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { CustodyAct } from "../../shared/evidence/custody-entry.ts";
import type { EvidenceDescriptor } from "../../shared/evidence/descriptor.ts";
import { writeEvidence } from "../../shared/evidence/descriptor-writer.ts";
import { submissionMessage, writeSubmission } from "../../shared/network/submission.ts";
import { writeRequest } from "../../shared/timestamp/request.ts";
import { writeGranted } from "../../shared/timestamp/response.ts";
import type { Party } from "./certificate-authority.ts";
import {
  sampleActs,
  sampleDevice,
  sampleEvidence,
  sampleTime,
  writeCustody,
} from "./evidence-sample.ts";
import type { ReceiptWishes } from "./network.ts";
import { addProcedure } from "./procedure.ts";
import type { World } from "./world.ts";

/** Entry name -> bytes, in no order. A forger's hand reaches in between two stages. */
export type Files = Map<string, Uint8Array>;

export interface PackageWishes {
  /** Content by entry name; one contract unless told. */
  readonly members?: Readonly<Record<string, Uint8Array>>;
  readonly evidence?: Partial<EvidenceDescriptor>;
  readonly acts?: (evidenceDigest: string) => readonly CustodyAct[];
  /** Without registration, in evidence.json and in fact. */
  readonly withoutNetwork?: boolean;
  readonly signer?: Party;
  readonly signerChain?: readonly Uint8Array[];
  readonly receipt?: ReceiptWishes;
  /** Milliseconds after capture. */
  readonly stampedAfter?: number;
  readonly registeredAfter?: number;
  readonly closedAfter?: number;
  /** Called before the stage of that name, and may change what is there so far. */
  readonly before?: Partial<Record<Stage, (files: Files) => void | Promise<void>>>;
}

export type Stage = "seal" | "sign" | "stamp" | "register" | "close" | "pack";

export interface MadePackage {
  readonly bytes: Uint8Array;
  readonly files: Files;
  readonly fingerprint: Uint8Array;
}

/** The moment of capture; every other time follows from it. */
export const capturedAt: UnixMs = sampleTime;
/** A verifier's clock, a day later. */
export const judgedAt: UnixMs = sampleTime + 86_400_000;

const device = sampleDevice(7);
const submitterKey = new Uint8Array(32).fill(9);

/** Makes a whole package in memory, with the real writers, in the order of the design. */
export async function makePackage(world: World, wishes: PackageWishes = {}): Promise<MadePackage> {
  const files: Files = new Map(
    Object.entries(wishes.members ?? { "data/合同.pdf": toUtf8("hello") }),
  );
  const stage = async (name: Stage): Promise<void> => wishes.before?.[name]?.(files);

  const evidence = evidenceOf(world, wishes, files);
  const evidenceBytes = writeEvidence(evidence);
  const sealed = hex(evidenceBytes);
  const acts = wishes.acts?.(sealed) ?? sampleActs(sealed, "operator");
  files.set(packageNames.evidence, evidenceBytes);
  files.set(packageNames.custody, await writeCustody(evidence.id, acts, device));
  await stage("seal");
  const payloadNames = [...files.keys()];
  files.set(
    packageNames.payloadManifest,
    manifest(files, payloadNames, packageNames.signature, "signature"),
  );

  await stage("sign");
  const signer = wishes.signer ?? world.operator;
  const chain = wishes.signerChain ?? [signer.certificate, world.intermediate.certificate];
  const content = files.get(packageNames.payloadManifest) ?? new Uint8Array();
  const signature = await signCades({
    content,
    signer: signer.signer,
    chain,
    signingTime: capturedAt,
  });
  files.set(packageNames.signature, signature);

  await stage("stamp");
  await addStamp(world, files, 1, capturedAt + (wishes.stampedAfter ?? 2_000));

  await stage("register");
  const fingerprint = digestOf(
    "sha256",
    files.get(packageNames.payloadManifest) ?? new Uint8Array(),
  );
  if (wishes.withoutNetwork !== true) addReceipt(world, files, fingerprint, wishes);
  addMaterial(world, files, fingerprint, wishes);

  await stage("close");
  await closePackage(world, files, capturedAt + (wishes.closedAfter ?? 6_000));
  await stage("pack");
  return { bytes: packFiles(files), files, fingerprint };
}

function hex(bytes: Uint8Array): string {
  return toHex(digestOf("sha256", bytes));
}

function evidenceOf(world: World, wishes: PackageWishes, files: Files): EvidenceDescriptor {
  const network = wishes.withoutNetwork === true ? null : world.network.origin;
  const policyDigest = network === null ? null : hex(world.network.policy);
  const operator = (wishes.signer ?? world.operator).certificate;
  return {
    ...sampleEvidence,
    parties: sampleEvidence.parties.map((party) =>
      party.role === "operator" ? { ...party, certificate: hex(operator) } : party,
    ),
    members: [...files].map(([path, bytes], index) => ({
      id: `m${String(index + 1)}`,
      path,
      originalName: { text: path.slice(path.indexOf("/") + 1) },
      role: "original",
      type: "file",
      size: bytes.length,
      sha256: hex(bytes),
      encoding: "plain",
    })),
    relations: [],
    planned: { ...sampleEvidence.planned, network, policyDigest },
    sequence: { ...sampleEvidence.sequence, network },
    ...wishes.evidence,
  };
}

/** A manifest over the named files, for the signature or token that will lie over it. */
export function manifest(
  files: Files,
  names: readonly string[],
  sigReference: string,
  kind: "signature" | "timestamp",
): Uint8Array {
  const references = names.map((name) => entryRef(name, files.get(name) ?? new Uint8Array()));
  return writeAsicManifest({ sigReference, mimeType: sigMediaType[kind], references });
}

/** Adds ASiCManifest00n+1 over payload, its manifest and the signature, and a token of this world's authority. */
export async function addStamp(world: World, files: Files, n: number, at: UnixMs): Promise<void> {
  const payload = [...files.keys()].filter((name) => !name.startsWith("META-INF/"));
  const names = [...payload, packageNames.payloadManifest, packageNames.signature];
  const listed = names.filter((name) => files.has(name));
  const bytes = manifest(files, listed, timestampName(n), "timestamp");
  const imprint = digestOf("sha256", bytes);
  const nonce = 0x1234_5678_9abcn;
  files.set(timestampManifestName(n), bytes);
  const token = await world.authority.stamp(imprint, at, { nonce });
  files.set(timestampName(n), token);
  const request = writeRequest({ digest: "sha256", imprint, nonce, certReq: true });
  files.set(exchangeName(n, "tsq"), request);
  files.set(exchangeName(n, "tsr"), writeGranted(token));
}

function addReceipt(
  world: World,
  files: Files,
  fingerprint: Uint8Array,
  wishes: PackageWishes,
): void {
  const tokens = tokenNames(files).map((name) => hex(files.get(name) ?? new Uint8Array()));
  const at = capturedAt + (wishes.registeredAfter ?? 4_000);
  const draft = {
    fingerprint: toHex(fingerprint),
    tokens,
    submitter: ed25519.getPublicKey(submitterKey),
    nonce: "ab".repeat(32),
    notAfter: at + 60_000,
  };
  const signature = ed25519.sign(submissionMessage(draft), submitterKey);
  const submission = writeSubmission({ ...draft, signature });
  files.set(packageNames.submission, submission);
  files.set(
    packageNames.receipt,
    world.network.register(toHex(fingerprint), submission, at, wishes.receipt),
  );
  files.set(packageNames.policy, world.network.policy);
  files.set(packageNames.network, world.network.descriptorBytes);
}

function tokenNames(files: Files): readonly string[] {
  return [...files.keys()]
    .filter((name) => /^META-INF\/timestamp[0-9]{3}\.tst$/u.test(name))
    .sort();
}

function addMaterial(
  world: World,
  files: Files,
  fingerprint: Uint8Array,
  { withoutNetwork }: PackageWishes,
): void {
  const { practice, root, intermediate, authorityCertificate, crls } = world;
  for (const der of [root.certificate, intermediate.certificate, authorityCertificate])
    files.set(trustName(hex(der), "crt"), der);
  for (const der of crls) files.set(trustName(hex(der), "crl"), der);
  addProcedure(files, fingerprint, {
    practice,
    registered: withoutNetwork !== true,
    recorded: false,
  });
  renewSums(files);
}

/** SHA256SUMS and SM3SUMS as they follow from what is there: a forger can do that too. */
export function renewSums(files: Files): void {
  files.delete(packageNames.sha256sums);
  files.delete(packageNames.sm3sums);
  const lines = [...files].map(([name, bytes]) => ({ name, digest: hex(bytes) }));
  const sm3 = [...files]
    .filter(([name]) => name === packageNames.evidence || name.startsWith("META-INF/ASiCManifest"))
    .map(([name, bytes]) => ({ name, digest: toHex(digestOf("sm3", bytes)) }));
  files.set(packageNames.sha256sums, writeSums(lines));
  files.set(packageNames.sm3sums, writeSums(sm3));
}

/** A copy of a package's files before it was closed. */
export function reopened(files: Files): Files {
  const copy = new Map(files);
  copy.delete(packageNames.archiveManifest);
  copy.delete(tokenNames(files).at(-1) ?? "");
  return copy;
}

/** Closes changed files again, sums and all, with a fresh token, and packs them. */
export async function closedAgain(world: World, files: Files): Promise<Uint8Array> {
  renewSums(files);
  await closePackage(world, files, capturedAt + 7_000);
  return packFiles(files);
}

/** Lays the archive manifest over everything and closes it with a token of this world's authority. */
export async function closePackage(world: World, files: Files, at: UnixMs): Promise<void> {
  const closing = timestampName(tokenNames(files).length + 1);
  const names = [...files.keys()].filter((name) => name !== packageNames.archiveManifest);
  const ordered = orderMembers(
    names.map((name) => entryRef(name, files.get(name) ?? new Uint8Array())),
    closing,
  );
  const bytes = manifest(
    files,
    ordered.map(({ name }) => name),
    closing,
    "timestamp",
  );
  files.set(packageNames.archiveManifest, bytes);
  files.set(closing, await world.authority.stamp(digestOf("sha256", bytes), at));
}

/** The ZIP of these files as our writer lays it out; the closing token is the one with the highest number. */
export function packFiles(files: Files): Uint8Array {
  const closing = tokenNames(files).at(-1) ?? "";
  const members = [...files].map(([name, bytes]) => entryRef(name, bytes));
  const byDigest = new Map([...files.values()].map((bytes) => [hex(bytes), bytes]));
  const parts = layoutPackage(orderMembers(members, closing));
  return concatBytes(
    ...parts.map((part) =>
      part instanceof Uint8Array ? part : (byDigest.get(part.digest) ?? new Uint8Array()),
    ),
  );
}

function entryRef(name: string, bytes: Uint8Array): EntryRef {
  return { name, sha256: hex(bytes), size: bytes.length, crc32: crc32(bytes) };
}
