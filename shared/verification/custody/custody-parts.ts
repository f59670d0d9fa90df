import { packageNames } from "../../container/package-names.ts";
import { custodyLimits } from "../../evidence/custody-log.ts";
import type { PackageManifest, PackageView } from "../container/package-view.ts";
import type { TimestampFacts } from "../facts.ts";
import type { ProvenTime } from "../times/check-order.ts";
import type { CustodyPart } from "./check-custody.ts";

/** `custody/0002.jsonl` and on. */
const continued = /^custody\/[0-9]{4}\.jsonl$/u;

/**
 * The files of a package's custody log in their order, with the trusted tokens that cover each, of the edition
 * it came with. All together are read up to 4 MiB. An edition may come without a part; one that was taken out shows by the links between entries.
 */
export async function custodyParts(
  view: PackageView,
  timestamps: readonly TimestampFacts[],
): Promise<readonly [CustodyPart, ...CustodyPart[]]> {
  let room: number = custodyLimits.bytes;
  const partOf = async (file: string): Promise<CustodyPart> => {
    const bytes = await view.read(file, room);
    room -= bytes?.length ?? 0;
    return { file, bytes, coveredBy: coveringTokens(view, file, timestamps) };
  };
  const first = await partOf(packageNames.custody);
  const names = [...view.entries.keys()].filter((name) => continued.test(name)).sort();
  const later: CustodyPart[] = [];
  for (const name of names) later.push(await partOf(name));
  return [first, ...later];
}

function coveringTokens(
  view: PackageView,
  file: string,
  timestamps: readonly TimestampFacts[],
): readonly ProvenTime[] {
  const edition = view.editions.find(({ entries }) => entries.has(file));
  const proofs = new Set(
    edition === undefined
      ? []
      : [
          edition.closing.file,
          ...edition.stamps.filter((stamp) => lists(stamp, file)).map((stamp) => stamp.file),
        ],
  );
  return timestamps
    .filter((token) => token.sound && token.trusted && proofs.has(token.file))
    .map(({ file: token, time, accuracyMs }) => ({ file: token, time, accuracyMs }));
}

/** A late token is over the payload, and not over what came with it. */
function lists({ manifest }: PackageManifest, file: string): boolean {
  return manifest.references.some(({ name }) => name === file);
}
