import { concatBytes } from "../../../shared/bytes/octets.ts";

/** One TLV, loosely read, free to be made wrong. */
export interface DerNode {
  /** Identifier octets. */
  tag: Uint8Array;
  /** The elements inside; undefined where the content is not elements. */
  children: DerNode[] | undefined;
  content: Uint8Array;
  /** Octets before nested elements, as a BIT STRING has one. */
  lead: Uint8Array;
  /** Length octets in place of the true ones. */
  length: Uint8Array | undefined;
}

const none = new Uint8Array();

/** The elements that fill the bytes exactly; undefined when they do not. Strings are looked into. */
export function readNodes(bytes: Uint8Array, depth = 0): DerNode[] | undefined {
  const nodes: DerNode[] = [];
  let at = 0;
  while (at < bytes.length) {
    const node = readNode(bytes, at, depth);
    if (node === undefined) return undefined;
    nodes.push(node.node);
    at = node.end;
  }
  return nodes;
}

function readNode(
  bytes: Uint8Array,
  start: number,
  depth: number,
): { node: DerNode; end: number } | undefined {
  const first = bytes[start];
  if (first === undefined || depth > 40) return undefined;
  let at = start + 1;
  if ((first & 0x1f) === 0x1f) {
    while ((bytes[at] ?? 0) >= 0x80) at += 1;
    at += 1;
  }
  const tag = bytes.slice(start, at);
  const short = bytes[at];
  if (short === undefined || short === 0x80 || short > 0x84) return undefined;
  at += 1;
  let length = short;
  if (short > 0x80) {
    length = 0;
    for (let more = short - 0x80; more > 0; more -= 1, at += 1)
      length = length * 256 + (bytes[at] ?? 0);
  }
  const end = at + length;
  if (end > bytes.length) return undefined;
  return { node: nodeOf(tag, bytes.slice(at, end), depth), end };
}

function nodeOf(tag: Uint8Array, content: Uint8Array, depth: number): DerNode {
  const first = tag[0] ?? 0;
  const plain: DerNode = { tag, children: undefined, content, lead: none, length: undefined };
  if ((first & 0x20) !== 0) return { ...plain, children: readNodes(content, depth + 1) };
  const leads = first === 0x03 ? 1 : 0;
  const mayNest = first === 0x04 || (first === 0x03 && content[0] === 0) || first >= 0x80;
  if (!mayNest || content.length < leads + 2) return plain;
  const children = readNodes(content.subarray(leads), depth + 1);
  return children === undefined ? plain : { ...plain, children, lead: content.slice(0, leads) };
}

/** The elements as bytes, every length made to fit unless a node says otherwise. */
export function writeNodes(nodes: readonly DerNode[]): Uint8Array {
  return concatBytes(...nodes.map(writeNode));
}

function writeNode(node: DerNode): Uint8Array {
  const content =
    node.children === undefined
      ? node.content
      : concatBytes(node.lead, ...node.children.map(writeNode));
  return concatBytes(node.tag, node.length ?? lengthOctets(content.length), content);
}

export function lengthOctets(length: number, atLeast = 0): Uint8Array {
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  while (octets.length < atLeast) octets.unshift(0);
  if (atLeast === 0 && length < 0x80) return Uint8Array.of(length);
  return Uint8Array.of(0x80 + octets.length, ...octets);
}

/** Every list of siblings in the tree, the outermost first. */
export function lists(nodes: DerNode[]): DerNode[][] {
  return [nodes, ...nodes.flatMap((node) => (node.children ? lists(node.children) : []))];
}

export function copyOf(node: DerNode): DerNode {
  return { ...node, children: node.children?.map(copyOf) };
}
