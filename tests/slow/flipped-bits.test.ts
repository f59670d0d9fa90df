import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { root } from "../../scripts/layers.mjs";
import type { DerElement } from "../../shared/bytes/der/element.ts";
import { parseDer } from "../../shared/bytes/der/parser.ts";
import { flipSubject } from "./flip-subjects.ts";
import { unreadPlaces } from "./unread-places.ts";

const answer = z.object({
  untouched: z.string(),
  bits: z.number(),
  examined: z.number(),
  passed: z.array(z.number()),
  open: z.array(z.number()),
  interrupted: z.array(z.number()),
});
type Answer = z.infer<typeof answer>;

const parts = 2;

function flipPart(name: string, part: number): Promise<Answer> {
  const program = join(root, "tests", "slow", "flip-bits.ts");
  const words = ["--import", "tsx", program, name, String(part), String(parts)];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) =>
    child.once("close", (code) => {
      if (code === 0) resolve(answer.parse(JSON.parse(said)));
      else reject(new Error(`${name}: exit ${String(code)}`));
    }),
  );
}

/** The bits of a subject, shared out between processes. */
async function flip(name: string): Promise<Answer> {
  const all = await Promise.all(Array.from({ length: parts }, (_, part) => flipPart(name, part)));
  const [first] = all;
  if (first === undefined) throw new Error("nothing was asked");
  return {
    ...first,
    examined: all.reduce((sum, { examined }) => sum + examined, 0),
    passed: all.flatMap(({ passed }) => passed).sort((a, b) => a - b),
    open: all.flatMap(({ open }) => open),
    interrupted: all.flatMap(({ interrupted }) => interrupted),
  };
}

const long = 1_200_000;

test(
  "a package with any one bit flipped is refused: every bit of it",
  async () => {
    const { untouched, bits, examined, passed, open, interrupted } = await flip("package");
    expect(untouched).toBe("passed");
    expect(bits).toBeGreaterThan(200_000);
    expect(examined).toBe(bits);
    expect(passed).toEqual([]);
    expect(open).toEqual([]);
    expect(interrupted).toEqual([]);
  },
  long,
);

test(
  "a container of other software with any one bit flipped is refused, but where no reader looks",
  async () => {
    const { untouched, bits, examined, passed, open, interrupted } = await flip("container");
    const { bytes } = await flipSubject("container");
    const unread = await unreadPlaces(bytes);
    expect(untouched).toBe("passed");
    expect(bits).toBeGreaterThan(40_000);
    expect(examined).toBe(bits);
    expect(passed.filter((bit) => !unread.has(Math.floor(bit / 8)))).toEqual([]);
    expect(open).toEqual([]);
    expect(interrupted).toEqual([]);
  },
  long,
);

test.each(["edition", "batch"])(
  "a package with one bit flipped is refused, one in each stretch: %s",
  async (name) => {
    const { untouched, examined, passed, open, interrupted } = await flip(name);
    expect(untouched).toBe("passed");
    expect(examined).toBeGreaterThan(10_000);
    expect(passed).toEqual([]);
    expect(open).toEqual([]);
    expect(interrupted).toEqual([]);
  },
  long,
);

test(
  "a receipt with any one bit flipped never passes beside its leaf",
  async () => {
    const { untouched, bits, examined, passed, interrupted } = await flip("receipt");
    expect(untouched).toBe("passed");
    expect(examined).toBe(bits);
    expect(passed).toEqual([]);
    expect(interrupted).toEqual([]);
  },
  long,
);

/** The elements of a SignedData that its signature does not cover, by offset. */
interface Malleable {
  readonly name: string;
  readonly element: DerElement;
}

function malleableParts(contentInfo: DerElement): readonly Malleable[] {
  const signedData = contentInfo.children[1]?.children[0];
  const [version, digests, , ...rest] = signedData?.children ?? [];
  const signer = rest.at(-1)?.children[0];
  const named = [
    ["version of SignedData", version],
    ["digestAlgorithms of SignedData", digests],
    ["certificates", rest.find(({ tag }) => tag === 0xa0)],
    ["version of SignerInfo", signer?.children[0]],
  ] as const;
  return named.flatMap(([name, element]) => (element === undefined ? [] : [{ name, element }]));
}

function treeOf(bytes: Uint8Array): DerElement {
  const parsed = parseDer(bytes);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value;
}

/** The names of the parts in which flipped bits were let pass; a bit outside all of them is `elsewhere`. */
function partsOf(passed: readonly number[], parts: readonly Malleable[]): readonly string[] {
  const names = passed.map((bit) => {
    const at = Math.floor(bit / 8);
    const within = ({ element: { start, bytes } }: Malleable): boolean =>
      at >= start && at < start + bytes.length;
    return parts.find(within)?.name ?? `elsewhere: bit ${bit}`;
  });
  return [...new Set(names)].sort();
}

const outsideTheSignature = [
  "certificates",
  "digestAlgorithms of SignedData",
  "version of SignedData",
  "version of SignerInfo",
];

test(
  "a bare token passes with flipped bits only where its authority signs nothing",
  async () => {
    const { untouched, bits, examined, passed, interrupted } = await flip("token");
    const { bytes } = await flipSubject("token");
    expect(untouched).toBe("passed");
    expect(examined).toBe(bits);
    expect(interrupted).toEqual([]);
    const named = partsOf(passed, malleableParts(treeOf(bytes)));
    expect(outsideTheSignature).toEqual(expect.arrayContaining([...named]));
  },
  long,
);

test(
  "an evidence record passes with flipped bits only there in its token",
  async () => {
    const { untouched, bits, examined, passed, interrupted } = await flip("record");
    const { bytes } = await flipSubject("record");
    const token = treeOf(bytes).children.at(-1)?.children[0]?.children[0]?.children.at(-1);
    if (token === undefined) throw new Error("no token in the record");
    expect(untouched).toBe("passed");
    expect(examined).toBe(bits);
    expect(interrupted).toEqual([]);
    const named = partsOf(passed, malleableParts(token));
    expect(outsideTheSignature).toEqual(expect.arrayContaining([...named]));
  },
  long,
);
