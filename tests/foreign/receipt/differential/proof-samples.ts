import { leafHash } from "../../../../shared/log/tree-hash.ts";
import { verifyConsistency, verifyInclusion } from "../../../../shared/log/tree-proof.ts";
import type { Random } from "../../../parties/random.ts";
import { base64, type Sample } from "./sample.ts";
import { type SampleTree, sampleTree } from "./sample-tree.ts";

interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

interface Consistency {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

function inclusionSample(kind: string, asked: Inclusion): Sample {
  const { leaf, index, size, root, hashes } = asked;
  return {
    kind,
    question: {
      What: "inclusion",
      Leaf: base64(leaf),
      Index: index,
      Size: size,
      Root: base64(root),
      Hashes: hashes.map(base64),
    },
    ours: () =>
      verifyInclusion(leafHash(leaf), index, size, hashes, root) ? "accepted" : "refused",
  };
}

function consistencySample(kind: string, asked: Consistency): Sample {
  const { from, fromRoot, size, root, hashes } = asked;
  return {
    kind,
    question: {
      What: "consistency",
      From: from,
      FromRoot: base64(fromRoot),
      Size: size,
      Root: base64(root),
      Hashes: hashes.map(base64),
    },
    ours: () =>
      verifyConsistency({ size: from, root: fromRoot }, { size, root }, hashes)
        ? "accepted"
        : "refused",
  };
}

/** Half of the trees are small, where the shapes differ most from each other. */
function treeOf(random: Random): SampleTree {
  return sampleTree(1 + random.below(random.oneIn(2) ? 20 : 300));
}

function goodInclusion(random: Random): Inclusion {
  const tree = treeOf(random);
  const index = random.below(tree.size);
  const { size, root } = tree;
  return { leaf: tree.leaf(index), index, size, root, hashes: tree.inclusion(index) };
}

function goodConsistency(random: Random): Consistency {
  const tree = treeOf(random);
  const from = 1 + random.below(tree.size);
  const { size, root } = tree;
  return { from, fromRoot: sampleTree(from).root, size, root, hashes: tree.consistency(from) };
}

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  const bent = bytes.slice();
  const at = random.below(bent.length);
  bent[at] = (bent[at] ?? 0) ^ (1 << random.below(8));
  return bent;
}

/** Changes one hash of a list; where there is none, adds one, which is as false. */
function bent(hashes: readonly Uint8Array[], random: Random): readonly Uint8Array[] {
  if (hashes.length === 0) return [random.bytes(32)];
  const at = random.below(hashes.length);
  return hashes.map((hash, place) => (place === at ? flipped(hash, random) : hash));
}

function shortened(hashes: readonly Uint8Array[], random: Random): readonly Uint8Array[] {
  if (hashes.length === 0) return [random.bytes(32)];
  const at = random.below(hashes.length);
  return hashes.filter((_, place) => place !== at);
}

function lengthened(hashes: readonly Uint8Array[], random: Random): readonly Uint8Array[] {
  const at = random.below(hashes.length + 1);
  return [...hashes.slice(0, at), random.bytes(32), ...hashes.slice(at)];
}

/** The other order; one hash or none has no other, so that it gets a false one behind it. */
function turned(hashes: readonly Uint8Array[], random: Random): readonly Uint8Array[] {
  return hashes.length < 2 ? [...hashes, random.bytes(32)] : [...hashes].reverse();
}

const inclusionKinds: Readonly<
  Record<string, (good: Inclusion, random: Random) => Partial<Inclusion>>
> = {
  "inclusion-hash-flipped": ({ hashes }, random) => ({ hashes: bent(hashes, random) }),
  "inclusion-hash-missing": ({ hashes }, random) => ({ hashes: shortened(hashes, random) }),
  "inclusion-hash-more": ({ hashes }, random) => ({ hashes: lengthened(hashes, random) }),
  "inclusion-order": ({ hashes }, random) => ({ hashes: turned(hashes, random) }),
  "inclusion-root-flipped": ({ root }, random) => ({ root: flipped(root, random) }),
  "inclusion-other-leaf": (_, random) => ({ leaf: random.bytes(20) }),
  "inclusion-index-beyond": ({ size }) => ({ index: size }),
  "inclusion-index-negative": () => ({ index: -1 }),
  "inclusion-size-zero": () => ({ size: 0 }),
  "inclusion-size-huge": () => ({ size: Number.MAX_SAFE_INTEGER }),
  "inclusion-many-hashes": (_, random) => ({
    hashes: Array.from({ length: 70 }, () => random.bytes(32)),
  }),
};

const consistencyKinds: Readonly<
  Record<string, (good: Consistency, random: Random) => Partial<Consistency>>
> = {
  "consistency-hash-flipped": ({ hashes }, random) => ({ hashes: bent(hashes, random) }),
  "consistency-hash-missing": ({ hashes }, random) => ({ hashes: shortened(hashes, random) }),
  "consistency-hash-more": ({ hashes }, random) => ({ hashes: lengthened(hashes, random) }),
  "consistency-order": ({ hashes }, random) => ({ hashes: turned(hashes, random) }),
  "consistency-root-flipped": ({ root }, random) => ({ root: flipped(root, random) }),
  "consistency-earlier-root-flipped": ({ fromRoot }, random) => ({
    fromRoot: flipped(fromRoot, random),
  }),
  "consistency-larger-first": ({ from, size }) => ({ from: size + 1, size: from }),
  "consistency-from-nothing": () => ({ from: 0 }),
  "consistency-from-nothing-plain": () => ({
    from: 0,
    fromRoot: sampleTree(0).root,
    hashes: [],
  }),
  "consistency-from-false-nothing": () => ({ from: 0, hashes: [] }),
  "consistency-negative": () => ({ from: -1 }),
  "consistency-of-other-log": (_, random) => ({
    fromRoot: sampleTree(1, random.bytes(9)).root,
  }),
};

export const proofKinds = [...Object.keys(inclusionKinds), ...Object.keys(consistencyKinds)];

export function goodProof(random: Random): Sample {
  return random.oneIn(2)
    ? inclusionSample("good", goodInclusion(random))
    : consistencySample("good", goodConsistency(random));
}

/** @param turn how many came before: the kinds take turns */
export function badProof(random: Random, turn: number): Sample {
  const kind = proofKinds[turn % proofKinds.length] ?? "";
  const inclusion = inclusionKinds[kind];
  if (inclusion !== undefined) {
    const good = goodInclusion(random);
    return inclusionSample(kind, { ...good, ...inclusion(good, random) });
  }
  const good = goodConsistency(random);
  return consistencySample(kind, { ...good, ...consistencyKinds[kind]?.(good, random) });
}
