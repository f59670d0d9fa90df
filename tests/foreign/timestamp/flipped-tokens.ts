import { equalBytes } from "../../../shared/bytes/octets.ts";
import { parseToken, tokenIdentity } from "../../../shared/timestamp/token.ts";
import { type FlippedPart, withFlippedBit } from "../flipped-parts.ts";
import { commonKeys } from "../samples-in-turn.ts";
import { goodSample, type Maker } from "./good-tokens.ts";
import type { Sample } from "./token-sample.ts";

/** One bit of that part of a good token is flipped. */
export function flipped(part: FlippedPart): Maker {
  return async (authorities, random) => {
    const good = await goodSample(authorities, random, random.below(commonKeys));
    const token = withFlippedBit(good.token, part, random);
    return { ...good, kind: `flip-in-${part}`, token, origin: good.token };
  };
}

/** Whether the bit lies where nothing is signed, and the token says what it said. */
export function onlyUnsignedPartsDiffer({ token, origin }: Sample): boolean {
  const [one, other] = [token, origin ?? new Uint8Array()].map((der) => parseToken(der));
  if (one?.ok !== true || other?.ok !== true) return false;
  const signed = one.value.signer.signedAttributes?.signedBytes ?? new Uint8Array();
  const before = other.value.signer.signedAttributes?.signedBytes ?? new Uint8Array();
  const same = equalBytes(tokenIdentity(one.value), tokenIdentity(other.value));
  return same && equalBytes(signed, before);
}
