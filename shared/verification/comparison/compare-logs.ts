import { nameList } from "../../words/name-list.ts";
import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { continuesFrom } from "../../log/fixed-subtrees.ts";
import type { NodePlace, TreeNode } from "../../log/tree.ts";
import { type Finding, finding } from "../verdict.ts";
import { comparedCheckpoint, type SignedCheckpoint } from "./checkpoints.ts";
import type { ComparedLog, Fork } from "./comparison.ts";
import { grouped } from "./listing.ts";

/** A complete subtree's hash, and the checkpoint that was the first to fix it. */
interface Fixed {
  readonly hash: Uint8Array;
  readonly by: SignedCheckpoint;
}

/**
 * The checkpoints of each log beside each other. Two with one size and different roots, or whose receipts fix one
 * complete subtree differently, prove a fork. Whether one continues the other is shown where the larger one's receipt
 * fixes all that the smaller root is made of; otherwise it stays open, and nothing is held against anybody.
 *
 * @param checkpoints every one verified; in the order of the inputs
 */
export function compareLogs(checkpoints: readonly SignedCheckpoint[]): {
  readonly findings: readonly Finding[];
  readonly logs: readonly ComparedLog[];
  readonly forks: readonly Fork[];
} {
  // Under a trusted descriptor an origin is one log, whichever of its keys signed; a stranger's key is a name only.
  const byLog = grouped(checkpoints, ({ origin, trusted, logKey }) =>
    JSON.stringify([origin, trusted ? null : logKey]),
  );
  const findings: Finding[] = [];
  const logs: ComparedLog[] = [];
  const forks: Fork[] = [];
  for (const group of byLog.values()) {
    if (group.length < 2) continue;
    const compared = compareLog([...group].sort((a, b) => a.size - b.size));
    findings.push(...tell(compared.log, compared.forks));
    logs.push(compared.log);
    forks.push(...compared.forks);
  }
  return { findings, logs, forks };
}

function compareLog(bySize: readonly SignedCheckpoint[]): {
  readonly log: ComparedLog;
  readonly forks: readonly Fork[];
} {
  const forks: Fork[] = [];
  const heads = new Map<number, SignedCheckpoint>();
  const fixed = new Map<string, Fixed>();
  /** What the receipts at one size fix; only of heads that are not known to be forked. */
  const fixedAt = new Map<number, Map<string, Uint8Array>>();
  for (const signed of bySize) {
    const head = heads.get(signed.size);
    if (head === undefined) heads.set(signed.size, signed);
    const fork =
      head !== undefined && head.root !== signed.root
        ? forkOf("same-size", head, signed)
        : subtreeFork(fixed, signed);
    if (fork !== undefined) forks.push(fork);
    if (head !== undefined && head.root !== signed.root) continue;
    const known = fixedAt.get(signed.size) ?? new Map<string, Uint8Array>();
    fixedAt.set(signed.size, known);
    for (const node of signed.nodes) {
      known.set(keyOf(node), node.hash);
      if (!fixed.has(keyOf(node))) fixed.set(keyOf(node), { hash: node.hash, by: signed });
    }
  }
  const steps: { readonly from: number; readonly to: number; readonly shown: boolean }[] = [];
  let before: SignedCheckpoint | undefined;
  for (const head of heads.values()) {
    if (before !== undefined) {
      const known = fixedAt.get(head.size);
      const continued = continuesFrom({ size: before.size, root: before.rootBytes }, (place) =>
        known?.get(keyOf(place)),
      );
      steps.push({ from: before.size, to: head.size, shown: continued === true });
      if (continued === false && !forks.some((fork) => isBetween(fork, before, head)))
        forks.push(forkOf("root", before, head));
    }
    before = head;
  }
  const origin = bySize[0]?.origin ?? "";
  const checkpoints = [...heads.values()].map(({ path, size, root }) => ({ path, size, root }));
  return { log: { origin, checkpoints, steps }, forks };
}

function keyOf({ level, index }: NodePlace): string {
  return `${String(level)}/${String(index)}`;
}

function isBetween(
  fork: Fork,
  one: SignedCheckpoint | undefined,
  other: SignedCheckpoint,
): boolean {
  return fork.first.root === one?.root && fork.second.root === other.root;
}

/** The first subtree that an earlier checkpoint fixes differently. */
function subtreeFork(
  fixed: ReadonlyMap<string, Fixed>,
  signed: SignedCheckpoint,
): Fork | undefined {
  for (const node of signed.nodes) {
    const other = fixed.get(keyOf(node));
    if (other !== undefined && !equalBytes(other.hash, node.hash))
      return forkOf("subtree", other.by, signed, { node, other: other.hash });
  }
  return undefined;
}

function forkOf(
  kind: Fork["kind"],
  first: SignedCheckpoint,
  second: SignedCheckpoint,
  at?: { readonly node: TreeNode; readonly other: Uint8Array },
): Fork {
  const { origin } = first;
  const both = first.cosigned.filter((institution) => second.cosigned.includes(institution));
  const sides = { first: comparedCheckpoint(first), second: comparedCheckpoint(second) };
  const fork = { origin, kind, ...sides, cosignedBoth: both };
  if (at === undefined) return fork;
  const { level, index, hash } = at.node;
  return { ...fork, place: { level, index, first: toHex(at.other), second: toHex(hash) } };
}

function tell({ origin, checkpoints, steps }: ComparedLog, forks: readonly Fork[]): Finding[] {
  if (forks.length > 0) {
    return forks.map(({ first, second, cosignedBoth }) =>
      finding("LOG_FORK", origin, {
        origin,
        first: first.path,
        firstSize: first.size,
        second: second.path,
        secondSize: second.size,
        institutions: cosignedBoth.length === 0 ? "-" : nameList(cosignedBoth),
      }),
    );
  }
  if (checkpoints.length < 2) return [];
  const open = steps.find(({ shown }) => !shown);
  if (open === undefined)
    return [finding("CHECKPOINTS_CONSISTENT", origin, { origin, count: checkpoints.length })];
  return [finding("CONSISTENCY_NOT_SHOWN", origin, { origin, from: open.from, to: open.to })];
}
