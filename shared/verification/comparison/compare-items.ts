import { speaks } from "../times/time-standing.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ComparedInput, ComparedItem, SharedName } from "./comparison.ts";
import { distinct, grouped, listed } from "./listing.ts";
import { earliestOf, provenBy } from "./proven-by.ts";

/** Items and their editions, and different items that go by one name. */
export function compareItems(inputs: readonly ComparedInput[]): {
  readonly findings: readonly Finding[];
  readonly items: readonly ComparedItem[];
  readonly numbers: readonly SharedName[];
  readonly ids: readonly SharedName[];
} {
  const speaking = inputs.filter(({ verdict }) => speaks(verdict));
  const named = speaking.filter(({ verdict: { facts } }) => facts.fingerprint !== null);
  const findings: Finding[] = [];
  const items: ComparedItem[] = [];
  for (const [fingerprint, group] of grouped(named, fingerprintOf)) {
    const packages = group.filter(({ verdict: { facts } }) => facts.format === "package");
    if (packages.length === 0) continue;
    const item = itemOf(fingerprint, packages, group);
    items.push(item);
    findings.push(...tellEditions(item, packages), ...tellCustody(item, packages));
  }
  const numbers = sharedNames(items, inputs, ({ number }) => number);
  const ids = sharedNames(items, inputs, ({ id }) => id);
  for (const { name, items: bearers } of numbers) {
    const files = listed(bearers.flatMap(({ paths }) => paths));
    findings.push(finding("NUMBER_SHARED", name, { number: name, count: bearers.length, files }));
  }
  for (const { name, items: bearers } of ids) {
    const files = listed(bearers.flatMap(({ paths }) => paths));
    findings.push(finding("ID_SHARED", name, { id: name, count: bearers.length, files }));
  }
  return { findings, items, numbers, ids };
}

function fingerprintOf({ verdict }: ComparedInput): string {
  return verdict.facts.fingerprint ?? "";
}

/** @param group the packages, and bare receipts for the same fingerprint, which prove a time as well */
function itemOf(
  fingerprint: string,
  packages: readonly ComparedInput[],
  group: readonly ComparedInput[],
): ComparedItem {
  const facts = packages[0]?.verdict.facts;
  const editions = packages.map(({ path, verdict }) => {
    const last = verdict.facts.editions.at(-1);
    return { path, n: last?.n ?? null, closedAt: last?.closedAt ?? null };
  });
  editions.sort((a, b) => (a.n ?? 0) - (b.n ?? 0) || (a.closedAt ?? 0) - (b.closedAt ?? 0));
  return {
    fingerprint,
    number: facts?.number ?? null,
    id: facts?.id ?? null,
    editions,
    earliest: earliestOf(group.map(provenBy)),
  };
}

function tellEditions(
  { fingerprint, number, editions }: ComparedItem,
  packages: readonly ComparedInput[],
): readonly Finding[] {
  if (packages.length < 2) return [];
  const name = number ?? fingerprint;
  const files = listed(editions.map(({ path }) => path));
  const findings: Finding[] = [
    finding("SAME_ITEM", fingerprint, { number: name, count: packages.length, files }),
  ];
  const known = packages.filter(({ sha256 }) => sha256 !== undefined);
  const numbered = grouped(known, ({ verdict }) => String(verdict.facts.editions.at(-1)?.n ?? ""));
  for (const [n, group] of numbered) {
    if (n === "" || new Set(group.map(({ path, sha256 }) => sha256 ?? path)).size < 2) continue;
    const paths = listed(group.map(({ path }) => path));
    findings.push(finding("EDITIONS_DIVERGE", fingerprint, { number: name, n, files: paths }));
  }
  return findings;
}

/** One custody log must be the beginning of the other: each is laid beside the longest. */
function tellCustody(
  { fingerprint, number }: ComparedItem,
  packages: readonly ComparedInput[],
): readonly Finding[] {
  const logs = packages.map(({ path, verdict }) => ({ path, acts: verdict.facts.custody }));
  logs.sort((a, b) => b.acts.length - a.acts.length);
  const [longest, ...others] = logs;
  if (longest === undefined) return [];
  const findings: Finding[] = [];
  for (const { path, acts } of others) {
    const at = acts.findIndex(({ digest }, place) => longest.acts[place]?.digest !== digest);
    if (at < 0) continue;
    const files = listed([longest.path, path]);
    const data = { number: number ?? fingerprint, seq: at + 1, files };
    findings.push(finding("CUSTODY_FORKED", fingerprint, data));
  }
  return findings;
}

function sharedNames(
  items: readonly ComparedItem[],
  inputs: readonly ComparedInput[],
  nameOf: (item: ComparedItem) => string | null,
): readonly SharedName[] {
  if (inputs.length < 2) return [];
  const named = items.filter((item) => nameOf(item) !== null);
  const shared: SharedName[] = [];
  for (const [name, group] of grouped(named, (item) => nameOf(item) ?? "")) {
    if (group.length < 2) continue;
    const bearers = group.map(({ fingerprint, editions }) => ({
      fingerprint,
      paths: distinct(editions.map(({ path }) => path)),
    }));
    shared.push({ name, items: bearers });
  }
  return shared;
}
