import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { type VerifyJson, verifyJson } from "../../shared/report/verify-json.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import { withoutFilesElsewhere } from "../../shared/verification/files/files-elsewhere.ts";
import { defaultPolicy, type Policy } from "../../shared/verification/policy.ts";
import type { Verdict } from "../../shared/verification/verdict.ts";
import type { VerifyOptions } from "../../shared/verification/verify-options.ts";
import type { Language } from "../../shared/words/language.ts";
import { judgeFile } from "./judge-file.ts";
import { fileBeside } from "./loose-file.ts";
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
  readonly software: { readonly version: string; readonly digest: string | null };
  readonly language: Language;
  readonly signal?: AbortSignal;
  /** Called with bytes that were read or digested since the last call. */
  readonly progress?: (bytes: number) => void;
}

/** How many packages are read at the same time; more only makes the disk seek. */
const abreast = 2;

/**
 * Judges files on this machine, two at a time, in the order given. One that cannot be opened is
 * `SOURCE_UNREADABLE`; rejects only when the signal stops it.
 */
export async function verifyFiles(wishes: VerifyWishes): Promise<VerifyJson> {
  const { packages, trust, now, software, language } = wishes;
  const policy = wishes.policy ?? defaultPolicy;
  const files = await Promise.all(wishes.files.map(fileBeside));
  const data = wishes.data && (await fileBeside(wishes.data));
  const options: VerifyOptions = {
    trust,
    now,
    policy,
    verify: verifySignature,
    files,
    ...(data === undefined ? {} : { data }),
  };
  const verdicts = withoutFilesElsewhere(
    await judgeAll(wishes, options),
    files.map(({ name }) => name),
  );
  const inputs = packages.flatMap(({ name }, index) => {
    const verdict = verdicts[index];
    return verdict === undefined ? [] : [{ path: name, verdict }];
  });
  return verifyJson({ inputs, comparison: null, trust, policy, software, at: now }, language);
}

async function judgeAll(
  { packages, signal, progress }: VerifyWishes,
  options: VerifyOptions,
): Promise<readonly Verdict[]> {
  const found = new Map<number, Verdict>();
  const waiting = [...packages.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, file] = next;
      const verdict = await judgeFile(file, options, {
        ...(signal === undefined ? {} : { signal }),
        ...(progress === undefined ? {} : { progress }),
      });
      signal?.throwIfAborted();
      found.set(index, verdict);
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, packages.length) }, work));
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, verdict]) => verdict);
}
