import { attempt } from "../bytes/attempt.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readInteger } from "../bytes/der/readers.ts";
import { tags } from "../bytes/der/element.ts";

/** The two integers of an ECDSA or SM2 signature; both at least 1. */
export interface RAndS {
  readonly r: bigint;
  readonly s: bigint;
}

/** The pair of a strict DER SEQUENCE { r INTEGER, s INTEGER }; undefined for anything else. */
export function parseRAndS(signature: Uint8Array): RAndS | undefined {
  const tree = parseDer(signature, { maxBytes: 256, maxDepth: 2, maxElements: 3 });
  if (!tree.ok) return undefined;
  const pair = attempt((refuse) => {
    const fields = fieldsOf(tree.value, refuse);
    const r = readInteger(fields.take(tags.integer), refuse);
    const s = readInteger(fields.take(tags.integer), refuse);
    fields.end();
    return { r, s };
  });
  return pair.ok && pair.value.r > 0n && pair.value.s > 0n ? pair.value : undefined;
}
