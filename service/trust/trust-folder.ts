import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { errorCode } from "../../platform/files/error-code.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { fail, malformed, ok, type Result } from "../../shared/bytes/result.ts";
import {
  maxTrustFileBytes,
  readTrustBundle,
  readTrustFile,
  type TrustItem,
} from "../../shared/trust/trust-file.ts";
import { type SourcedItem, trustStoreOf } from "../../shared/trust/trust-store-of.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";

/** A file of a trust folder with what it holds. */
export interface TrustFile {
  /** Name inside the folder, with `/`. */
  readonly file: string;
  readonly items: readonly TrustItem[];
  /** Where its owner said it came from; "" when nothing was said. */
  readonly source: string;
}

const endings = new Set([".pem", ".crt", ".cer", ".crl", ".json"]);
/** Our own layout; a folder that somebody else filled may keep everything at its top. */
const subfolders = ["roots", "crls", "networks"];
const sourceEnding = ".source";
const maxFiles = 2_000;
const maxSourceBytes = 64 * 1024;

/**
 * Reads every .pem, .crt, .cer and .crl file and every network descriptor (.json) of a folder and of its
 * `roots`, `crls` and `networks`, 2,000 at the most. A file or folder that is there and cannot be read, or is not what
 * it should be, is a fault: trust that was meant and silently not given would make a verdict nobody can explain.
 */
export async function readTrustFolder(
  folder: string,
): Promise<Result<readonly TrustFile[], Fault>> {
  const files: TrustFile[] = [];
  const names = await trustFileNames(folder);
  if (!names.ok) return names;
  for (const name of names.value) {
    const read = await readTrustItems(join(folder, name), name);
    if (!read.ok) return read;
    files.push({ file: name, items: read.value, source: await readSource(folder, name) });
  }
  return ok(files);
}

/** Reads one file that is meant to be trusted. `name` is how faults call it. */
export async function readTrustItems(
  path: string,
  name: string,
): Promise<Result<readonly TrustItem[], Fault>> {
  const refused = (rule: string) => fail(fault("TRUST_FILE_REFUSED", { file: name, rule }));
  const bytes = await readWhole(path);
  if (!bytes.ok) return refused(bytes.fault.rule);
  const items = readTrustFile(bytes.value, verifySignature);
  return items.ok ? items : refused(items.fault.rule);
}

/** Why a file or folder was not read: a rule, or the system's own word. */
interface NotRead {
  readonly rule: string;
}

async function readWhole(path: string): Promise<Result<Uint8Array, NotRead>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return malformed("not-a-file");
    if (found.size > maxTrustFileBytes) return malformed("trust-file-too-large");
    return ok(new Uint8Array(await readFile(path)));
  } catch (thrown) {
    return fail({ rule: errorCode(thrown) ?? "unreadable" });
  }
}

/** The trust that the owner of a home has accepted; none where nothing has been yet. */
export async function loadTrust(folder: string): Promise<Result<TrustStore, Fault>> {
  const files = await readTrustFolder(folder);
  if (!files.ok) return files;
  return ok(trustStoreOf(files.value.flatMap(sourcedItems)));
}

function sourcedItems({ items, file, source }: TrustFile): readonly SourcedItem[] {
  return items.map((item) => ({ item, source: source === "" ? file : source }));
}

/** The trust of a folder that somebody else filled, and what in it is no trust. */
export interface GivenTrust {
  readonly trust: TrustStore;
  readonly refused: readonly { readonly file: string; readonly rule: string }[];
}

/**
 * The trust of a folder that somebody named. Chain files give their roots, and their other certificates to build chains
 * with; what is neither root, CRL nor descriptor is told and left out. A folder that is not there is a fault, and so is
 * one in which nothing is left.
 */
export async function loadGivenTrust(folder: string): Promise<Result<GivenTrust, Fault>> {
  const readable = await readdir(folder).catch(() => undefined);
  if (readable === undefined) return fail(fault("TRUST_FOLDER_MISSING", { folder }));
  const names = await trustFileNames(folder);
  if (!names.ok) return names;
  const items: SourcedItem[] = [];
  const certificates: Uint8Array[] = [];
  const refused: { readonly file: string; readonly rule: string }[] = [];
  for (const file of names.value) {
    const bytes = await readWhole(join(folder, file));
    if (!bytes.ok) {
      refused.push({ file, rule: bytes.fault.rule });
      continue;
    }
    const bundle = readTrustBundle(bytes.value, verifySignature);
    const said = await readSource(folder, file);
    items.push(...bundle.items.map((item) => ({ item, source: said === "" ? file : said })));
    certificates.push(...bundle.certificates);
    refused.push(...[...new Set(bundle.refused)].map((rule) => ({ file, rule })));
  }
  const [first] = refused;
  if (first !== undefined && items.length === 0) return fail(fault("TRUST_FILE_REFUSED", first));
  return ok({ trust: trustStoreOf(items, certificates), refused });
}

async function trustFileNames(folder: string): Promise<Result<readonly string[], Fault>> {
  const names: string[] = [];
  for (const below of ["", ...subfolders]) {
    const entries = await entriesOf(join(folder, below));
    if (!entries.ok)
      return fail(
        fault("TRUST_FILE_REFUSED", { file: join(folder, below), rule: entries.fault.rule }),
      );
    for (const name of entries.value)
      if (endings.has(extname(name).toLowerCase()) && !name.startsWith("."))
        names.push(below === "" ? name : `${below}/${name}`);
  }
  const tooMany = names[maxFiles];
  return tooMany === undefined
    ? ok(names)
    : fail(fault("TRUST_FILE_REFUSED", { file: tooMany, rule: "too-many-trust-files" }));
}

/** Names in a folder, sorted; none where there is no such folder. */
async function entriesOf(folder: string): Promise<Result<readonly string[], NotRead>> {
  try {
    return ok((await readdir(folder)).sort());
  } catch (thrown) {
    const code = errorCode(thrown) ?? "unreadable";
    return code === "ENOENT" ? ok([]) : fail({ rule: code });
  }
}

/** The line that stands beside a file and says where it came from. */
export function sourceFile(folder: string, file: string): string {
  return join(folder, `${file}${sourceEnding}`);
}

/** The first 2,000 characters of it; "" where there is none, or something that is no text of a line or two. */
async function readSource(folder: string, file: string): Promise<string> {
  const path = sourceFile(folder, file);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size > maxSourceBytes) return "";
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trim().slice(0, 2000);
}
