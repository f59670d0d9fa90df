import type { UnixMs } from "../../bytes/civil-time.ts";
import { type Finding, finding } from "../verdict.ts";
import { noFacts, type TimestampFacts } from "../facts.ts";
import { defaultPolicy, judge, type Policy } from "../policy.ts";
import { isProven, withStandings } from "../times/time-standing.ts";
import type { JudgedProof } from "./judged-proof.ts";

/** A moment by which something existed, and who says so. */
interface ProvenMoment {
  readonly time: UnixMs;
  /** Name of the authority, or of the evidence record. */
  readonly by: string;
  /** Entry name of the proof. */
  readonly file: string;
}

/**
 * The entries that these proofs reach: what each covers, the manifest that it is over, and what the manifests among
 * them list, for whose bytes hold the digests of all that. `visit` is called once for each name, with the first
 * proof that reaches it.
 */
export function reach(
  proofs: readonly JudgedProof[],
  all: readonly JudgedProof[],
  visit: (name: string, proof: JudgedProof) => void,
): void {
  const lists = new Map<string, ReadonlySet<string>>();
  for (const { proof } of all)
    if (!("data" in proof.over)) lists.set(proof.over.name, proof.covers);
  const seen = new Set<string>();
  for (const one of proofs) {
    const { over, covers } = one.proof;
    const waiting = "data" in over ? [...covers] : [over.name, ...covers];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      visit(name, one);
      waiting.push(...(lists.get(name) ?? []));
    }
  }
}

/** The moment that these tokens of a sound proof show, under trusted roots; undefined where they show none. */
function momentOf(
  { proof, standing, provenTime, timestamps }: JudgedProof,
  counts: (token: TimestampFacts) => boolean,
): ProvenMoment | undefined {
  if (standing !== "sound") return undefined;
  const { file } = proof;
  if (proof.kind === "record")
    return provenTime === null || !timestamps.every(counts)
      ? undefined
      : { time: provenTime, by: file, file };
  const [first] = timestamps
    .filter((token) => token.sound && token.trusted && counts(token))
    .sort((a, b) => a.time - b.time);
  return first === undefined ? undefined : { time: first.time, by: first.authority, file };
}

/**
 * By when every file existed that is no proof or manifest: for each the earliest of the proven times that reach it, of
 * these the latest. A file that no proof with a time reaches is named, where there is such a proof at all: its time is
 * not theirs. Where one is reached only by times that are open nothing is told of them all.
 *
 * @param data names of the data files, and of those under META-INF whose kind nobody knows
 */
export function checkForeignTimes(
  data: readonly string[],
  judged: readonly JudgedProof[],
  policy: Policy = defaultPolicy,
): readonly Finding[] {
  const attested = momentsOf(judged, () => true);
  if (attested.size === 0) return [];
  const untimed = data.filter((name) => !attested.has(name));
  if (untimed.length > 0)
    return untimed.map((entry) => finding("FOREIGN_FILE_UNTIMED", entry, { entry }));
  const proven = provenAmong(judged, policy);
  const existed = momentsOf(judged, ({ file }) => proven.has(file));
  let latest: ProvenMoment | undefined;
  for (const name of data) {
    const moment = existed.get(name);
    if (moment === undefined) return [];
    if (latest === undefined || moment.time > latest.time) latest = moment;
  }
  if (latest === undefined) return [];
  const { time, by, file } = latest;
  return [finding("FOREIGN_EXISTED_BY", file, { time, by })];
}

/** For each entry that a token which counts reaches the earliest of their moments. */
function momentsOf(
  judged: readonly JudgedProof[],
  counts: (token: TimestampFacts) => boolean,
): ReadonlyMap<string, ProvenMoment> {
  const timed = judged.flatMap((one) => {
    const moment = momentOf(one, counts);
    return moment === undefined ? [] : [{ one, moment }];
  });
  timed.sort((a, b) => a.moment.time - b.moment.time);
  const moments = new Map(timed.map(({ one, moment }) => [one, moment]));
  const existed = new Map<string, ProvenMoment>();
  reach([...moments.keys()], judged, (name, one) => {
    const moment = moments.get(one);
    if (moment !== undefined) existed.set(name, moment);
  });
  return existed;
}

/** Names of the tokens whose times all required checks bear out. */
function provenAmong(judged: readonly JudgedProof[], policy: Policy): ReadonlySet<string> {
  const checks = judge(
    judged.flatMap(({ findings }) => findings),
    policy,
  );
  const { timestamps } = withStandings(
    { outcome: "passed", checks },
    {
      ...noFacts,
      timestamps: judged.flatMap((one) => one.timestamps),
      evidenceRecords: judged.flatMap(({ records }) => records),
    },
  );
  const proven = timestamps.filter(({ standing }) => isProven(standing));
  return new Set(proven.map(({ file }) => file));
}

/** Whether only its maker vouches for a proof: a signature under a certificate of the signer's own, without a time. */
function isSelfDeclared({ proof, timestamps, signers }: JudgedProof): boolean {
  return (
    proof.kind === "signature" &&
    timestamps.length === 0 &&
    signers.length > 0 &&
    signers.every(({ selfDeclared }) => selfDeclared)
  );
}

/**
 * What rests on signatures alone whose makers vouch for themselves: neither who signed it nor when is proven, and
 * whoever holds the container can have added it, signature and all.
 */
export function checkSelfDeclared(judged: readonly JudgedProof[]): readonly Finding[] {
  const [own, others] = [
    judged.filter(isSelfDeclared),
    judged.filter((one) => !isSelfDeclared(one)),
  ];
  if (own.length === 0) return [];
  if (others.length === 0) return [finding("FOREIGN_SELF_DECLARED", "", {})];
  const vouched = new Set<string>();
  const sound = others.filter(({ standing }) => standing === "sound");
  reach(sound, judged, (name) => vouched.add(name));
  const resting = new Set(own.flatMap(({ proof }) => [...proof.covers]));
  return [...resting]
    .filter((entry) => !vouched.has(entry))
    .map((entry) => finding("FOREIGN_FILE_SELF_DECLARED", entry, { entry }));
}
