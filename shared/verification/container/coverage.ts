import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { isFalseTrustName, isMetadataName, packageNames } from "../../container/package-names.ts";
import { orderNames } from "../../container/package-order.ts";
import type { RangeDigests } from "../../digest/byte-source.ts";
import { mostTold } from "../most-told.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ManifestRoles } from "./manifest-roles.ts";
import type { ReadManifest } from "./manifests.ts";
import type { PackageManifest } from "./package-view.ts";

export type EntryDigests = ReadonlyMap<string, RangeDigests>;

/** What each entry is, so that a changed one is told once, whichever manifests list it, and a thousand at most. */
type Told = Set<string>;

/** Compares what one manifest lists with what is there. */
function checkReferences(
  read: ReadManifest,
  digests: EntryDigests,
  told: Told,
  findings: Finding[],
): void {
  const manifest = read.name;
  const seen = new Set<string>();
  let agree = true;
  for (const { name, digest, value } of read.manifest.references) {
    const actual = digests.get(name)?.[digest];
    const found = seen.has(name)
      ? finding("MANIFEST_REPEATS", manifest, { entry: name })
      : !digests.has(name)
        ? finding("ENTRY_MISSING", name, { entry: name, manifest })
        : actual === undefined || !equalBytes(actual, value)
          ? finding("ENTRY_CHANGED", name, { entry: name, manifest })
          : undefined;
    seen.add(name);
    if (found === undefined) continue;
    agree = false;
    const key = `${found.code} ${name}`;
    if (told.has(key) || told.size >= mostTold) continue;
    findings.push(found);
    told.add(key);
  }
  if (agree) findings.push(finding("MANIFEST_AGREES", manifest, { entries: seen.size }));
}

function listed(read: ReadManifest | undefined): ReadonlySet<string> {
  return new Set(read?.manifest.references.map(({ name }) => name));
}

/** Strict rule (a): nothing stands outside the archive manifest but `mimetype`, itself and its token. */
function checkCoverage(closing: PackageManifest, names: Iterable<string>, findings: Finding[]) {
  const covered = listed(closing);
  const exempt = new Set<string>([packageNames.mimetype, closing.name, closing.file]);
  let whole = true;
  for (const entry of names) {
    if (exempt.has(entry) || covered.has(entry)) continue;
    findings.push(finding("ENTRY_NOT_COVERED", entry, { entry }));
    whole = false;
  }
  for (const entry of exempt) {
    if (!covered.has(entry)) continue;
    findings.push(finding("MANIFEST_UNEXPECTED", closing.name, { file: entry }));
    whole = false;
  }
  return whole;
}

/**
 * What is no metadata must have been there when the payload was sealed, wherever it stands. What lies under
 * META-INF/trust is named by its digest: under any other name it is something that somebody put there.
 */
function checkSealed(payload: PackageManifest, digests: EntryDigests, findings: Finding[]): void {
  const sealed = listed(payload);
  for (const [entry, found] of digests) {
    const known = isMetadataName(entry) && !isFalseTrustName(entry, hexOf(found, "sha256") ?? "");
    if (entry === packageNames.mimetype || known || sealed.has(entry)) continue;
    findings.push(finding("ENTRY_NOT_SEALED", entry, { entry }));
  }
}

/** A token counts for what its manifest lists: the payload again, its manifest and its signature. */
function checkStampScope(roles: ManifestRoles, findings: Finding[]): void {
  const { payload } = roles;
  if (payload === undefined) return;
  const required = [...listed(payload), payload.name, payload.file];
  const stamps = roles.editions.flatMap((edition) => edition.stamps);
  for (const stamp of stamps.length === 0 ? roles.stamps : stamps) {
    const covered = listed(stamp);
    for (const entry of required) {
      if (!covered.has(entry)) findings.push(finding("STAMP_SCOPE", stamp.file, { entry }));
    }
  }
}

/** Strict rule (a) over all manifests of a package, with the digests of its entries. */
export function checkManifests(
  manifests: readonly ReadManifest[],
  roles: ManifestRoles,
  digests: EntryDigests,
  findings: Finding[],
): void {
  const told: Told = new Set();
  const before = findings.length;
  for (const read of manifests) checkReferences(read, digests, told, findings);
  const agree = findings.slice(before).every(({ code }) => code === "MANIFEST_AGREES");
  if (roles.payload !== undefined) checkSealed(roles.payload, digests, findings);
  checkStampScope(roles, findings);
  if (roles.closing === undefined) return;
  if (checkCoverage(roles.closing, digests.keys(), findings) && agree) {
    const entries = roles.closing.manifest.references.length;
    findings.push(finding("COVERAGE_COMPLETE", roles.closing.name, { entries }));
    checkOrder(roles.closing, digests.keys(), findings);
  }
}

/**
 * The entries stand in the order of the format, what shares a place there in the order of the closing manifest; or in
 * that manifest's own order, as an edition adds to what was there. Either way the manifest fixes it.
 */
function checkOrder(closing: PackageManifest, names: Iterable<string>, findings: Finding[]): void {
  const listed = [...closing.manifest.references.map(({ name }) => name), closing.name];
  const orders = [listed, orderNames(listed, closing.file) ?? listed].map((order) => [
    packageNames.mimetype,
    ...order,
    closing.file,
  ]);
  const present = [...names];
  const fits = (order: readonly string[]): boolean =>
    present.every((name, index) => name === order[index]);
  if (orders.some(fits)) return;
  const first = present.find((name, index) => orders.every((order) => name !== order[index]));
  const entry = first ?? closing.name;
  findings.push(finding("ENTRY_ORDER", entry, { entry }));
}

/** The hex of a digest that was computed; undefined otherwise. */
export function hexOf(
  digests: RangeDigests | undefined,
  name: "sha256" | "sm3",
): string | undefined {
  const value = digests?.[name];
  return value === undefined ? undefined : toHex(value);
}
