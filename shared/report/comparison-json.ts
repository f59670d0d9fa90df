import { formatTime, type UnixMs } from "../bytes/civil-time.ts";
import type {
  ComparisonFacts,
  Fork,
  ProvenBy,
  SharedBytes,
} from "../verification/comparison/comparison.ts";

/** The facts of a comparison as `verify --json` prints them. */
export function comparisonFactsJson(facts: ComparisonFacts) {
  const { identical, items, shared, named, numbers, ids, relations } = facts;
  const { sequences, notBefore, logs, forks } = facts;
  return {
    identical,
    items: items.map(({ editions, earliest, ...rest }) => ({
      ...rest,
      editions: editions.map((one) => ({ ...one, closedAt: timeOrNull(one.closedAt) })),
      earliest: provenJson(earliest),
    })),
    shared: shared.map(sharedJson),
    named: named.map(({ name, versions }) => ({ name, versions: versions.map(sharedJson) })),
    numbers,
    ids,
    relations,
    sequences,
    notBefore: notBefore.map((one) => ({ ...one, time: timeOrNull(one.time) })),
    logs,
    forks: forks.map(forkJson),
  };
}

function sharedJson({ earliest, ...rest }: SharedBytes) {
  return { ...rest, earliest: provenJson(earliest) };
}

function provenJson(proven: ProvenBy | null) {
  return proven === null ? null : { ...proven, time: formatTime(proven.time) };
}

function forkJson({ place, ...rest }: Fork) {
  return { ...rest, place: place ?? null };
}

function timeOrNull(time: UnixMs | null): string | null {
  return time === null ? null : formatTime(time);
}
