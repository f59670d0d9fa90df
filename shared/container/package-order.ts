import type { EntryRef } from "./package-part.ts";
import { packageNames } from "./package-names.ts";

const manifest = /^META-INF\/ASiCManifest([0-9]{3})\.xml$/u;
const token = /^META-INF\/timestamp([0-9]{3})\.tst$/u;
const recordManifest = /^META-INF\/ASiCEvidenceRecordManifest([0-9]{3})\.xml$/u;
const record = /^META-INF\/evidencerecord([0-9]{3})\.ers$/u;
const signature = /^META-INF\/signature[0-9]{3}\.p7s$/u;
const afterTokens = 2_100;
const afterStamps = 5_000;
const archive = afterStamps + 30;

/** Places of the members between the signature and the archive manifest. */
const fixed: ReadonlyMap<string, number> = new Map([
  [packageNames.evidence, 0],
  [packageNames.custody, 1],
  [packageNames.payloadManifest, 10],
  [packageNames.submission, afterStamps],
  [packageNames.receipt, afterStamps + 1],
  [packageNames.policy, afterStamps + 2],
  [packageNames.network, afterStamps + 3],
  [packageNames.verify, afterStamps + 20],
  [packageNames.sha256sums, afterStamps + 21],
  [packageNames.sm3sums, afterStamps + 22],
  [packageNames.archiveManifest, archive],
]);

function numberIn(pattern: RegExp, name: string): number {
  return Number(pattern.exec(name)?.[1] ?? 0);
}

function placeOf(name: string): number | undefined {
  const known = fixed.get(name);
  if (known !== undefined) return known;
  if (name.startsWith("custody/")) return 1;
  if (name.startsWith("data/")) return 2;
  if (name.startsWith("capture/")) return 3;
  if (signature.test(name)) return 11;
  const stamped = numberIn(manifest, name);
  if (stamped > 0) return 2 * stamped + 10;
  const stamp = numberIn(token, name);
  if (stamp > 0) return 2 * (stamp + 1) + 11;
  const recorded = numberIn(recordManifest, name);
  if (recorded > 0) return afterTokens + 2 * recorded;
  const batch = numberIn(record, name);
  if (batch > 0) return afterTokens + 2 * batch + 1;
  if (name.startsWith("META-INF/consortium/")) return afterStamps + 4;
  if (name.startsWith("META-INF/trust/")) return afterStamps + 10;
  return undefined;
}

/** Sorts by place; undefined when a name has none. What shares a place stays in the order given. */
function sortedByPlace<T>(
  members: readonly T[],
  nameOf: (member: T) => string,
  closing: string,
): { readonly ordered: readonly T[]; readonly stranger: string | undefined } {
  const closed = numberIn(record, closing);
  const placeIn = (name: string): number | undefined => {
    if (name === closing) return Number.POSITIVE_INFINITY;
    return closed > 0 && numberIn(recordManifest, name) === closed ? archive : placeOf(name);
  };
  let stranger: string | undefined;
  const placed = members.map((member, index) => {
    const place = placeIn(nameOf(member));
    if (place === undefined) stranger ??= nameOf(member);
    return { member, index, place: place ?? 0 };
  });
  placed.sort((a, b) => (a.place === b.place ? a.index - b.index : a.place - b.place));
  return { ordered: placed.map(({ member }) => member), stranger };
}

/** Entry names in the order of docs/spec/package.md, as `orderMembers` has it; undefined when one has no place. */
export function orderNames(
  names: readonly string[],
  closing: string,
): readonly string[] | undefined {
  const { ordered, stranger } = sortedByPlace(names, (name) => name, closing);
  return stranger === undefined ? ordered : undefined;
}

/**
 * The members of a package in the order of docs/spec/package.md; members of one place (data, capture,
 * trust) stay in the order given. `closing` names the closing token or evidence record, which stands last, behind
 * the manifest it is over. A name that has no place is a programmer's error and throws.
 */
export function orderMembers(members: readonly EntryRef[], closing: string): readonly EntryRef[] {
  const { ordered, stranger } = sortedByPlace(members, ({ name }) => name, closing);
  if (stranger !== undefined) throw new RangeError(`no place in a package: ${stranger}`);
  return ordered;
}

/**
 * The members of an edition: those of the edition before it in their order, its archive manifest under its new
 * name, then what was added in the order of a package. Throws as `orderMembers` does.
 */
export function orderEdition(
  earlier: readonly EntryRef[],
  added: readonly EntryRef[],
  closing: string,
): readonly EntryRef[] {
  return [...earlier, ...orderMembers(added, closing)];
}
