import type { Random } from "../parties/random.ts";
import { type FlippedPart, flippedParts } from "./flipped-parts.ts";
import { keyKinds, type Signing } from "./signer-keys.ts";

/** Makes a sample of its kind. */
export type Make<Authorities, Sample> = (
  authorities: Authorities,
  random: Random,
) => Promise<Sample>;

/** Makes a sample by a signer; `kind` names the signer. */
export type MakeBy<Authorities, Sample> = (
  kind: string,
  signing: Signing,
  authorities: Authorities,
  random: Random,
) => Promise<Sample>;

/** The first kinds of keys are those that every judge knows: all but Ed25519 and SM2. */
export const commonKeys = keyKinds.length - 2;

function inTurn<T>(all: readonly T[], index: number): T {
  const one = all[index % all.length];
  if (one === undefined) throw new RangeError("nothing to choose from");
  return one;
}

/** A maker for each signer. */
function bySigner<Authorities, Sample>(
  signings: ReadonlyMap<string, Signing>,
  by: MakeBy<Authorities, Sample>,
): readonly Make<Authorities, Sample>[] {
  return [...signings].map(
    ([kind, signing]) =>
      (authorities, random) =>
        by(kind, signing, authorities, random),
  );
}

/** Good sample number `index`: those by every rightly certified signer, then those of every form, in turn. */
export function goodInTurn<Authorities extends { readonly right: ReadonlyMap<string, Signing> }, S>(
  by: MakeBy<Authorities, S>,
  forms: readonly Make<Authorities, S>[],
): (authorities: Authorities, random: Random, index: number) => Promise<S> {
  return (authorities, random, index) =>
    inTurn([...bySigner(authorities.right, by), ...forms], index)(authorities, random);
}

/** Bad sample number `index`: a third has a wrong certificate, a third a flipped bit, each kind in turn. */
export function badInTurn<Authorities extends { readonly wrong: ReadonlyMap<string, Signing> }, S>(
  by: MakeBy<Authorities, S>,
  flipped: (part: FlippedPart) => Make<Authorities, S>,
  odd: readonly Make<Authorities, S>[],
): (authorities: Authorities, random: Random, index: number) => Promise<S> {
  return (authorities, random, index) => {
    const turn = Math.floor(index / 3);
    const makers = [
      () => inTurn(bySigner(authorities.wrong, by), turn),
      () => flipped(inTurn(flippedParts, turn)),
      () => inTurn(odd, turn),
    ];
    return inTurn(makers, index)()(authorities, random);
  };
}
