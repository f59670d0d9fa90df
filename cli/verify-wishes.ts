import { stat } from "node:fs/promises";
import { join } from "node:path";
import { loadGivenTrust, loadTrust } from "../service/trust/trust-folder.ts";
import { loadPolicy } from "../service/verify/load-policy.ts";
import type { NamedFile } from "../service/verify/named-file.ts";
import type { UnixMs } from "../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import type { TrustStore } from "../shared/trust/trust-store.ts";
import { defaultPolicy, type Policy } from "../shared/verification/policy.ts";
import type { Words } from "../shared/words/language.ts";
import { type Fault, fault } from "../shared/words/faults/fault.ts";
import { fill } from "../shared/words/sentence.ts";
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

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;

/** The moment of `--at`, RFC 3339 with a zone, or now. */
export function askedTime(text: string | undefined): Result<UnixMs, Fault> {
  if (text === undefined) return ok(Date.now());
  const time = rfc3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? fail(fault("TIME_REFUSED", { text })) : ok(time);
}

/** Files by the names under which they were typed. One that is not there is a fault of whoever typed it, and no verdict. */
export async function namedFiles(
  terminal: Terminal,
  names: readonly string[],
): Promise<Result<readonly NamedFile[], Fault>> {
  const files: NamedFile[] = [];
  for (const name of names) {
    const path = terminal.path(name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return fail(fault("INPUT_MISSING", { path: name }));
    if (found.isDirectory()) return fail(fault("INPUT_FOLDER", { path: name }));
    files.push({ name, path });
  }
  return ok(files);
}

/**
 * Where reports are to be written, as absolute paths. What is to be judged is never written over, and nothing else
 * that is there either, unless `force` says so.
 */
export async function askedReports(
  terminal: Terminal,
  names: readonly string[],
  inputs: readonly NamedFile[],
  force: boolean,
): Promise<Result<readonly string[], Fault>> {
  const taken = new Set(inputs.map(({ path }) => path));
  const paths: string[] = [];
  for (const name of names) {
    const path = terminal.path(name);
    if (!/\.(?:pdf|html|json)$/iu.test(path)) return fail(fault("REPORT_ENDING", { path: name }));
    if (taken.has(path)) return fail(fault("REPORT_IS_INPUT", { path: name }));
    const there = await stat(path).catch(() => undefined);
    if (there !== undefined && !force) return fail(fault("REPORT_EXISTS", { path: name }));
    paths.push(path);
  }
  return ok(paths);
}
