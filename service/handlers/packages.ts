import { stat } from "node:fs/promises";
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
import { createJudgingJobs, type Job } from "./judging-jobs.ts";
import { namedItem } from "./named-item.ts";
import { keptReport, keptVerifierPage } from "./kept-files.ts";
import type { ServiceParts } from "./service-parts.ts";

type PackageCall =
  | "package.verify"
  | "package.report"
  | "package.cancel"
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
    "vault" | "sources" | "judging" | "clock" | "language" | "software" | "verifierPage"
  > {
  /** Folder of the files that come with the program: the report's fonts. */
  readonly resources: string;
}

/** The calls that judge packages, by this home's trust, and write down what came of it. */
export function packageHandlers(parts: PackageParts): Pick<Handlers, PackageCall> {
  const { sources, language, resources } = parts;
  const jobs = createJudgingJobs(parts.judging);

  const judgeOwn = async (
    reference: string,
    terms: Terms,
    job: Job,
  ): Promise<Result<VerifyJson, Fault>> => {
    const file = await ownPackage(parts, reference);
    return file.ok ? judge(parts, { packages: [file.value], files: [], ...terms }, job) : file;
  };
  const report = async (
    judged: Result<VerifyJson, Fault>,
    { form, lang }: Pick<CallRequest<"package.report">, "form" | "lang">,
    { signal }: Job,
  ) =>
    judged.ok
      ? ok(await keptReport(judged.value, form, lang ?? language, resources, { signal }))
      : judged;

  return {
    "source.add": async ({ paths, via }) =>
      ok({ sources: paths.map((path) => sources.add(path, via)) }),

    "package.verify": ({ job: name, ...request }) =>
      jobs.run(name, (job) => judgeGiven(parts, request, job)),

    "package.report": ({ job: name, form, ...request }) =>
      jobs.run(name, async (job) =>
        report(await judgeGiven(parts, request, job), { form, ...request }, job),
      ),

    "package.cancel": async ({ job }) => {
      jobs.cancel(job);
      return ok({});
    },

    "package.recognize": async ({ sources: ids }) => {
      const found = findAll(parts, ids);
      if (!found.ok) return found;
      const dropped = await Promise.all(
        found.value.map(async ({ id, path }) => ({ thing: id, kind: await kindOf(path) })),
      );
      const { inputs, files, data } = assignInputs(dropped);
      return ok({ packages: inputs, files, data: data ?? null });
    },

    "evidence.verify": ({ job: name, id, ...terms }) =>
      jobs.run(name, (job) => judgeOwn(id, terms, job)),

    "evidence.report": ({ job: name, id, form, ...terms }) =>
      jobs.run(name, async (job) =>
        report(await judgeOwn(id, terms, job), { form, ...terms }, job),
      ),

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
  { packages, files, data, policy, ...terms }: Omit<CallRequest<"package.verify">, "job">,
  job: Job,
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
  const asked = {
    packages: given.value.map(({ path, name }, at) => ({ path, name: names[at] ?? name })),
    files: loose.value,
    ...(dataFile === undefined ? {} : { data: dataFile }),
    ...(policyFile === undefined ? {} : { policy: policyFile }),
    ...terms,
  };
  return judge(parts, asked, job);
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
  { signal, progress }: Job,
): Promise<Result<VerifyJson, Fault>> {
  const trust = await loadTrust(vault.paths.trust);
  if (!trust.ok) return trust;
  const rules = policy === undefined ? undefined : await loadPolicy(policy);
  if (rules?.ok === false) return rules;
  const total = await bytesOf([...packages, ...files, ...(data === undefined ? [] : [data])]);
  let done = 0;
  progress(done, total);
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
    signal,
    progress: (bytes) => {
      // Some are read twice: a package's own index, and inputs of one size that are compared.
      done = Math.min(done + bytes, total);
      progress(done, total);
    },
  });
  return ok(result);
}

/** The size of all of them; what cannot be read has none. */
async function bytesOf(files: readonly NamedFile[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
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
