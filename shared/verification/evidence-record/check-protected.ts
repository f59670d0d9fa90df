import { toHex } from "../../bytes/hex.ts";
import { digestOf } from "../../digest/digest.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import type { EvidenceRecord } from "../../evidence-record/evidence-record.ts";
import { distinctAscending } from "../../evidence-record/hash-tree.ts";
import { hashTreeRenewalObjects } from "../../evidence-record/renewal.ts";
import { type Finding, finding } from "../verdict.ts";
import { isStamped, nameOf, type PlacedTimestamp } from "./placed-timestamp.ts";
import type { RecordQuestion } from "./record-question.ts";

type Objects = readonly Uint8Array[] | undefined;

/**
 * Whether each archive time-stamp covers what it must: the first the data, the first of each further chain the data
 * with all chains before it, every other the token before it.
 */
export async function checkProtected(
  record: EvidenceRecord,
  placed: readonly PlacedTimestamp[],
  question: Pick<RecordQuestion, "subject" | "objects">,
): Promise<readonly Finding[]> {
  const { subject } = question;
  const findings: Finding[] = [];
  const known = new Map<DigestName, Objects>();
  const objectsBy = async (digest: DigestName): Promise<Objects> => {
    if (!known.has(digest)) known.set(digest, distinct(await question.objects(digest)));
    return known.get(digest);
  };
  for (const one of placed) {
    if (one.previous === undefined) {
      findings.push(...checkInitial(one, await objectsBy(one.digest), subject, placed.length));
      continue;
    }
    const covered = one.firstOfChain
      ? renewedObjects(record, one, await objectsBy(one.digest))
      : [digestOf(one.digest, one.previous)];
    const { n } = one;
    if (covered === undefined) {
      const { digest } = one;
      const count = one.timestamp.reducedTree?.[0]?.length ?? 0;
      // Without the data nothing can be said of a new chain; that all of it is missing has been said.
      if (!findings.some(({ code }) => code === "RECORD_DATA_NOT_GIVEN"))
        findings.push(finding("RECORD_DATA_NOT_GIVEN", subject, { digest, count }));
      continue;
    }
    findings.push(
      missingFrom(one, covered) === 0
        ? finding("RECORD_RENEWAL_COVERS", nameOf(subject, n, placed.length), { n })
        : finding("RECORD_RENEWAL_BROKEN", subject, { n }),
    );
  }
  return findings;
}

function checkInitial(
  one: PlacedTimestamp,
  objects: Objects,
  subject: string,
  tokens: number,
): readonly Finding[] {
  const first = one.timestamp.reducedTree?.[0] ?? [];
  if (objects === undefined || objects.length === 0) {
    const data = { digest: one.digest, count: first.length };
    return [finding("RECORD_DATA_NOT_GIVEN", subject, data)];
  }
  const count = missingFrom(one, objects);
  if (count > 0) return [finding("RECORD_OBJECT_MISSING", subject, { count })];
  const findings: Finding[] = [
    finding("RECORD_OBJECTS_COVERED", subject, { count: objects.length }),
  ];
  if (one.timestamp.reducedTree === undefined)
    findings.push(finding("RECORD_ROOT_STAMPED", nameOf(subject, one.n, tokens), {}));
  // One object makes no group: its neighbours may stand beside it (section 4.2).
  if (objects.length > 1) {
    const further = distinctAscending(first).length - objects.length;
    findings.push(
      further === 0
        ? finding("RECORD_GROUP_EXACT", subject, {})
        : finding("RECORD_GROUP_WIDER", subject, { count: further }),
    );
  }
  return findings;
}

function renewedObjects(record: EvidenceRecord, one: PlacedTimestamp, objects: Objects): Objects {
  if (objects === undefined || objects.length === 0) return undefined;
  const before = record.chains.slice(0, one.chain).map(({ bytes }) => bytes);
  return hashTreeRenewalObjects(one.digest, objects, before);
}

/** How many of these are not protected: in the first list, or, without a tree, what the token is over. */
function missingFrom(
  { timestamp, digest }: PlacedTimestamp,
  objects: readonly Uint8Array[],
): number {
  const [list] = timestamp.reducedTree ?? [];
  if (list === undefined)
    return objects.filter((one) => !isStamped(timestamp.token, digest, one)).length;
  // The list may be a hundred thousand long: what is asked for is remembered, not what is there.
  const missing = new Set(objects.map(toHex));
  for (const one of list) missing.delete(toHex(one));
  return missing.size;
}

function distinct(objects: Objects): Objects {
  return objects && [...new Map(objects.map((one) => [toHex(one), one])).values()];
}
