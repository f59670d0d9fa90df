import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { errorCode } from "../../platform/files/error-code.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { maxTrustFileBytes, readTrustFile, type TrustItem } from "../../shared/trust/trust-file.ts";
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

/**
 * Reads every .pem, .crt, .cer and .crl file and every network descriptor (.json) of a folder and of its
 * `roots`, `crls` and `networks`. One file that cannot be read or is not what it should be is a fault: trust
 * that was meant and silently not given would make a verdict nobody can explain.
 */
export async function readTrustFolder(
  folder: string,
): Promise<Result<readonly TrustFile[], Fault>> {
  const files: TrustFile[] = [];
  for (const name of await trustFileNames(folder)) {
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
  try {
    const found = await stat(path);
    if (!found.isFile()) return refused("not-a-file");
    if (found.size > maxTrustFileBytes) return refused("trust-file-too-large");
    const bytes = new Uint8Array(await readFile(path));
    const items = readTrustFile(bytes, verifySignature);
    return items.ok ? items : refused(items.fault.rule);
  } catch (thrown) {
    return refused(errorCode(thrown) ?? "unreadable");
  }
}

/**
 * The trust that a folder gives.
 *
 * @param missing what an absent folder means: `empty` for an owner who has accepted nothing yet,
 *   `refused` for one that somebody named
 */
export async function loadTrust(
  folder: string,
  missing: "empty" | "refused" = "empty",
): Promise<Result<TrustStore, Fault>> {
  if (missing === "refused" && !(await isFolder(folder)))
    return fail(fault("TRUST_FILE_REFUSED", { file: folder, rule: "not-a-folder" }));
  const files = await readTrustFolder(folder);
  return files.ok ? ok(storeOf(files.value)) : files;
}

function storeOf(files: readonly TrustFile[]): TrustStore {
  const sourced = files.flatMap(({ items, file, source }) =>
    items.map((item) => ({ item, source: source === "" ? file : source })),
  );
  return {
    roots: sourced.flatMap(({ item, source }) =>
      item.kind === "root" ? [{ certificate: item.der, source, practice: item.practice }] : [],
    ),
    crls: sourced.flatMap(({ item }) => (item.kind === "crl" ? [item.der] : [])),
    networks: sourced.flatMap(({ item, source }) =>
      item.kind === "network" ? [{ ...item.network, source }] : [],
    ),
  };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function trustFileNames(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const below of ["", ...subfolders]) {
    const entries = await readdir(join(folder, below)).catch(() => []);
    for (const name of entries.sort())
      if (endings.has(extname(name).toLowerCase()) && !name.startsWith("."))
        names.push(below === "" ? name : `${below}/${name}`);
  }
  return names.slice(0, maxFiles);
}

/** The line that stands beside a file and says where it came from. */
export function sourceFile(folder: string, file: string): string {
  return join(folder, `${file}${sourceEnding}`);
}

async function readSource(folder: string, file: string): Promise<string> {
  const text = await readFile(sourceFile(folder, file), "utf8").catch(() => "");
  return text.trim().slice(0, 2000);
}
