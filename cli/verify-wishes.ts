import { access, constants, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { errorCode } from "../platform/files/error-code.ts";
import { loadGivenTrust, loadTrust } from "../service/trust/trust-folder.ts";
import { loadPolicy } from "../service/verify/load-policy.ts";
import type { NamedFile } from "../service/verify/named-file.ts";
import { parseTime, type UnixMs } from "../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import type { TrustStore } from "../shared/trust/trust-store.ts";
import { defaultPolicy, type Policy } from "../shared/verification/policy.ts";
import type { Words } from "../shared/words/language.ts";
import { type Fault, fault } from "../shared/words/faults/fault.ts";
import { fill } from "../shared/words/sentence.ts";
import { shellWord } from "../shared/words/shell-word.ts";
import type { Terminal } from "./terminal.ts";

const noTrust: Words = {
  zh: "“{folder}”中没有根证书、吊销列表或联盟描述：本次核验不信任任何机构。请放入从官方渠道取得并核对过摘要的根证书（.pem、.crt、.cer）、吊销列表（.crl）、联盟描述（.json）。",
  en: "“{folder}” holds no root, CRL or network descriptor: nothing is trusted in this run. Put in roots (.pem, .crt, .cer), revocation lists (.crl) and network descriptors (.json) whose digests you compared with their issuers' own channels.",
};

const leftOut: Words = {
  zh: "信任目录中的“{file}”不是根证书、吊销列表或联盟描述，未采用（{rule}）。",
  en: "“{file}” in the trust folder is no root, CRL or network descriptor and was left out ({rule}).",
};

/** The trust of the home, or of the folder that `--trust` names in its place; what that folder holds besides is told. */
export async function askedTrust(
  terminal: Terminal,
  folder: string | undefined,
): Promise<Result<TrustStore, Fault>> {
  if (folder === undefined) return loadTrust(join(terminal.home, "trust"));
  if (folder === "") return fail(fault("TRUST_FOLDER_MISSING", { folder }));
  const given = await loadGivenTrust(terminal.path(folder));
  if (!given.ok) return given;
  const { language } = terminal;
  for (const one of given.value.refused) terminal.note(fill(leftOut[language], language, one));
  const { trust } = given.value;
  if (trust.roots.length + trust.networks.length === 0)
    terminal.note(fill(noTrust[language], language, { folder }));
  return ok(trust);
}

/** The policy of `--policy FILE`, or the default one. */
export async function askedPolicy(
  terminal: Terminal,
  file: string | undefined,
): Promise<Result<Policy, Fault>> {
  if (file === undefined) return ok(defaultPolicy);
  return loadPolicy({ path: terminal.path(file), name: file });
}

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;

/** The moment of `--at`, RFC 3339 with a zone, or now. */
export function askedTime(text: string | undefined): Result<UnixMs, Fault> {
  if (text === undefined) return ok(Date.now());
  const [, civil] = rfc3339.exec(text) ?? [];
  // `Date.parse` takes 30 February for 2 March.
  const exists = civil !== undefined && parseTime(`${civil}.000Z`) !== undefined;
  const time = exists ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? fail(fault("TIME_REFUSED", { text })) : ok(time);
}

/**
 * Files by the names under which they were typed. One that is not there, or is a pipe or device, which cannot be read
 * from any place, is a fault of whoever typed it, and no verdict.
 */
export async function namedFiles(
  terminal: Terminal,
  names: readonly string[],
): Promise<Result<readonly NamedFile[], Fault>> {
  const files = names.map((name) => ({ name, path: terminal.path(name) }));
  const found = await Promise.all(
    files.map(async ({ name, path }) =>
      name === "" ? undefined : stat(path).catch(() => undefined),
    ),
  );
  for (const [place, { name }] of files.entries()) {
    const there = found[place];
    if (there?.isDirectory() === true) {
      const packages = `${shellWord(name.replace(/\/+$/u, ""))}/*.asice`;
      return fail(fault("INPUT_FOLDER", { path: name, packages }));
    }
    if (there?.isFile() !== true) return fail(fault("INPUT_MISSING", { path: name }));
  }
  return ok(files);
}

/**
 * Where reports are to be written, as absolute paths. What is to be judged, or judged by, is never written over, by
 * whatever name, and nothing else that is there either, unless `force` says so.
 */
export async function askedReports(
  terminal: Terminal,
  names: readonly string[],
  inputs: readonly NamedFile[],
  force: boolean,
): Promise<Result<readonly string[], Fault>> {
  const taken = new Set(await Promise.all(inputs.map(({ path }) => fileAt(path))));
  const paths: string[] = [];
  for (const name of names) {
    const path = terminal.path(name);
    if (!/\.(?:pdf|html|json)$/iu.test(path)) return fail(fault("REPORT_ENDING", { path: name }));
    const there = await fileAt(path);
    if (taken.has(there)) return fail(fault("REPORT_IS_INPUT", { path: name }));
    if (there !== "" && !force) return fail(fault("REPORT_EXISTS", { path: name }));
    const reason = await refusalOf(dirname(path));
    if (reason !== "") return fail(fault("REPORT_NOT_WRITABLE", { path: name, reason }));
    paths.push(path);
  }
  return ok(paths);
}

/** Which file stands under a path, whatever it is called there; "" where none does. */
async function fileAt(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? "" : `${String(found.dev)}:${String(found.ino)}`;
}

/** Why nothing can be written into a folder, by the system's name for it; "" where something can. */
async function refusalOf(folder: string): Promise<string> {
  try {
    // A path that goes on behind a folder is refused for a file.
    await access(`${folder}${sep}.`, constants.W_OK);
    return "";
  } catch (thrown) {
    return errorCode(thrown) ?? "unwritable";
  }
}
