const dotted = /^[012](?:\.(?:0|[1-9]\d*))+$/;

/** The dotted text of the content octets of a valid OBJECT IDENTIFIER (X.690 8.19). */
export function oidText(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of content) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet >= 0x80) continue;
    if (arcs.length === 0) {
      const first = arc < 40n ? 0n : arc < 80n ? 1n : 2n;
      arcs.push(first, arc - 40n * first);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join(".");
}

function base128(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return octets;
}

/** The content octets of a dotted object identifier. Throws for a text that is none. */
export function oidContent(text: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.test(text) ? text.split(".").map(BigInt) : [3n];
  if (first > 2n || (first < 2n && second > 39n)) {
    throw new RangeError(`not an object identifier: ${text}`);
  }
  return Uint8Array.from([40n * first + second, ...rest].flatMap(base128));
}
