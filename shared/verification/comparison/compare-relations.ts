import { fromHex } from "../../bytes/hex.ts";
import { evidenceNumber } from "../../evidence/evidence-number.ts";
import type { Relation } from "../../evidence/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ComparedInput, ComparedRelation } from "./comparison.ts";
import { grouped, listed } from "./listing.ts";
import { speaks } from "../times/time-standing.ts";

/** The ties that the items name: whether the related item was given, and whether it is the one that was named. */
export function compareRelations(inputs: readonly ComparedInput[]): {
  readonly findings: readonly Finding[];
  readonly relations: readonly ComparedRelation[];
} {
  const packages = inputs.filter(
    ({ verdict }) => speaks(verdict) && verdict.facts.format === "package",
  );
  const byFingerprint = grouped(packages, ({ verdict }) => verdict.facts.fingerprint ?? "");
  const byId = grouped(packages, ({ verdict }) => verdict.facts.id ?? "");
  const relations: ComparedRelation[] = [];
  for (const { path, verdict } of packages) {
    for (const { type, target } of verdict.facts.relations) {
      const { evidence, fingerprint } = target;
      const same = byFingerprint.get(fingerprint) ?? [];
      const given = same.filter((other) => holdsTarget(other, target));
      const contradicted = [
        ...same.filter((other) => !holdsTarget(other, target)),
        ...(byId.get(evidence) ?? []).filter(
          (other) => other.verdict.facts.fingerprint !== fingerprint,
        ),
      ];
      relations.push({
        path,
        type,
        evidence,
        fingerprint,
        given: given.map((other) => other.path),
        contradicted: contradicted.map((other) => other.path),
      });
    }
  }
  return { findings: relations.map(tell), relations };
}

/** Whether an item of the named fingerprint also has the id and, where they are named, the member and its digest. */
function holdsTarget({ verdict }: ComparedInput, target: Relation["target"]): boolean {
  const { id, members } = verdict.facts;
  if (id !== target.evidence) return false;
  if (target.member === undefined && target.sha256 === undefined) return true;
  return members.some(
    (member) =>
      (target.member === undefined || member.id === target.member) &&
      (target.sha256 === undefined || (member.type === "file" && member.sha256 === target.sha256)),
  );
}

function tell(relation: ComparedRelation): Finding {
  const { path: file, type, fingerprint, given, contradicted } = relation;
  const octets = fromHex(fingerprint);
  const number = octets === undefined ? fingerprint : evidenceNumber(octets);
  const data = { file, relation: type, number };
  if (contradicted.length > 0)
    return finding("RELATED_ITEM_DIFFERS", file, { ...data, files: listed(contradicted) });
  return given.length > 0
    ? finding("RELATED_ITEM_GIVEN", file, { ...data, files: listed(given) })
    : finding("RELATED_ITEM_ABSENT", file, data);
}
