import { custodyName, packageNames } from "../../container/package-names.ts";
import { type Finding, finding } from "../verdict.ts";
import type { EditionView, PackageManifest } from "./package-view.ts";

/** A manifest that closes an edition. */
export interface ClosingManifest {
  readonly manifest: PackageManifest;
  /** As its name has it; 0 for the archive manifest without one, which is the newest. */
  readonly number: number;
  readonly kind: "archive" | "record";
}

/** What a later edition may add beside its proofs and its part of the custody log. */
const addable = /^META-INF\/trust\//u;

/**
 * The editions of a package, oldest first. Each closing manifest begins with the references of the one before, in
 * their order, followed by that one and the file over it: so nothing of an earlier edition was changed, left out or
 * moved. Archive manifests are numbered in their order, the newest has no number.
 */
export function editionsOf(
  closings: readonly ClosingManifest[],
  whole: readonly PackageManifest[],
  names: ReadonlySet<string>,
  findings: Finding[],
): readonly EditionView[] {
  const ordered = [...closings].sort(
    (a, b) => a.manifest.manifest.references.length - b.manifest.manifest.references.length,
  );
  checkNumbers(ordered, findings);
  const known = new Set<string>([packageNames.mimetype]);
  const editions: EditionView[] = [];
  let before: PackageManifest | undefined;
  for (const [index, { manifest: closing }] of ordered.entries()) {
    const n = index + 1;
    if (before !== undefined && !continues(closing, before))
      findings.push(finding("EDITION_NOT_CONTAINED", closing.name, { n, earlier: before.name }));
    const listed = closing.manifest.references.map(({ name }) => name);
    const here = n === ordered.length ? [...names] : listed;
    const entries = new Set(
      [...here, closing.name, closing.file].filter((name) => names.has(name) && !known.has(name)),
    );
    for (const name of entries) known.add(name);
    editions.push(editionOf(n, closing, entries, whole));
    before = closing;
  }
  for (const edition of editions) checkAdded(edition, editions[edition.n - 2], findings);
  return editions;
}

function checkNumbers(ordered: readonly ClosingManifest[], findings: Finding[]): void {
  let archives = 0;
  let records = 0;
  for (const [index, { manifest, number, kind }] of ordered.entries()) {
    const newest = index === ordered.length - 1;
    if (kind === "archive") archives += 1;
    const right = kind === "record" ? number > records : number === (newest ? 0 : archives);
    if (kind === "record") records = number;
    // An archive manifest with a number where the newest should stand leaves the package without one.
    if (!right) findings.push(finding("EDITION_NUMBER_WRONG", manifest.name, { n: index + 1 }));
  }
}

/** Whether a closing manifest begins with all that the one before lists, then it and its file. */
function continues(closing: PackageManifest, before: PackageManifest): boolean {
  const expected = [
    ...before.manifest.references.map(({ name }) => name),
    before.name,
    before.file,
  ];
  const { references } = closing.manifest;
  return expected.every((name, index) => references[index]?.name === name);
}

function editionOf(
  n: number,
  closing: PackageManifest,
  entries: ReadonlySet<string>,
  whole: readonly PackageManifest[],
): EditionView {
  const own = whole.filter(({ name }) => entries.has(name) && name !== closing.name);
  const signed = own.filter(({ proof }) => proof === "signature");
  const signature =
    n === 1 ? signed.find(({ name }) => name === packageNames.payloadManifest) : signed[0];
  const stamps = own.filter(
    ({ name, proof }) => proof !== "signature" && name !== packageNames.payloadManifest,
  );
  const custody = custodyName(n);
  return {
    n,
    closing,
    ...(entries.has(custody) ? { custody } : {}),
    ...(signature === undefined ? {} : { signature }),
    stamps,
    entries,
  };
}

/** Whether a later edition added only what editions add, and signed its part of the custody log. */
function checkAdded(
  edition: EditionView,
  before: EditionView | undefined,
  findings: Finding[],
): void {
  const { n, closing, custody, signature, stamps, entries } = edition;
  if (before === undefined) {
    for (const entry of entries)
      if (entry.startsWith("custody/"))
        findings.push(finding("EDITION_ENTRY_UNEXPECTED", entry, { entry, n }));
    return;
  }
  const own = new Set<string>([closing.name, closing.file]);
  for (const each of signature === undefined ? stamps : [...stamps, signature]) {
    own.add(each.name);
    own.add(each.file);
  }
  if (custody !== undefined) own.add(custody);
  for (const entry of entries)
    if (!own.has(entry) && !addable.test(entry))
      findings.push(finding("EDITION_ENTRY_UNEXPECTED", entry, { entry, n }));
  const signs = new Set(signature?.manifest.references.map(({ name }) => name));
  const must = [
    ...(custody === undefined ? [] : [custody]),
    before.closing.name,
    before.closing.file,
  ];
  const needed = custody === undefined && signature === undefined ? [] : must;
  for (const entry of needed)
    if (!signs.has(entry)) findings.push(finding("EDITION_NOT_SIGNED", closing.name, { entry, n }));
}
