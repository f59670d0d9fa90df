import { element, explicit, integer, sequence } from "../../../shared/bytes/der/writer.ts";
import { boolean, generalizedTime, oid } from "../../../shared/bytes/der/writer.ts";
import { constructedTag } from "../../../shared/bytes/der/element.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import type { DigestName } from "../../../shared/digest/digest-name.ts";
import { writeImprint } from "../../../shared/timestamp/message-imprint.ts";
import type { Random } from "../../parties/random.ts";
import { day, firstTime, times } from "../certified-signers.ts";

export type { Random };

/** A token, what it is judged with, and in which way it was made. */
export interface Sample {
  readonly kind: string;
  readonly token: Uint8Array;
  /** The imprint that the judge is told to expect. */
  readonly expected: { readonly name: DigestName; readonly value: Uint8Array };
  readonly genTime: number;
  /** When we judge it; the end of 2028 when absent, the last day on which RSA with PKCS#1 v1.5 is acceptable. */
  readonly judgedAt?: number;
  /** The good token from which a flipped bit made this one. */
  readonly origin?: Uint8Array;
}

/** What a token says of what and when. */
export interface Content {
  readonly name: DigestName;
  readonly imprint: Uint8Array;
  readonly genTime: number;
}

const imprintDigests = ["sha256", "sha384", "sha512", "sm3"] as const;

export function contentOf(random: Random): Content {
  const name = random.pick(imprintDigests);
  const genTime = firstTime + random.below(times) * day;
  return { name, imprint: digestOf(name, random.bytes(32)), genTime };
}

/** Fields of a TSTInfo in place of the usual ones. */
export interface InfoWishes {
  readonly version?: number;
  readonly ordering?: boolean;
  /** DER of the Name in `tsa`. */
  readonly tsa?: Uint8Array;
  /** DER of Extensions. */
  readonly extensions?: readonly Uint8Array[];
}

/** DER of a TSTInfo with every field that the wishes or the dice ask for. */
export function infoOf(content: Content, random: Random, wishes: InfoWishes = {}): Uint8Array {
  const { version = 1, ordering = false, tsa, extensions } = wishes;
  return sequence(
    integer(version),
    oid(`2.999.${String(random.below(50))}`),
    writeImprint(content.name, content.imprint),
    integer(BigInt(random.below(1_000_000_000) + 1)),
    generalizedTime(content.genTime),
    ...(random.oneIn(2) ? [sequence(integer(1 + random.below(9)))] : []),
    ...(ordering ? [boolean(true)] : []),
    ...(random.oneIn(2) ? [integer(random.below(1_000_000_000))] : []),
    ...(tsa === undefined ? [] : [explicit(0, explicit(4, tsa))]),
    ...(extensions === undefined ? [] : [element(constructedTag(1), ...extensions)]),
  );
}

export function sampleOf(kind: string, content: Content, token: Uint8Array): Sample {
  const expected = { name: content.name, value: content.imprint };
  return { kind, token, expected, genTime: content.genTime };
}
