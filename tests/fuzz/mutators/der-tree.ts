import { oid } from "../../../shared/bytes/der/writer.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import type { Random } from "../../parties/random.ts";
import { copyOf, type DerNode, lengthOctets, lists, readNodes, writeNodes } from "./der-node.ts";
import type { Mutator } from "./mutator.ts";
import { mutateOctets } from "./octets.ts";

type Edit = (siblings: DerNode[], at: number, random: Random, others: DerNode[]) => void;

const tagOctets = [
  1, 2, 3, 4, 5, 6, 10, 12, 19, 22, 23, 24, 30, 48, 49, 0x80, 0x81, 0xa0, 0xa1, 0xa2, 0xa3,
];
const identifiers = [
  "1.2.840.113549.1.7.2",
  "1.2.840.113549.1.9.16.1.4",
  "1.2.840.113549.1.9.3",
  "1.2.840.113549.1.9.4",
  "1.2.840.113549.1.9.16.2.12",
  "1.2.840.113549.1.9.16.2.47",
  "1.2.840.113549.1.1.1",
  "1.2.840.113549.1.1.10",
  "1.2.840.113549.1.1.11",
  "1.2.840.10045.4.3.2",
  "1.2.156.10197.1.501",
  "1.2.156.10197.1.401",
  "1.3.101.112",
  "2.5.29.15",
  "2.5.29.19",
  "2.5.29.30",
  "2.5.29.37",
  "2.16.840.1.101.3.4.2.1",
  "2.16.840.1.101.3.4.2.3",
  "2.999.1",
];
const times = [
  "491231235959Z",
  "20261121020307Z",
  "20261121020307.5Z",
  "20260230000000Z",
  "99991231235959Z",
  "000101000000Z",
];

function nested(node: DerNode, levels: number): DerNode {
  let inner = node;
  for (let level = 0; level < levels; level += 1) {
    inner = { ...emptyNode(), children: [inner] };
  }
  return inner;
}

function emptyNode(): DerNode {
  return {
    tag: Uint8Array.of(0x30),
    children: undefined,
    content: new Uint8Array(),
    lead: new Uint8Array(),
    length: undefined,
  };
}

/** New content for an element without elements, by what its tag says. */
function otherContent(node: DerNode, random: Random): Uint8Array {
  switch (node.tag[0]) {
    case 0x01:
      return random.pick([Uint8Array.of(0), Uint8Array.of(255), Uint8Array.of(1)]);
    case 0x02:
    case 0x0a:
      return random.pick([
        Uint8Array.of(0),
        Uint8Array.of(1),
        Uint8Array.of(0xff),
        Uint8Array.of(0, ...node.content),
        random.bytes(1 + random.below(random.oneIn(20) ? 4000 : 9)),
      ]);
    case 0x06:
      return random.oneIn(5)
        ? random.bytes(1 + random.below(random.oneIn(10) ? 3000 : 12))
        : oid(random.pick(identifiers)).subarray(2);
    case 0x17:
    case 0x18:
      return toUtf8(random.pick(times));
    default:
      return mutateOctets(node.content, random, node.content);
  }
}

const edits: readonly Edit[] = [
  (siblings, at) => void siblings.splice(at, 1),
  (siblings, at, random) => {
    const copies = random.oneIn(20) ? 1 + random.below(400) : 1;
    for (let copy = 0; copy < copies; copy += 1)
      siblings.splice(at, 0, ...siblings.slice(at, at + 1).map(copyOf));
  },
  (siblings, at, random) => {
    const [moved] = siblings.splice(at, 1);
    if (moved !== undefined) siblings.splice(random.below(siblings.length + 1), 0, moved);
  },
  (siblings, at, random, others) => {
    if (others.length > 0) siblings[at] = copyOf(random.pick(others));
  },
  (siblings, at, random, others) => {
    if (others.length > 0) siblings.splice(at, 0, copyOf(random.pick(others)));
  },
  withNode((node, random) => {
    node.tag = random.oneIn(10)
      ? Uint8Array.of(random.pick([0x1f, 0x3f, 0xbf, 0x9f]), ...random.bytes(1 + random.below(4)))
      : Uint8Array.of(random.oneIn(4) ? random.below(256) : random.pick(tagOctets));
  }),
  withNode((node, random) => {
    const length = node.content.length;
    node.length = random.pick([
      Uint8Array.of(0x80),
      lengthOctets(length, 1 + random.below(6)),
      lengthOctets(Math.max(0, length + random.below(5) - 2)),
      Uint8Array.of(0x84, 0xff, 0xff, 0xff, 0xff),
      Uint8Array.of(0x88, ...random.bytes(8)),
    ]);
  }),
  withNode((node, random) => {
    if (node.children === undefined) node.content = otherContent(node, random);
    else node.children.reverse();
  }),
  withNode((node, random) => {
    if (node.children === undefined) node.content = otherContent(node, random);
    else if (random.oneIn(3)) node.children = [];
  }),
  (siblings, at, random) => {
    const node = siblings[at];
    if (node !== undefined)
      siblings[at] = nested(node, random.oneIn(10) ? random.below(300) : 1 + random.below(3));
  },
  (siblings, at) => {
    const node = siblings[at];
    if (node?.children !== undefined) siblings.splice(at, 1, ...node.children);
  },
];

function withNode(edit: (node: DerNode, random: Random) => void): Edit {
  return (siblings, at, random) => {
    const node = siblings[at];
    if (node !== undefined) edit(node, random);
  };
}

/** Edits of a DER tree; lengths around the edited place are made to fit, so that the edit is reached. */
export const mutateDer: Mutator = (input, random, other) => {
  const nodes = readNodes(input);
  if (nodes === undefined || nodes.length === 0) return mutateOctets(input, random, other);
  const others = lists(readNodes(other) ?? []).flat();
  const places = lists(nodes).flatMap((siblings) => siblings.map((_, at) => ({ siblings, at })));
  const { siblings, at } = random.pick(places);
  random.pick(edits)(siblings, at, random, random.oneIn(2) ? others : lists(nodes).flat());
  return writeNodes(nodes);
};
