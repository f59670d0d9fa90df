import type { Random } from "../../../parties/random.ts";
import { cosigners, logSigner, type NoteSigner } from "./signers.ts";

/** A part of a quorum: a cosigner, or a group of which so many suffice. */
export type Part =
  | { readonly kind: "seat"; readonly name: string; readonly signer: NoteSigner }
  | {
      readonly kind: "group";
      readonly name: string;
      readonly rule: string;
      readonly needed: number;
      readonly parts: readonly Part[];
    };

/** A policy, and what it says in words of its own. */
export interface SamplePolicy {
  readonly lines: readonly string[];
  readonly seats: readonly NoteSigner[];
  readonly quorum: Part;
}

/** A policy with up to seven cosigners in groups of groups, each of them once. */
export function samplePolicy(random: Random): SamplePolicy {
  const seats = cosigners.slice(0, 1 + random.below(cosigners.length));
  const lines = [`log ${logSigner.key.text}`];
  let parts: Part[] = seats.map((signer, n) => ({
    kind: "seat",
    name: `w${String(n + 1)}`,
    signer,
  }));
  for (const [n, { key }] of seats.entries())
    lines.push(`witness w${String(n + 1)} ${key.text} https://seat-${String(n + 1)}.example/`);
  for (let n = 1; parts.length > 1; n += 1) {
    const count =
      parts.length < 3 || random.oneIn(3) ? parts.length : 2 + random.below(parts.length - 2);
    const members = parts.slice(0, count);
    const needed = 1 + random.below(count);
    const rule =
      needed === count && random.oneIn(2)
        ? "all"
        : needed === 1 && random.oneIn(2)
          ? "any"
          : String(needed);
    const name = `g${String(n)}`;
    lines.push(`group ${name} ${rule} ${members.map((one) => one.name).join(" ")}`);
    parts = [...parts.slice(count), { kind: "group", name, rule, needed, parts: members }];
  }
  const [quorum] = parts;
  if (quorum === undefined) throw new Error("nobody in it");
  lines.push(`quorum ${quorum.name}`);
  return { lines, seats, quorum };
}

/** Whether these seats suffice. */
export function suffices(part: Part, signed: ReadonlySet<NoteSigner>): boolean {
  return part.kind === "seat"
    ? signed.has(part.signer)
    : part.parts.filter((one) => suffices(one, signed)).length >= part.needed;
}

/** Some seats that suffice, or, asked for it, some that do not. */
export function someSeats(
  { seats, quorum }: SamplePolicy,
  random: Random,
  enough: boolean,
): readonly NoteSigner[] {
  let signed = enough ? [...seats] : [];
  for (let turn = 0; turn < 8; turn += 1) {
    const tried = seats.filter(() => !random.oneIn(3));
    if (suffices(quorum, new Set(tried)) === enough) signed = tried;
  }
  return signed;
}
