import type { Random } from "../../parties/random.ts";
import type { Mutator } from "./mutator.ts";
import { mutateOctets } from "./octets.ts";

type Edit = (lines: string[], at: number, random: Random, others: readonly string[]) => void;

const words = [
  "— ",
  "none",
  "all",
  "any",
  "quorum",
  "group",
  "witness",
  "log",
  "index",
  "extra",
  "sha256:",
  "..",
  "0",
  "-1",
  "00",
  "1e3",
  "9007199254740993",
  "18446744073709551616",
  "=",
  "AAAA",
  "\u0000",
  "\r",
  "\t",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "é",
  "e\u0301",
];

function insideLine(line: string, random: Random): string {
  const at = random.below(line.length + 1);
  const [head, tail] = [line.slice(0, at), line.slice(at)];
  switch (random.below(7)) {
    case 0:
      return head + random.pick(words) + tail;
    case 1:
      return head + tail.slice(1 + random.below(4));
    case 2:
      return head + tail.slice(0, 1).repeat(2 + random.below(5)) + tail.slice(1);
    case 3:
      return line.replace(/[0-9]+/u, () => String(random.below(2 ** 31)));
    case 4:
      return line.split(" ").reverse().join(" ");
    case 5:
      return line.toUpperCase();
    default:
      return head + String.fromCharCode(32 + random.below(95)) + tail.slice(1);
  }
}

const edits: readonly Edit[] = [
  (lines, at) => void lines.splice(at, 1),
  (lines, at, random) => {
    const times = random.oneIn(20) ? 1 + random.below(2_000) : 1;
    lines.splice(at, 0, ...Array.from({ length: times }, () => lines[at] ?? ""));
  },
  (lines, at, random) => {
    const to = random.below(lines.length);
    const held = lines[at] ?? "";
    lines[at] = lines[to] ?? "";
    lines[to] = held;
  },
  (lines, at, random, others) => void lines.splice(at, 0, random.pick(others)),
  (lines, at, random, others) => {
    lines[at] = random.pick(others);
  },
  (lines, at, random) => {
    lines[at] = insideLine(lines[at] ?? "", random);
  },
  (lines, at, random) => {
    lines[at] = insideLine(lines[at] ?? "", random);
  },
  (lines, at, random) => {
    lines[at] = (lines[at] ?? "") + random.pick([" ", "\r", "\t", " x"]);
  },
  (lines, at) => void lines.splice(at, 0, ""),
];

/** Edits of lines and of words inside them: notes, proofs, policies, sums, logs of JSON lines. */
export const mutateLines: Mutator = (input, random, other) => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(input);
  if (text.includes("\ufffd")) return mutateOctets(input, random, other);
  const lines = text.split("\n");
  const others = new TextDecoder().decode(other).split("\n");
  random.pick(edits)(lines, random.below(lines.length), random, others);
  return new TextEncoder().encode(lines.join("\n"));
};
