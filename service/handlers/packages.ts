import { join } from "node:path";
import { openFileSource } from "../../platform/hashing/file-source.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { recogniseInput } from "../../shared/verification/recognise-input.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { readFacts } from "../notarize/items.ts";
import { namedItem } from "./named-item.ts";
import type { Source } from "../sources/registry.ts";
import { loadTrust } from "../trust/trust-folder.ts";
import type { NamedFile } from "../verify/named-file.ts";
import { verifyFiles } from "../verify/verify-files.ts";
import type { Handlers } from "./dispatcher.ts";
import type { ServiceParts } from "./service-parts.ts";

type PackageCall = "package.verify" | "package.recognize" | "evidence.verify" | "source.add";

/** The calls that judge packages, by this home's trust. */
export function packageHandlers(parts: ServiceParts): Pick<Handlers, PackageCall> {
  const { vault, sources, clock, language, software } = parts;

  const judge = async (
    packages: readonly NamedFile[],
    files: readonly NamedFile[],
    lang: "zh" | "en" | undefined,
  ) => {
    const trust = await loadTrust(vault.paths.trust);
    if (!trust.ok) return trust;
    const now = clock();
    const report = await verifyFiles({
      packages,
      files,
      trust: trust.value,
      now,
      software,
      home: vault.paths.home,
      language: lang ?? language,
    });
    return ok(report.result);
  };

  return {
    "source.add": async ({ paths, via }) =>
      ok({ sources: paths.map((path) => sources.add(path, via)) }),

    "package.verify": async ({ packages, files, lang }) => {
      const given = findAll(parts, packages);
      if (!given.ok) return given;
      const loose = findAll(parts, files);
      if (!loose.ok) return loose;
      return judge(given.value, loose.value, lang);
    },

    "package.recognize": async ({ sources: ids }) => {
      const found = findAll(parts, ids);
      if (!found.ok) return found;
      const packages: string[] = [];
      const files: string[] = [];
      for (const { id, path } of found.value) ((await isPackage(path)) ? packages : files).push(id);
      return ok({ packages, files });
    },

    "evidence.verify": async ({ id: reference, lang }) => {
      const stored = await namedItem(vault, reference);
      if (!stored.ok) return stored;
      const { state, facts } = readFacts(stored.value);
      if (!("package" in facts)) return fail(fault("PACKAGE_NOT_MADE", { id: facts.id, state }));
      const { path, name } = facts.package;
      return judge([{ path: join(vault.paths.home, path), name }], [], lang);
    },
  };
}

function findAll(parts: ServiceParts, ids: readonly string[]): Result<readonly Source[], Fault> {
  const found: Source[] = [];
  for (const id of ids) {
    const source = parts.sources.find(id);
    if (!source.ok) return source;
    found.push(source.value);
  }
  return ok(found);
}

/** Whether the content of a file is something that can be verified. */
async function isPackage(path: string): Promise<boolean> {
  try {
    const source = await openFileSource(path);
    try {
      return (await recogniseInput(source)) !== "nothing";
    } finally {
      await source.close();
    }
  } catch {
    return false;
  }
}
