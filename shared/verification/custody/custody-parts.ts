import { packageNames } from "../../container/package-names.ts";
import { custodyLimits } from "../../evidence/custody-log.ts";
import type { PackageView } from "../container/package-view.ts";
import type { TimestampFacts } from "../facts.ts";
import type { ProvenTime } from "../times/check-order.ts";
import type { CustodyPart } from "./check-custody.ts";

/** `custody/0002.jsonl` and on. */
const continued = /^custody\/([0-9]{4})\.jsonl$/u;

/**
 * The files of a package's custody log in their order, with the trusted tokens that cover each: those of the edition
 * it came with. A number left out before the last one is a file that is missing.
 */
export async function custodyParts(
  view: PackageView,
  timestamps: readonly TimestampFacts[],
): Promise<readonly [CustodyPart, ...CustodyPart[]]> {
  const numbers = [...view.entries.keys()].flatMap((name) => continued.exec(name)?.[1] ?? []);
  const last = Math.max(1, ...numbers.map(Number));
  const partOf = async (file: string): Promise<CustodyPart> => ({
    file,
    bytes: await view.read(file, custodyLimits.bytes),
    coveredBy: coveringTokens(view, file, timestamps),
  });
  const first = await partOf(packageNames.custody);
  const later: CustodyPart[] = [];
  for (let n = 2; n <= last; n += 1) {
    later.push(await partOf(`custody/${String(n).padStart(4, "0")}.jsonl`));
    // What follows a missing file hangs in the air, and numbers are the maker's to choose.
    if (later.at(-1)?.bytes === undefined) break;
  }
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
      : [edition.closing.file, ...edition.stamps.map((manifest) => manifest.file)],
  );
  return timestamps
    .filter((token) => token.sound && token.trusted && proofs.has(token.file))
    .map(({ file: token, time, accuracyMs }) => ({ file: token, time, accuracyMs }));
}
