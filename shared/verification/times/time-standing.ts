import type { CheckCode } from "../../words/checks/catalogue.ts";
import type { TimeState } from "../../words/time-states.ts";
import type { Facts, TimestampFacts } from "../facts.ts";
import type { Check, Verdict } from "../verdict.ts";
import { packageNames } from "../../container/package-names.ts";

/** What a time is worth in one verdict. */
export interface TimeStanding {
  readonly state: TimeState;
  /** The check that leaves it open or speaks against it; null where none does. */
  readonly code: CheckCode | null;
}

/** Whether a time is proven; one of which no verdict speaks is not. */
export function isProven(standing: TimeStanding | undefined): boolean {
  return standing?.state === "proven";
}

type Judged = Pick<Verdict, "outcome" | "checks">;

/** Inputs that are one proof and nothing else: every check is about its time. */
const bareProofs: ReadonlySet<Facts["format"]> = new Set([
  "timestamp-token",
  "tlog-proof",
  "evidence-record",
]);

/** Checks on the whole input that leave everything in it open. */
const unexamined: ReadonlySet<CheckCode> = new Set(["SOURCE_UNREADABLE", "CHECK_INTERRUPTED"]);

const registration: readonly string[] = [
  packageNames.receipt,
  packageNames.submission,
  packageNames.policy,
  packageNames.network,
];

/**
 * Whether what an input says of itself may be believed: nothing speaks against it but loose files that lie beside it.
 * What a failed one claims is nobody's word.
 */
export function speaks({ outcome, checks }: Judged): boolean {
  return outcome !== "failed" || checks.every((check) => !speaksAgainst(check));
}

function speaksAgainst({ outcome, code }: Check): boolean {
  return outcome === "failed" && code !== "FILE_NOT_MEMBER";
}

/**
 * The facts with the state of every time that somebody attests. It is `proven` where every required check of the proof
 * that shows it passed, and of the proofs as of whose times that one was judged, and nothing speaks against the input.
 * It is `open` where one of them is, with its code; `not-shown` where one speaks against the proof itself; and
 * `sealed-only` where something else speaks against the input: then the proof is of what was sealed, and not of what
 * is handed over.
 */
export function withStandings(judged: Judged, facts: Facts): Facts {
  const { timestamps, receipt, evidenceRecords } = facts;
  const bench = benchOf(judged, facts);
  // A proof as of whose time others are judged comes last in a package; in a container anywhere.
  const known = new Map<TimestampFacts, TimeStanding>();
  const standing = (token: TimestampFacts): TimeStanding => {
    const before = known.get(token);
    if (before !== undefined) return before;
    // Proofs that claim to cover each other, which no digest allows, end here.
    known.set(token, { state: "open", code: null });
    const own = bench.standingOf(bench.about(token.file), token.sound, token.trusted);
    const over = own.state === "proven" ? bench.tokenOf(token.judgedBy) : undefined;
    const { state, code } = over === undefined ? own : standing(over);
    const settled: TimeStanding =
      state === "proven" || over === undefined ? own : { state: "open", code };
    known.set(token, settled);
    return settled;
  };
  return {
    ...facts,
    timestamps: timestamps.map((token) => ({ ...token, standing: standing(token) })),
    receipt:
      receipt === null
        ? null
        : {
            ...receipt,
            standing: bench.standingOf(
              bench.aboutAll([receipt.file ?? "", ...registration]),
              true,
              receipt.existedBy !== null,
            ),
          },
    evidenceRecords: evidenceRecords.map((record) => {
      const first = bench.tokenOf(record.file);
      const { existedBy } = record;
      const own = bench.standingOf(bench.about(record.file), true, existedBy !== null);
      return {
        ...record,
        standing: own.state !== "proven" || first === undefined ? own : standing(first),
      };
    }),
  };
}

interface Bench {
  /** The checks on the proof in a file; on the whole record where it is one of a record's tokens. */
  readonly about: (file: string) => readonly Check[];
  readonly aboutAll: (files: readonly string[]) => readonly Check[];
  /** The first token of a file, which may be a record or a signature. */
  readonly tokenOf: (file: string | undefined) => TimestampFacts | undefined;
  readonly standingOf: (own: readonly Check[], sound: boolean, trusted: boolean) => TimeStanding;
}

function benchOf(judged: Judged, { format, timestamps, evidenceRecords }: Facts): Bench {
  const { checks } = judged;
  const records = new Set(evidenceRecords.map(({ file }) => file));
  const recordOf = (name: string): string => {
    const base = baseOf(name);
    return records.has(base) ? base : name;
  };
  const bySubject = new Map<string, Check[]>();
  for (const check of checks) {
    const subject = recordOf(check.subject);
    const group = bySubject.get(subject);
    if (group === undefined) bySubject.set(subject, [check]);
    else group.push(check);
  }
  const tokens = new Map<string, TimestampFacts>();
  for (const token of timestamps)
    for (const name of [token.file, baseOf(token.file)])
      if (!tokens.has(name)) tokens.set(name, token);
  const bare = bareProofs.has(format);
  const about = (file: string): readonly Check[] =>
    bare ? checks : (bySubject.get(recordOf(file)) ?? []);
  const against = speaks(judged) ? undefined : checks.find(speaksAgainst);
  const left = checks.find(({ code, subject }) => subject === "" && unexamined.has(code));
  const practice = checks.find(({ code }) => code === "PRACTICE_NETWORK");
  return {
    about,
    aboutAll: (files) => (bare ? checks : files.flatMap(about)),
    tokenOf: (file) => (file === undefined ? undefined : tokens.get(file)),
    standingOf: (own, sound, trusted) => {
      const refuted = own.find(speaksAgainst);
      if (refuted !== undefined || !sound)
        return { state: "not-shown", code: (refuted ?? against)?.code ?? null };
      if (against !== undefined) return { state: "sealed-only", code: against.code };
      const waiting = own.filter(({ outcome }) => outcome !== "passed");
      const open = waiting.find(({ required }) => required) ?? left;
      if (open !== undefined) return { state: "open", code: open.code };
      if (trusted) return { state: "proven", code: null };
      return { state: "open", code: (practice ?? waiting[0])?.code ?? null };
    },
  };
}

/** `a.ers` of `a.ers#2`: how the tokens of a record or signature are named. */
function baseOf(name: string): string {
  return /^(.*)#(?:timestamp-)?[0-9]+$/su.exec(name)?.[1] ?? name;
}
