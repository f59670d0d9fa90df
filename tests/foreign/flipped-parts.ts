import { constructedTag, type DerElement } from "../../shared/bytes/der/element.ts";
import { parseDer } from "../../shared/bytes/der/parser.ts";
import type { Random } from "../parties/random.ts";

/** The parts of a SignedData in which a bit is flipped; `frame` is all tags, lengths and versions around the others. */
export const flippedParts = [
  "frame",
  "digest-algorithms",
  "content",
  "certificates",
  "signer-id",
  "signer-digest",
  "signed-attributes",
  "signature-algorithm",
  "signature",
] as const;
export type FlippedPart = (typeof flippedParts)[number];

function childrenAt(
  element: DerElement | undefined,
  ...path: readonly number[]
): readonly DerElement[] {
  let here = element;
  for (const step of path) here = here?.children.at(step);
  return here?.children ?? [];
}

/** Where the named parts lie. */
function partsOf(signedData: Uint8Array): ReadonlyMap<FlippedPart, DerElement> {
  const parsed = parseDer(signedData);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const data = childrenAt(parsed.value, 1, 0);
  const [, sid, digest, attributes, algorithm, signature] = childrenAt(data.at(-1), 0);
  const certificates = data.find(({ tag }) => tag === constructedTag(0));
  const found: readonly (readonly [FlippedPart, DerElement | undefined])[] = [
    ["digest-algorithms", data[1]],
    ["content", data[2]],
    ["certificates", certificates],
    ["signer-id", sid],
    ["signer-digest", digest],
    ["signed-attributes", attributes],
    ["signature-algorithm", algorithm],
    ["signature", signature],
  ];
  return new Map(
    found.flatMap(([part, element]) => (element === undefined ? [] : [[part, element] as const])),
  );
}

/** The offsets of a part's octets. */
function offsetsOf(signedData: Uint8Array, part: FlippedPart): readonly number[] {
  const parts = partsOf(signedData);
  const within = (element: DerElement, at: number): boolean =>
    at >= element.start && at < element.start + element.bytes.length;
  const named = parts.get(part);
  const all = Array.from(signedData.keys());
  if (named !== undefined) return all.filter((at) => within(named, at));
  return all.filter((at) => ![...parts.values()].some((element) => within(element, at)));
}

/** The same with one bit of that part flipped; of the frame, where the part is absent. */
export function withFlippedBit(
  signedData: Uint8Array,
  part: FlippedPart,
  random: Random,
): Uint8Array {
  const flipped = signedData.slice();
  const at = random.pick(offsetsOf(flipped, part));
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  return flipped;
}
