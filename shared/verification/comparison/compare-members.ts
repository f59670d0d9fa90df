import { speaks } from "../times/time-standing.ts";
import { type Finding, finding } from "../verdict.ts";
import type {
  ComparedInput,
  IdenticalFiles,
  MemberPlace,
  NamedAlike,
  ProvenBy,
  SharedBytes,
} from "./comparison.ts";
import { distinct, grouped, listed } from "./listing.ts";
import { earliestOf, provenBy } from "./proven-by.ts";

/** A file member, and the input that holds it. */
interface Held extends MemberPlace {
  readonly sha256: string;
  readonly size: number;
  readonly original: boolean;
  /** Tells items apart: two editions of one item hold the same members, which says nothing. */
  readonly item: string;
  readonly proven: ProvenBy | null;
}

/** Digests that are told one by one; the facts have them all. */
const mostTold = 50;

/** Inputs that are one file. */
export function compareFiles(inputs: readonly ComparedInput[]): {
  readonly findings: readonly Finding[];
  readonly identical: readonly IdenticalFiles[];
} {
  const known = inputs.flatMap(({ path, sha256 }) =>
    typeof sha256 === "string" ? [{ path, sha256 }] : [],
  );
  const identical: IdenticalFiles[] = [];
  for (const [sha256, group] of grouped(known, (one) => one.sha256))
    if (group.length > 1) identical.push({ sha256, paths: group.map(({ path }) => path) });
  const findings = identical.map(({ sha256, paths }) =>
    finding("SAME_FILE", sha256, { count: paths.length, files: listed(paths) }),
  );
  return { findings, identical };
}

/** Members of different items: the same bytes under any name, and one name over different bytes. */
export function compareMembers(inputs: readonly ComparedInput[]): {
  readonly findings: readonly Finding[];
  readonly shared: readonly SharedBytes[];
  readonly named: readonly NamedAlike[];
} {
  const held = inputs.flatMap(membersOf);
  const shared: SharedBytes[] = [];
  for (const group of grouped(held, ({ sha256 }) => sha256).values())
    if (spansItems(group)) shared.push(bytesOf(group));
  const named: NamedAlike[] = [];
  const originals = held.filter(({ original }) => original);
  for (const [name, group] of grouped(originals, ({ member }) => member)) {
    if (!spansItems(group)) continue;
    const versions = [...grouped(group, ({ sha256 }) => sha256).values()].map(bytesOf);
    if (versions.length > 1) named.push({ name, versions });
  }
  return { findings: [...tellShared(shared), ...named.map(tellNamed)], shared, named };
}

function membersOf(input: ComparedInput): readonly Held[] {
  const { path, verdict } = input;
  if (!speaks(verdict)) return [];
  const proven = provenBy(input);
  const item = verdict.facts.fingerprint ?? path;
  return verdict.facts.members.flatMap((member) => {
    // Empty files are all the same, which ties nothing to anything.
    if (member.type !== "file" || member.size === 0) return [];
    const { sha256, size, path: name, role } = member;
    return [{ path, member: name, sha256, size, original: role === "original", item, proven }];
  });
}

function spansItems(group: readonly Held[]): boolean {
  return group.some(({ item }) => item !== group[0]?.item);
}

function bytesOf(group: readonly Held[]): SharedBytes {
  const [first] = group;
  return {
    sha256: first?.sha256 ?? "",
    size: first?.size ?? 0,
    places: group.map(({ path, member }) => ({ path, member })),
    earliest: earliestOf(group.map(({ proven }) => proven)),
  };
}

function pathsOf({ places }: SharedBytes): readonly string[] {
  return distinct(places.map(({ path }) => path));
}

function tellShared(shared: readonly SharedBytes[]): readonly Finding[] {
  const [first] = shared;
  if (first === undefined) return [];
  const name = first.places[0]?.member ?? "";
  const files = listed(pathsOf(first));
  return [
    finding("SAME_BYTES", "", { count: shared.length, name, files }),
    ...shared.slice(0, mostTold).flatMap(tellProven),
  ];
}

function tellProven(bytes: SharedBytes): readonly Finding[] {
  const { earliest, places, sha256 } = bytes;
  if (earliest === null) return [];
  const { time, by, path: file } = earliest;
  const name = places[0]?.member ?? "";
  return [
    finding("SAME_BYTES_PROVEN", sha256, { name, files: listed(pathsOf(bytes)), time, by, file }),
  ];
}

function tellNamed({ name, versions }: NamedAlike): Finding {
  const files = listed(distinct(versions.flatMap(pathsOf)));
  return finding("SAME_NAME_OTHER_BYTES", name, { name, count: versions.length, files });
}
