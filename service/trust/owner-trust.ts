import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { discard, privateFolder, writeFileDurably } from "../../platform/files/durable.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { writePem } from "../../shared/trust/pem.ts";
import type { TrustItem } from "../../shared/trust/trust-file.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { readTrustFolder, readTrustItems, sourceFile } from "./trust-folder.ts";
import {
  digestOfItem,
  endOf,
  summaryOf,
  type TrustSummary,
} from "../../shared/trust/trust-summary.ts";

/** What a file would make trusted, for its owner to compare before saying yes. */
export interface TrustPreview {
  readonly found: readonly TrustSummary[];
  /** When the first of its roots ends; null when it holds none. */
  readonly until: UnixMs | null;
}

/** Everything that the owner of this folder has accepted. */
export async function listTrust(folder: string): Promise<Result<readonly TrustSummary[], Fault>> {
  const files = await readTrustFolder(folder);
  if (!files.ok) return files;
  return ok(
    files.value.flatMap(({ items, file, source }) =>
      items.map((item) => summaryOf(item, file, source)),
    ),
  );
}

/** Reads a root, a CRL or a network descriptor and says what it is; accepts nothing. */
export async function previewTrust(path: string): Promise<Result<TrustPreview, Fault>> {
  const items = await readTrustItems(path, path);
  if (!items.ok) return items;
  const ends = items.value.map(endOf).filter((end) => end !== undefined);
  return ok({
    found: items.value.map((item) => summaryOf(item, "", path)),
    until: ends.length === 0 ? null : Math.min(...ends),
  });
}

/**
 * Accepts from a file exactly the item with this digest, which its owner has seen.
 *
 * @param source where its owner says it came from; the path when nothing is said
 * @returns what was accepted. A descriptor takes the place of an older one of the same origin.
 */
export async function addTrust(
  folder: string,
  path: string,
  digest: string,
  source: string = path,
): Promise<Result<TrustSummary, Fault>> {
  const items = await readTrustItems(path, path);
  if (!items.ok) return items;
  const item = items.value.find((candidate) => digestOfItem(candidate) === digest);
  if (item === undefined) return fail(fault("TRUST_DIGEST_DIFFERS", { file: path, digest }));
  return acceptItem(folder, item, source);
}

/** Accepts one item that has been read already; the way of a home that accepts its own practice network. */
export async function acceptItem(
  folder: string,
  item: TrustItem,
  source: string,
): Promise<Result<TrustSummary, Fault>> {
  const earlier = await earlierOf(folder, item, oneLine(source));
  if (!earlier.ok) return earlier;
  const file = fileName(item);
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true, mode: privateFolder });
  await writeFileDurably(sourceFile(folder, file), toUtf8(`${oneLine(source)}\n`));
  await writeFileDurably(path, contentOf(item));
  for (const old of earlier.value) if (old !== file) await removeFile(folder, old);
  return ok(summaryOf(item, file, oneLine(source)));
}

/** Takes back what was accepted, named by file, digest or name. */
export async function removeTrust(
  folder: string,
  name: string,
): Promise<Result<TrustSummary, Fault>> {
  const listed = await listTrust(folder);
  if (!listed.ok) return listed;
  const exact = listed.value.filter((one) =>
    [one.file, one.digest, one.name].some((called) => called === name),
  );
  const [found] = exact;
  if (found === undefined || new Set(exact.map(({ file }) => file)).size > 1)
    return fail(fault("TRUST_UNKNOWN", { name }));
  await removeFile(folder, found.file);
  return ok(found);
}

async function removeFile(folder: string, file: string): Promise<void> {
  await discard(join(folder, file));
  await discard(sourceFile(folder, file));
}

/**
 * Files that a newly accepted descriptor replaces: those of the same origin. One of more epochs is never replaced: it
 * has left out whom the older one still names.
 */
async function earlierOf(
  folder: string,
  item: TrustItem,
  source: string,
): Promise<Result<readonly string[], Fault>> {
  if (item.kind !== "network") return ok([]);
  const { origin, epochs } = item.network.descriptor;
  const files = await readTrustFolder(folder);
  if (!files.ok) return files;
  const same: string[] = [];
  for (const { file, items } of files.value)
    for (const one of items) {
      if (one.kind !== "network" || one.network.descriptor.origin !== origin) continue;
      if (one.network.descriptor.epochs.length > epochs.length)
        return fail(fault("TRUST_FILE_REFUSED", { file: source, rule: "descriptor-older" }));
      same.push(file);
    }
  return ok(same);
}

function fileName(item: TrustItem): string {
  const short = digestOfItem(item).slice(0, 32);
  switch (item.kind) {
    case "root":
      return `roots/${short}.pem`;
    case "crl":
      return `crls/${short}.crl`;
    case "network":
      return `networks/${short}.json`;
  }
}

function contentOf(item: TrustItem): Uint8Array {
  switch (item.kind) {
    case "root":
      return toUtf8(writePem({ label: "CERTIFICATE", bytes: item.der }));
    case "crl":
      return item.der;
    case "network":
      return item.network.bytes;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim().slice(0, 2000);
}
