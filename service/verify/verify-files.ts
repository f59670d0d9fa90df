import { openFileSource } from "../../platform/hashing/file-source.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { type VerdictJson, verdictJson } from "../../shared/report/verdict-json.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import { noFacts } from "../../shared/verification/facts.ts";
import type { LooseFile } from "../../shared/verification/files/check-files.ts";
import { withoutFilesElsewhere } from "../../shared/verification/files/files-elsewhere.ts";
import { defaultPolicy, judge, overallOutcome } from "../../shared/verification/policy.ts";
import { finding, type Verdict } from "../../shared/verification/verdict.ts";
import { verifyPackage } from "../../shared/verification/verify-package.ts";
import type { Language } from "../../shared/words/language.ts";
import { type Outcome, worseOutcome } from "../../shared/words/outcome.ts";

/** A file on this machine and the name under which its owner gave it. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

export interface VerifyWishes {
  readonly packages: readonly NamedFile[];
  /** Files of which the packages say whose members they are. */
  readonly files: readonly NamedFile[];
  readonly trust: TrustStore;
  readonly now: UnixMs;
  readonly language: Language;
  readonly signal?: AbortSignal;
}

/** `verify --json`: the worst outcome wins. */
export interface VerifyReport {
  readonly outcome: Outcome;
  readonly packages: readonly VerdictJson[];
}

/** How many packages are read at the same time; more only makes the disk seek. */
const abreast = 2;

/**
 * Judges packages on this machine, two at a time, in the order given. A package that cannot be opened is
 * `SOURCE_UNREADABLE`; rejects only when the signal stops it.
 */
export async function verifyFiles(wishes: VerifyWishes): Promise<VerifyReport> {
  const { packages, language, signal } = wishes;
  const found = new Map<number, Verdict>();
  const waiting = [...packages.entries()];
  const files = wishes.files.map(looseFile);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, file] = next;
      const verdict = await verifyFile(file, files, wishes);
      signal?.throwIfAborted();
      found.set(index, verdict);
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, packages.length) }, work));
  const verdicts = withoutFilesElsewhere(
    [...found.entries()].sort(([a], [b]) => a - b).map(([, verdict]) => verdict),
    files.map(({ name }) => name),
  );
  const outcomes = verdicts.map(({ outcome }) => outcome);
  return {
    outcome: outcomes.length === 0 ? "nothing_to_verify" : outcomes.reduce(worseOutcome),
    packages: packages.flatMap(({ name }, index) => {
      const verdict = verdicts[index];
      return verdict === undefined ? [] : [verdictJson(name, verdict, language)];
    }),
  };
}

async function verifyFile(
  { path, name }: NamedFile,
  files: readonly LooseFile[],
  { trust, now, signal }: VerifyWishes,
): Promise<Verdict> {
  const source = await openFileSource(path, signal === undefined ? {} : { signal }).catch(
    () => undefined,
  );
  if (source === undefined) return unreadable(name);
  try {
    const options = { trust, now, policy: defaultPolicy, verify: verifySignature, files };
    return await verifyPackage(source, options);
  } finally {
    await source.close();
  }
}

function unreadable(file: string): Verdict {
  const checks = judge([finding("SOURCE_UNREADABLE", file, { file })], defaultPolicy);
  const outcome = overallOutcome(checks);
  return { outcome, practice: false, policy: defaultPolicy.name, checks, facts: noFacts };
}

/** A loose file, opened when a package asks for its digest, and digested once for all packages. */
function looseFile({ path, name }: NamedFile): LooseFile {
  let digest: Promise<Uint8Array> | undefined;
  return { name, sha256: () => (digest ??= digestOfFile(path)) };
}

async function digestOfFile(path: string): Promise<Uint8Array> {
  const source = await openFileSource(path);
  try {
    const { sha256 } = await source.digest(0, source.size, ["sha256"]);
    if (sha256 === undefined) throw new Error("the source gave no digest");
    return sha256;
  } finally {
    await source.close();
  }
}
