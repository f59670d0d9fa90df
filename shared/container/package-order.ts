import type { EntryRef } from "./package-part.ts";
import { packageNames } from "./package-names.ts";

const manifest = /^META-INF\/ASiCManifest([0-9]{3})\.xml$/u;
const token = /^META-INF\/timestamp([0-9]{3})\.tst$/u;
const afterStamps = 2_000;

/** Places of the members between the signature and the archive manifest. */
const fixed: ReadonlyMap<string, number> = new Map([
  [packageNames.evidence, 0],
  [packageNames.custody, 1],
  [packageNames.payloadManifest, 10],
  [packageNames.signature, 11],
  [packageNames.submission, afterStamps],
  [packageNames.receipt, afterStamps + 1],
  [packageNames.policy, afterStamps + 2],
  [packageNames.network, afterStamps + 3],
  [packageNames.verify, afterStamps + 20],
  [packageNames.sha256sums, afterStamps + 21],
  [packageNames.sm3sums, afterStamps + 22],
  [packageNames.archiveManifest, afterStamps + 30],
]);

function placeOf(name: string): number {
  const known = fixed.get(name);
  if (known !== undefined) return known;
  if (name.startsWith("data/")) return 2;
  if (name.startsWith("capture/")) return 3;
  const stamped = Number(manifest.exec(name)?.[1] ?? 0);
  if (stamped > 0) return 2 * stamped + 10;
  const stamp = Number(token.exec(name)?.[1] ?? 0);
  if (stamp > 0) return 2 * (stamp + 1) + 11;
  if (name.startsWith("META-INF/consortium/")) return afterStamps + 4;
  if (name.startsWith("META-INF/trust/")) return afterStamps + 10;
  throw new RangeError(`no place in a package: ${name}`);
}

/**
 * The members of a package in the order of docs/spec/package.md; members of one place (data, capture,
 * trust) stay in the order given. `closing` names the closing token, which stands last. A name that
 * has no place is a programmer's error and throws.
 */
export function orderMembers(members: readonly EntryRef[], closing: string): readonly EntryRef[] {
  const placed = members.map((member, index) => ({
    member,
    index,
    place: member.name === closing ? Number.POSITIVE_INFINITY : placeOf(member.name),
  }));
  placed.sort((a, b) => (a.place === b.place ? a.index - b.index : a.place - b.place));
  return placed.map(({ member }) => member);
}
