import type { VerifySignature } from "../../signature/scheme.ts";
import { signedCheckpoint } from "./checkpoints.ts";
import { compareItems } from "./compare-items.ts";
import { compareLogs } from "./compare-logs.ts";
import { compareFiles, compareMembers } from "./compare-members.ts";
import { compareNotBefore } from "./compare-not-before.ts";
import { compareRelations } from "./compare-relations.ts";
import { compareSequences } from "./compare-sequences.ts";
import type { ComparedInput, Comparison } from "./comparison.ts";

/**
 * Lays inputs that have been judged beside each other: the same bytes and the same items, editions, ties, places in
 * their vaults' sequences, by when each is proven to have existed, and the logs' checkpoints. It never says which one
 * is true. What an input that failed says of itself is left out; its checkpoint, which the log signed, is not.
 *
 * Time grows as n log n with inputs, members and acts. Finds nothing for fewer than two inputs.
 *
 * @param inputs with paths that differ
 */
export function compareVerdicts(
  inputs: readonly ComparedInput[],
  verify: VerifySignature,
): Comparison {
  const checkpoints = inputs.flatMap((input) => signedCheckpoint(input, verify) ?? []);
  const files = compareFiles(inputs);
  const items = compareItems(inputs);
  const members = compareMembers(inputs);
  const relations = compareRelations(inputs);
  const sequences = compareSequences(inputs);
  const notBefore = compareNotBefore(inputs, checkpoints);
  const logs = compareLogs(checkpoints);
  return {
    findings: [
      ...files.findings,
      ...items.findings,
      ...members.findings,
      ...relations.findings,
      ...sequences.findings,
      ...notBefore.findings,
      ...logs.findings,
    ],
    facts: {
      identical: files.identical,
      items: items.items,
      shared: members.shared,
      named: members.named,
      numbers: items.numbers,
      ids: items.ids,
      relations: relations.relations,
      sequences: sequences.sequences,
      notBefore: notBefore.notBefore,
      logs: logs.logs,
      forks: logs.forks,
    },
  };
}
