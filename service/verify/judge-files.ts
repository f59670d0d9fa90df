import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { finding, type Verdict } from "../../shared/verification/verdict.ts";
import { judgeFile, openVerdict } from "./judge-file.ts";
import { type JudgingTerms, verifyOptionsOf } from "./judging-terms.ts";
import type { NamedFile } from "./named-file.ts";
import { startVerdictThread, type VerdictThread, VerdictThreadEnded } from "./verdict-thread.ts";

/** The bundled entry of a verdict thread, and how many may run. */
export interface Threads {
  readonly entry: URL;
  readonly count: number;
}

export interface JudgingRun {
  readonly signal?: AbortSignal;
  /** Called with bytes that were read or digested since the last call. */
  readonly progress?: (bytes: number) => void;
  /** Those that this program and machine have, unless told. */
  readonly threads?: Threads;
}

/** How many files are read at the same time in one thread; more only makes the disk seek. */
const abreast = 2;
/** From so many files on threads are worth their start, of about 100 ms each. */
const manyFiles = 32;
const mostThreads = 8;

type Judgement = (file: NamedFile) => Promise<Verdict>;

/** Where the build puts the entry: beside every bundle that may use it. From source there is none. */
const builtEntry = new URL("./verdict-worker.cjs", import.meta.url);

/**
 * Judges files on this machine, in the order given: a few in this thread, many in a thread for each processor. The
 * verdicts are the same. One that cannot be opened is `SOURCE_UNREADABLE`, one on which a thread broke
 * `CHECK_INTERRUPTED`. Rejects only with the signal's reason.
 */
export async function judgeFiles(
  files: readonly NamedFile[],
  terms: JudgingTerms,
  run: JudgingRun = {},
): Promise<readonly Verdict[]> {
  run.signal?.throwIfAborted();
  const threads = run.threads ?? threadsHere();
  return files.length >= manyFiles && threads.count > 1
    ? judgeInThreads(files, terms, run, threads)
    : judgeHere(files, terms, run);
}

function threadsHere(): Threads {
  const there = existsSync(fileURLToPath(builtEntry));
  return { entry: builtEntry, count: there ? Math.min(availableParallelism(), mostThreads) : 0 };
}

async function judgeHere(
  files: readonly NamedFile[],
  terms: JudgingTerms,
  run: JudgingRun,
): Promise<readonly Verdict[]> {
  return inOrder(files, abreast, judgementHere(terms, run));
}

/** Judges one file after another in this thread, all by the same options. */
function judgementHere(terms: JudgingTerms, { signal, progress }: JudgingRun): Judgement {
  const reading = {
    ...(signal === undefined ? {} : { signal }),
    ...(progress === undefined ? {} : { progress }),
  };
  const options = verifyOptionsOf(terms, reading);
  return async (file) => {
    const verdict = await judgeFile(file, await options, reading);
    signal?.throwIfAborted();
    return verdict;
  };
}

async function judgeInThreads(
  files: readonly NamedFile[],
  terms: JudgingTerms,
  run: JudgingRun,
  { entry, count }: Threads,
): Promise<readonly Verdict[]> {
  const { signal } = run;
  const begin = (): VerdictThread => {
    const fresh = startVerdictThread(entry, terms);
    running.add(fresh);
    return fresh;
  };
  const running = new Set<VerdictThread>();
  const stop = (): void => {
    for (const one of running) void one.close();
  };
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await inOrder(files, count, judgementInThreads(begin, terms, run));
  } finally {
    signal?.removeEventListener("abort", stop);
    await Promise.all([...running].map((one) => one.close()));
  }
}

/** Judges files in threads, of which it begins as many as are needed at once. */
function judgementInThreads(
  begin: () => VerdictThread,
  terms: JudgingTerms,
  run: JudgingRun,
): Judgement {
  const { signal, progress } = run;
  const free: VerdictThread[] = [];
  /** Set where a thread did not even start: then all is done without them. */
  let here: Judgement | undefined;
  return async (file) => {
    signal?.throwIfAborted();
    if (here !== undefined) return here(file);
    const one = free.pop() ?? begin();
    try {
      const verdict = await one.judge(file, progress);
      free.push(one);
      return verdict;
    } catch (thrown) {
      signal?.throwIfAborted();
      if (thrown instanceof VerdictThreadEnded && thrown.started) {
        return openVerdict(finding("CHECK_INTERRUPTED", "", { step: "thread" }), terms.policy);
      }
      here ??= judgementHere(terms, run);
      return here(file);
    }
  };
}

/** Does the work on all of them, so many at a time, and gives the results in their order. */
async function inOrder<T, R>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const found = new Map<number, R>();
  const waiting = things.entries();
  const lane = async (): Promise<void> => {
    for (const [index, thing] of waiting) found.set(index, await work(thing));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, lane));
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
