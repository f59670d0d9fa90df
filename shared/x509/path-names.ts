import type { Certificate } from "./certificate.ts";
import type { GeneralName } from "./general-name.ts";
import type { NameConstraints, Subtree } from "./name-constraints.ts";
import { attempt } from "../bytes/attempt.ts";
import { extensionOids } from "./certificate-extensions.ts";
import { extensionValue } from "./extension.ts";
import { formOf, liesWithin, mayReach } from "./name-subtree.ts";
import { isSelfIssued } from "./certificate.ts";
import { readGeneralName } from "./general-name.ts";

/** How a certificate's names may break the constraints of an authority above it. */
export const nameRules = [
  "name-not-permitted",
  "name-excluded",
  /** It has a name of a constrained form that cannot be compared, so that it must be refused. */
  "name-not-comparable",
] as const;
export type NameRule = (typeof nameRules)[number];

/** Names times subtrees of one pair of certificates; more are refused as not comparable. */
const maxComparisons = 20_000;

/**
 * Every name of a certificate that a constraint may be about: its subject unless empty, the mailboxes in it, its
 * alternative names. Undefined when they cannot be read.
 */
function namesOf({ subject, extensions }: Certificate): readonly GeneralName[] | undefined {
  const alternative = extensions.all.find(({ oid }) => oid === extensionOids.subjectAltName);
  const names: GeneralName[] =
    subject.relatives.length === 0 ? [] : [{ kind: "directory", name: subject }];
  for (const text of subject.emails) {
    if (text === undefined) return undefined;
    names.push({ kind: "email", text });
  }
  if (alternative === undefined) return names;
  const read = attempt((refuse) =>
    extensionValue(alternative, refuse).children.map((child) => readGeneralName(child, refuse)),
  );
  return read.ok ? [...names, ...read.value] : undefined;
}

function ofForm(subtrees: readonly Subtree[], name: GeneralName): readonly Subtree[] {
  return subtrees.filter(({ base }) => formOf(base) === formOf(name));
}

function placementIn(
  name: GeneralName,
  { base, unbounded }: Subtree,
  compare: typeof liesWithin,
): boolean | undefined {
  return unbounded ? compare(name, base) : undefined;
}

function nameFault(name: GeneralName, constraints: NameConstraints): NameRule | undefined {
  const excluded = ofForm(constraints.excluded, name).map((one) =>
    placementIn(name, one, mayReach),
  );
  if (excluded.includes(true)) return "name-excluded";
  const permitted = ofForm(constraints.permitted, name).map((one) =>
    placementIn(name, one, liesWithin),
  );
  if (excluded.includes(undefined) || permitted.includes(undefined)) return "name-not-comparable";
  return permitted.length === 0 || permitted.includes(true) ? undefined : "name-not-permitted";
}

function faultUnder(
  names: readonly GeneralName[] | undefined,
  constraints: NameConstraints,
): NameRule | undefined {
  const subtrees = constraints.permitted.length + constraints.excluded.length;
  if (names === undefined || names.length * subtrees > maxComparisons) return "name-not-comparable";
  for (const name of names) {
    const rule = nameFault(name, constraints);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

/**
 * Which name rules the certificate at `index` of a path from leaf to anchor breaks under the constraints of every
 * authority above it, the anchor's own among them and whether critical or not (RFC 5280 6.1.3 b, c; RFC 5937 3.2).
 * A self-issued certificate that is not the leaf is free of them.
 */
export function nameFaults(path: readonly Certificate[], index: number): readonly NameRule[] {
  const certificate = path[index];
  if (certificate === undefined || (index > 0 && isSelfIssued(certificate))) return [];
  const above = path
    .slice(index + 1)
    .map(({ extensions }) => extensions.nameConstraints)
    .filter((constraints) => constraints !== undefined);
  if (above.length === 0) return [];
  const names = namesOf(certificate);
  const broken = above
    .map((constraints) => faultUnder(names, constraints))
    .filter((rule) => rule !== undefined);
  return [...new Set(broken)];
}
