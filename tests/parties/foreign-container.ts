import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { signCades } from "../../shared/cms/cades.ts";
import { writeAsicManifest } from "../../shared/container/asic-manifest.ts";
import { sigMediaType } from "../../shared/container/package-names.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { Party } from "./certificate-authority.ts";
import { type OddEntry, type OddZip, writeOddZip } from "./odd-zip.ts";
import type { TimeStamping } from "./time-stamping.ts";

/** Entry name -> bytes, in the order in which they stand. */
export type ForeignFiles = Map<string, Uint8Array>;

export const asicE = "application/vnd.etsi.asic-e+zip";
export const asicS = "application/vnd.etsi.asic-s+zip";

export function filesOf(type: string, data: Readonly<Record<string, string>>): ForeignFiles {
  const files: ForeignFiles = new Map([["mimetype", toUtf8(type)]]);
  for (const [name, text] of Object.entries(data)) files.set(name, toUtf8(text));
  return files;
}

function bytesOf(files: ForeignFiles, name: string): Uint8Array {
  return files.get(name) ?? new Uint8Array();
}

/** A manifest over files that are there, for the file that will lie over it. */
export function addManifest(
  files: ForeignFiles,
  name: string,
  file: string,
  names: readonly string[],
): Uint8Array {
  const kind = file.endsWith(".tst")
    ? { mimeType: sigMediaType.timestamp }
    : file.endsWith(".p7s")
      ? { mimeType: sigMediaType.signature }
      : {};
  const references = names.map((each) => ({
    name: each,
    sha256: toHex(digestOf("sha256", bytesOf(files, each))),
  }));
  const bytes = writeAsicManifest({ sigReference: file, ...kind, references });
  files.set(name, bytes);
  return bytes;
}

/** What a manifest that comes next lists: everything but `mimetype` and, unless told, what lies under META-INF. */
export function listed(files: ForeignFiles, everything = false): readonly string[] {
  return [...files.keys()].filter(
    (name) => name !== "mimetype" && (everything || !name.startsWith("META-INF/")),
  );
}

/** A manifest over the given names and a token over it. */
export async function addStamped(
  files: ForeignFiles,
  authority: TimeStamping,
  at: UnixMs,
  wishes: { manifest?: string; file?: string; names?: readonly string[] } = {},
): Promise<void> {
  const {
    manifest = "META-INF/ASiCManifest.xml",
    file = "META-INF/timestamp.tst",
    names = listed(files),
  } = wishes;
  const bytes = addManifest(files, manifest, file, names);
  files.set(file, await authority.stamp(digestOf("sha256", bytes), at));
}

/** A manifest over the given names and a CAdES-B signature over it. */
export async function addSigned(
  files: ForeignFiles,
  signer: Party,
  chain: readonly Uint8Array[],
  at: UnixMs,
  wishes: { manifest?: string; file?: string; names?: readonly string[] } = {},
): Promise<void> {
  const {
    manifest = "META-INF/ASiCManifest.xml",
    file = "META-INF/signature.p7s",
    names = listed(files),
  } = wishes;
  const content = addManifest(files, manifest, file, names);
  files.set(file, await signCades({ content, signer: signer.signer, chain, signingTime: at }));
}

/** Entries of the files, stored, each as its wishes say otherwise. */
export function entriesOf(
  files: ForeignFiles,
  wishes: Readonly<Record<string, Partial<OddEntry>>> = {},
): OddEntry[] {
  return [...files].map(([name, content]) => ({ name, content, ...wishes[name] }));
}

export function packForeign(
  files: ForeignFiles,
  wishes: Readonly<Record<string, Partial<OddEntry>>> = {},
  zip: Omit<OddZip, "entries"> = {},
): Uint8Array {
  return writeOddZip({ entries: entriesOf(files, wishes), ...zip });
}
