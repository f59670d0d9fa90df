import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { concatBytes } from "../../shared/bytes/octets.ts";
import { signCades } from "../../shared/cms/cades.ts";
import { parseAsicManifest } from "../../shared/container/asic-manifest.ts";
import {
  archiveManifestName,
  custodyName,
  exchangeName,
  manifestName,
  packageNames,
  signatureName,
  timestampName,
} from "../../shared/container/package-names.ts";
import { orderMembers } from "../../shared/container/package-order.ts";
import { layoutPackage } from "../../shared/container/zip-layout.ts";
import { crc32 } from "../../shared/digest/crc32.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { CustodyAct } from "../../shared/evidence/custody-entry.ts";
import { appendCustody, parseCustodyLog } from "../../shared/evidence/custody-log.ts";
import { writeRequest } from "../../shared/timestamp/request.ts";
import { writeGranted } from "../../shared/timestamp/response.ts";
import { sampleDevice } from "./evidence-sample.ts";
import { capturedAt, type Files, manifest } from "./package.ts";
import type { World } from "./world.ts";

/** An hour after its capture the operator hands the item over. */
export const handOver: CustodyAct = {
  time: capturedAt + 3_600_000,
  action: "handed-over",
  party: "operator",
  subject: null,
  counterparty: "法院",
};

export interface EditionWishes {
  /** When the edition is closed; its signature says a second before. */
  readonly at: UnixMs;
  /** Later acts; without any the edition has no part of the custody log and no signature. */
  readonly acts?: readonly CustodyAct[];
  /** Later certificates, CRLs and the like by entry name. */
  readonly added?: Readonly<Record<string, Uint8Array>>;
  /** A late token over the payload, of this time. */
  readonly lateStampAt?: UnixMs;
  /** A forger's hand, before the edition is closed; `order` is the order of the entries so far. */
  readonly before?: (files: Files) => void;
}

const device = sampleDevice(7);

/** The number of tokens, manifests and the like that a package has. */
function count(files: Files, pattern: RegExp): number {
  return [...files.keys()].filter((name) => pattern.test(name)).length;
}

function numberOfEditions(files: Files): number {
  return 1 + count(files, /^META-INF\/ASiCArchiveManifest[0-9]{3}\.xml$/u);
}

/** The files in the order of the newest archive manifest. Throws when it cannot be read. */
export function inOrder(files: Files): Files {
  const bytes = files.get(packageNames.archiveManifest) ?? new Uint8Array();
  const parsed = parseAsicManifest(bytes);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const { references, sigReference } = parsed.value;
  const names = [...references.map(({ name }) => name), packageNames.archiveManifest, sigReference];
  return new Map(names.map((name) => [name, files.get(name) ?? new Uint8Array()]));
}

/** The ZIP of these files in their own order. */
export function packInOrder(files: Files): Uint8Array {
  const members = [...files].map(([name, bytes]) => refOf(name, bytes));
  const byDigest = new Map(members.map(({ name, sha256 }) => [sha256, files.get(name)]));
  return concatBytes(
    ...layoutPackage(members).map((part) =>
      part instanceof Uint8Array ? part : (byDigest.get(part.digest) ?? new Uint8Array()),
    ),
  );
}

/** Adds an edition to a closed package: the same files in their order, the archive manifest renamed, then what is new. */
export async function addEdition(
  world: World,
  closed: Files,
  wishes: EditionWishes,
): Promise<{ readonly bytes: Uint8Array; readonly files: Files }> {
  const earlier = numberOfEditions(closed);
  const n = earlier + 1;
  const renamed = archiveManifestName(earlier);
  const files: Files = new Map(
    [...inOrder(closed)].map(([name, bytes]) => [
      name === packageNames.archiveManifest ? renamed : name,
      bytes,
    ]),
  );
  const before = [...files.keys()];
  const closingToken = before.at(-1) ?? "";
  if (wishes.acts !== undefined)
    await addCustody(world, files, n, [renamed, closingToken], wishes.acts, wishes.at);
  if (wishes.lateStampAt !== undefined) await addLateStamp(world, files, wishes.lateStampAt);
  for (const [name, bytes] of Object.entries(wishes.added ?? {})) files.set(name, bytes);
  wishes.before?.(files);
  const closing = timestampName(count(files, /^META-INF\/timestamp[0-9]{3}\.tst$/u) + 1);
  const fresh = [...files].filter(([name]) => !before.includes(name));
  const added = orderMembers(
    fresh.map(([name, bytes]) => refOf(name, bytes)),
    closing,
  );
  const names = [...before.filter((name) => files.has(name)), ...added.map(({ name }) => name)];
  const archive = manifest(files, names, closing, "timestamp");
  const token = await world.authority.stamp(digestOf("sha256", archive), wishes.at);
  const ordered: Files = new Map(names.map((name) => [name, files.get(name) ?? new Uint8Array()]));
  ordered.set(packageNames.archiveManifest, archive);
  ordered.set(closing, token);
  return { bytes: packInOrder(ordered), files: ordered };
}

async function addCustody(
  world: World,
  files: Files,
  n: number,
  closing: readonly string[],
  acts: readonly CustodyAct[],
  at: UnixMs,
): Promise<void> {
  const logs = [...files.keys()].filter(
    (name) => name === packageNames.custody || name.startsWith("custody/"),
  );
  const lines = logs.flatMap((name) => {
    const parsed = parseCustodyLog(files.get(name) ?? new Uint8Array());
    return parsed.ok ? parsed.value : [];
  });
  let head = { seq: lines.length, digest: lines.at(-1)?.digest ?? "" };
  const written: Uint8Array[] = [];
  for (const act of acts) {
    const appended = await appendCustody(head, act, device);
    written.push(appended.line);
    head = appended.head;
  }
  files.set(custodyName(n), concatBytes(...written));
  const signature = signatureName(1 + count(files, /^META-INF\/signature[0-9]{3}\.p7s$/u));
  const name = nextManifest(files);
  const content = manifest(files, [custodyName(n), ...closing], signature, "signature");
  files.set(name, content);
  const chain = [world.operator.certificate, world.intermediate.certificate];
  const { signer } = world.operator;
  files.set(signature, await signCades({ content, signer, chain, signingTime: at - 1_000 }));
}

async function addLateStamp(world: World, files: Files, at: UnixMs): Promise<void> {
  const payload = parseAsicManifest(files.get(packageNames.payloadManifest) ?? new Uint8Array());
  if (!payload.ok) throw new Error(payload.fault.rule);
  const names = payload.value.references.map(({ name }) => name);
  const token = timestampName(1 + count(files, /^META-INF\/timestamp[0-9]{3}\.tst$/u));
  const listed = [...names, packageNames.payloadManifest, packageNames.signature];
  const bytes = manifest(files, listed, token, "timestamp");
  const imprint = digestOf("sha256", bytes);
  const stamped = await world.authority.stamp(imprint, at);
  const number = Number(/([0-9]{3})/u.exec(token)?.[1]);
  files.set(nextManifest(files), bytes);
  files.set(token, stamped);
  files.set(
    exchangeName(number, "tsq"),
    writeRequest({ digest: "sha256", imprint, certReq: true }),
  );
  files.set(exchangeName(number, "tsr"), writeGranted(stamped));
}

function nextManifest(files: Files): string {
  return manifestName(1 + count(files, /^META-INF\/ASiCManifest[0-9]{3}\.xml$/u));
}

function refOf(name: string, bytes: Uint8Array) {
  const sha256 = toHex(digestOf("sha256", bytes));
  return { name, sha256, size: bytes.length, crc32: crc32(bytes) };
}
