import type { FileSourceOptions } from "../../platform/hashing/file-source.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { type VerifyJson, verifyJson } from "../../shared/report/verify-json.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import { withoutFilesElsewhere } from "../../shared/verification/files/files-elsewhere.ts";
import { compareVerdicts } from "../../shared/verification/comparison/compare-verdicts.ts";
import type { Comparison } from "../../shared/verification/comparison/comparison.ts";
import { defaultPolicy, type Policy } from "../../shared/verification/policy.ts";
import type { Verdict } from "../../shared/verification/verdict.ts";
import type { Language } from "../../shared/words/language.ts";
import { digestsOfAlike } from "./alike-files.ts";
import { judgeFiles } from "./judge-files.ts";
import { keepForks } from "./misbehaviour.ts";
import type { NamedFile } from "./named-file.ts";

export interface VerifyWishes {
  readonly packages: readonly NamedFile[];
  /** Files of which the inputs say whose members they are, or what a bare token, receipt or record may be about. */
  readonly files: readonly NamedFile[];
  /** What a bare token, receipt or record must be about. */
  readonly data?: NamedFile;
  readonly trust: TrustStore;
  /** The default one when absent. */
  readonly policy?: Policy;
  readonly now: UnixMs;
  /** Keeps proofs that a log forked, where it exists. */
  readonly home?: string;
  readonly software: { readonly version: string; readonly digest: string | null };
  readonly language: Language;
  readonly signal?: AbortSignal;
  /** Called with bytes that were read or digested since the last call. */
  readonly progress?: (bytes: number) => void;
}

/** The document that every door shows, and the proofs of misbehaving logs that were kept. */
export interface Verified {
  readonly result: VerifyJson;
  /** Files of the home, absolute. */
  readonly misbehaviour: readonly string[];
}

/**
 * Judges files on this machine and tells of them in the order given. One that cannot be opened is
 * `SOURCE_UNREADABLE`; rejects only when the signal stops it.
 */
export async function verifyFiles(wishes: VerifyWishes): Promise<Verified> {
  const { packages, trust, now, software, language } = wishes;
  const policy = wishes.policy ?? defaultPolicy;
  const { files, data, signal, progress } = wishes;
  const terms = { files, ...(data === undefined ? {} : { data }), trust, policy, now };
  const reading = {
    ...(signal === undefined ? {} : { signal }),
    ...(progress === undefined ? {} : { progress }),
  };
  const verdicts = withoutFilesElsewhere(
    await judgeFiles(packages, terms, reading),
    files.map(({ name }) => name),
  );
  const inputs = packages.flatMap(({ name }, index) => {
    const verdict = verdicts[index];
    return verdict === undefined ? [] : [{ path: name, verdict }];
  });
  const comparison = await compareInputs(inputs, packages, reading);
  const judged = { inputs, comparison, trust, policy, software, at: now };
  const misbehaviour = await keepForks(wishes.home ?? "", comparison?.facts.forks ?? []);
  return { result: verifyJson(judged, language), misbehaviour };
}

/** Lays the inputs beside each other; null for one. A path that was named twice is taken once. */
async function compareInputs(
  inputs: readonly { readonly path: string; readonly verdict: Verdict }[],
  files: readonly NamedFile[],
  reading: FileSourceOptions,
): Promise<Comparison | null> {
  const byPath = new Map(inputs.map((input) => [input.path, input]));
  if (byPath.size < 2) return null;
  const digests = await digestsOfAlike(files, reading);
  const compared = [...byPath.values()].map((input) => ({
    ...input,
    sha256: digests.get(input.path) ?? null,
  }));
  return compareVerdicts(compared, verifySignature);
}
