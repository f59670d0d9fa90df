import { toHex } from "../../../shared/bytes/hex.ts";
import { packageFileName, packageNames } from "../../../shared/container/package-names.ts";
import { writeSums, type SumLine } from "../../../shared/container/sums.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writeProcedure } from "../../../shared/report/procedure.ts";
import { entryOf, type ObjectStore } from "../../objects/store.ts";
import type { EntryFact, Items } from "../items.ts";
import { isPractice } from "./package-entries.ts";

/**
 * VERIFY.md, SHA256SUMS and SM3SUMS: the submitter's words, for the convenience of who has no software of ours.
 *
 * @param content every entry that is there so far
 */
export async function convenienceEntries(
  objects: ObjectStore,
  item: Items["registered"],
  content: readonly EntryFact[],
): Promise<readonly EntryFact[]> {
  const { number, fingerprint } = item;
  const practice = isPractice(item);
  const procedure = writeProcedure({
    packageFile: packageFileName(number, practice),
    number,
    fingerprint,
    practice,
    registered: item.registration !== null,
    recorded: false,
  });
  const verify = entryOf(packageNames.verify, await objects.put(procedure));
  const sums = writeSums(
    [...content, verify].map(({ name, sha256 }) => ({ name, digest: sha256 })),
  );
  const sm3sums = writeSums(await sm3Lines(objects, item, content));
  return [
    verify,
    entryOf(packageNames.sha256sums, await objects.put(sums)),
    entryOf(packageNames.sm3sums, await objects.put(sm3sums)),
  ];
}

const manifestForm = /^META-INF\/ASiCManifest\d{3}\.xml$/u;

/** SM3 of evidence.json and the manifests always, of the members where capture computed it. */
async function sm3Lines(
  objects: ObjectStore,
  item: Items["registered"],
  content: readonly EntryFact[],
): Promise<readonly SumLine[]> {
  const members = new Map(
    item.members.flatMap((member) =>
      member.type === "file" && member.sm3 !== undefined ? [[member.path, member.sm3]] : [],
    ),
  );
  const lines: SumLine[] = [];
  for (const { name, sha256 } of content) {
    const known = members.get(name);
    if (known !== undefined) lines.push({ name, digest: known });
    else if (name === packageNames.evidence || manifestForm.test(name)) {
      lines.push({ name, digest: toHex(digestOf("sm3", await objects.read(sha256))) });
    }
  }
  return lines;
}
