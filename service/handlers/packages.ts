import { join } from "node:path";
import { openFileSource } from "../../platform/hashing/file-source.ts";
import { parseTime } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import type { CallRequest } from "../../shared/contract/calls.ts";
import type { VerifyJson } from "../../shared/report/verify-json.ts";
import { assignInputs } from "../../shared/verification/assign-inputs.ts";
import { uniqueNames } from "../../shared/verification/files/unique-names.ts";
import { type InputKind, recogniseInput } from "../../shared/verification/recognise-input.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { readFacts } from "../notarize/items.ts";
import type { Source } from "../sources/registry.ts";
import { loadTrust } from "../trust/trust-folder.ts";
import { loadPolicy } from "../verify/load-policy.ts";
import type { NamedFile } from "../verify/named-file.ts";
import { verifyFiles } from "../verify/verify-files.ts";
import type { Handlers } from "./dispatcher.ts";
import { namedItem } from "./named-item.ts";
import { keptReport, keptVerifierPage } from "./kept-files.ts";
import type { ServiceParts } from "./service-parts.ts";

type PackageCall =
  | "package.verify"
  | "package.report"
  | "package.recognize"
  | "evidence.verify"
  | "evidence.report"
  | "evidence.verifierPage"
  | "source.add";

/** What every judging call may say beside what is to be judged. */
type Terms = Pick<CallRequest<"package.verify">, "at" | "lang">;

export interface PackageParts
  extends Pick<
    ServiceParts,
    "vault" | "sources" | "clock" | "language" | "software" | "verifierPage"
  > {
  /** Folder of the files that come with the program: the report's fonts. */
  readonly resources: string;
}

/** The calls that judge packages, by this home's trust, and write down what came of it. */
export function packageHandlers(parts: PackageParts): Pick<Handlers, PackageCall> {
  const { sources, language, resources } = parts;

  const judgeOwn = async (reference: string, terms: Terms): Promise<Result<VerifyJson, Fault>> => {
    const file = await ownPackage(parts, reference);
    return file.ok ? judge(parts, { packages: [file.value], files: [], ...terms }) : file;
  };
  const report = async (
    judged: Result<VerifyJson, Fault>,
    { form, lang }: Pick<CallRequest<"package.report">, "form" | "lang">,
  ) => (judged.ok ? ok(await keptReport(judged.value, form, lang ?? language, resources)) : judged);

  return {
    "source.add": async ({ paths, via }) =>
      ok({ sources: paths.map((path) => sources.add(path, via)) }),

    "package.verify": (request) => judgeGiven(parts, request),

    "package.report": async ({ form, ...request }) =>
      report(await judgeGiven(parts, request), { form, ...request }),

    "package.recognize": async ({ sources: ids }) => {
      const found = findAll(parts, ids);
      if (!found.ok) return found;
      const dropped = await Promise.all(
        found.value.map(async ({ id, path }) => ({ thing: id, kind: await kindOf(path) })),
      );
      const { inputs, files, data } = assignInputs(dropped);
      return ok({ packages: inputs, files, data: data ?? null });
    },

    "evidence.verify": ({ id, ...terms }) => judgeOwn(id, terms),

    "evidence.report": async ({ id, form, ...terms }) =>
      report(await judgeOwn(id, terms), { form, ...terms }),

    "evidence.verifierPage": async ({ id }) => {
      const file = await ownPackage(parts, id);
      return file.ok ? keptVerifierPage(file.value.name, parts.verifierPage) : file;
    },
  };
}

/** The package of an item in the vault. */
async function ownPackage(
  { vault }: PackageParts,
  reference: string,
): Promise<Result<NamedFile, Fault>> {
  const stored = await namedItem(vault, reference);
  if (!stored.ok) return stored;
  const { state, facts } = readFacts(stored.value);
  if (!("package" in facts)) return fail(fault("PACKAGE_NOT_MADE", { id: facts.id, state }));
  const { path, name } = facts.package;
  return ok({ path: join(vault.paths.home, path), name });
}

async function judgeGiven(
  parts: PackageParts,
  { packages, files, data, policy, ...terms }: CallRequest<"package.verify">,
): Promise<Result<VerifyJson, Fault>> {
  const given = findAll(parts, packages);
  if (!given.ok) return given;
  const loose = findAll(parts, files);
  if (!loose.ok) return loose;
  const about = findAll(parts, data === undefined ? [] : [data]);
  if (!about.ok) return about;
  const rules = findAll(parts, policy === undefined ? [] : [policy]);
  if (!rules.ok) return rules;
  const [dataFile] = about.value;
  const [policyFile] = rules.value;
  const names = uniqueNames(given.value.map(({ name }) => name));
  return judge(parts, {
    packages: given.value.map(({ path, name }, at) => ({ path, name: names[at] ?? name })),
    files: loose.value,
    ...(dataFile === undefined ? {} : { data: dataFile }),
    ...(policyFile === undefined ? {} : { policy: policyFile }),
    ...terms,
  });
}

interface Asked extends Terms {
  readonly packages: readonly NamedFile[];
  readonly files: readonly NamedFile[];
  readonly data?: NamedFile;
  readonly policy?: NamedFile;
}

async function judge(
  { vault, clock, language, software }: PackageParts,
  { packages, files, data, policy, at, lang }: Asked,
): Promise<Result<VerifyJson, Fault>> {
  const trust = await loadTrust(vault.paths.trust);
  if (!trust.ok) return trust;
  const rules = policy === undefined ? undefined : await loadPolicy(policy);
  if (rules?.ok === false) return rules;
  const { result } = await verifyFiles({
    packages,
    files,
    ...(data === undefined ? {} : { data }),
    ...(rules === undefined ? {} : { policy: rules.value }),
    trust: trust.value,
    now: (at === undefined ? undefined : parseTime(at)) ?? clock(),
    software,
    home: vault.paths.home,
    language: lang ?? language,
  });
  return ok(result);
}

function findAll(parts: PackageParts, ids: readonly string[]): Result<readonly Source[], Fault> {
  const found: Source[] = [];
  for (const id of ids) {
    const source = parts.sources.find(id);
    if (!source.ok) return source;
    found.push(source.value);
  }
  return ok(found);
}

/** What a file is by its content. One that cannot be read is judged, and said to be unreadable. */
async function kindOf(path: string): Promise<InputKind> {
  try {
    const source = await openFileSource(path);
    try {
      return await recogniseInput(source);
    } finally {
      await source.close();
    }
  } catch {
    return "package";
  }
}
