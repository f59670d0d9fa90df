import { type Finding, finding } from "../verdict.ts";
import type { ComparedInput, ComparedSequence } from "./comparison.ts";
import { distinct, grouped, listed } from "./listing.ts";
import { speaks } from "../times/time-standing.ts";

type Place = ComparedSequence["places"][number];

/** The items of each vault and network in their order: gaps, places taken twice, links that lead elsewhere. */
export function compareSequences(inputs: readonly ComparedInput[]): {
  readonly findings: readonly Finding[];
  readonly sequences: readonly ComparedSequence[];
} {
  const placed = inputs.flatMap(({ path, verdict }) => {
    const { sequence, fingerprint } = verdict.facts;
    if (!speaks(verdict) || sequence === null || fingerprint === null) return [];
    return [{ path, fingerprint, sequence }];
  });
  const sequences: ComparedSequence[] = [];
  const vaults = grouped(placed, ({ sequence }) =>
    JSON.stringify([sequence.vault, sequence.network]),
  );
  for (const group of vaults.values()) {
    const [first] = group;
    const places = [...grouped(group, ({ fingerprint }) => fingerprint).values()].flatMap(placeOf);
    if (first === undefined || places.length < 2) continue;
    places.sort((a, b) => a.n - b.n);
    const { vault, network } = first.sequence;
    sequences.push({ vault, network, places, ...flawsOf(places) });
  }
  return { findings: sequences.flatMap(tell), sequences };
}

function placeOf(
  editions: readonly {
    readonly path: string;
    readonly fingerprint: string;
    readonly sequence: { readonly n: number; readonly previous: string | null };
  }[],
): readonly Place[] {
  const [first] = editions;
  if (first === undefined) return [];
  const { fingerprint, sequence } = first;
  const paths = editions.map(({ path }) => path);
  return [{ n: sequence.n, fingerprint, previous: sequence.previous, paths }];
}

function flawsOf(
  places: readonly Place[],
): Pick<ComparedSequence, "missing" | "repeated" | "broken"> {
  const byPlace = grouped(places, ({ n }) => String(n));
  const missing: { readonly from: number; readonly to: number }[] = [];
  const repeated: number[] = [];
  const broken: number[] = [];
  let before: Place | undefined;
  for (const place of places) {
    if (before !== undefined && place.n === before.n) repeated.push(place.n);
    if (before !== undefined && place.n > before.n + 1)
      missing.push({ from: before.n + 1, to: place.n - 1 });
    const given = byPlace.get(String(place.n - 1)) ?? [];
    const linked = given.some(({ fingerprint }) => fingerprint === place.previous);
    if (isPossible(place) && given.length > 0 && !linked) broken.push(place.n);
    before = place;
  }
  return { missing, repeated: distinct(repeated), broken: distinct(broken) };
}

/** The first has nothing before it, and any other has something. */
function isPossible({ n, previous }: Place): boolean {
  return (n === 1) === (previous === null);
}

function tell(sequence: ComparedSequence): readonly Finding[] {
  const { vault, places, missing, repeated, broken } = sequence;
  const from = places[0]?.n ?? 0;
  const to = places.at(-1)?.n ?? 0;
  const findings: Finding[] = [];
  if (missing.length > 0) {
    const absent = missing.reduce((sum, range) => sum + range.to - range.from + 1, 0);
    const numbers = listed(missing.map(rangeText));
    const given = new Set(places.map(({ n }) => n)).size;
    const data = { vault, from, to, given, missing: absent, numbers };
    findings.push(finding("SEQUENCE_GAP", vault, data));
  }
  const byPlace = grouped(places, ({ n }) => String(n));
  for (const n of repeated) {
    const files = listed((byPlace.get(String(n)) ?? []).flatMap(({ paths }) => paths));
    findings.push(finding("SEQUENCE_REPEATED", vault, { vault, n, files }));
  }
  for (const n of broken) {
    const file = listed((byPlace.get(String(n)) ?? []).flatMap(({ paths }) => paths));
    findings.push(finding("SEQUENCE_LINK_BROKEN", vault, { vault, n, file, before: n - 1 }));
  }
  for (const place of places) {
    if (isPossible(place)) continue;
    const data = { vault, n: place.n, file: listed(place.paths) };
    findings.push(finding("SEQUENCE_CONTRADICTED", vault, data));
  }
  return findings.length > 0 ? findings : [finding("SEQUENCE_WHOLE", vault, { vault, from, to })];
}

function rangeText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${String(from)}-${String(to)}`;
}
