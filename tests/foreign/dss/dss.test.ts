import { copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageNames } from "../../../shared/container/package-names.ts";
import { authorityAt, closed, closingToken, openForger, renewed } from "../forger.ts";
import { type Entries, flipped, pack, unpack, without } from "../package-folder.ts";
import { runJudge } from "./java-judge.ts";
import {
  type Bench,
  openBench,
  practiceTsa,
  rootsOf,
  run,
  textIn,
  writeFiles,
} from "../workbench.ts";

interface Line {
  readonly part: string;
  readonly indication: string;
  readonly sub: string;
}

let bench: Bench;
const judged = new Map<string, Line[]>();

/** What EU DSS said of one container. */
function linesOf(name: string): readonly Line[] {
  const lines = judged.get(`${name}.asice`) ?? [];
  return [...lines].sort((a, b) => (a.part < b.part ? -1 : 1));
}

function saysOf(name: string): readonly string[] {
  return linesOf(name).map(({ indication, sub }) => `${indication} ${sub}`.trim());
}

async function judge(trust: string, containers: readonly string[]): Promise<void> {
  for (const [file = "", part = "", indication = "", sub = ""] of await runJudge("DssJudge", [
    trust,
    ...containers,
  ])) {
    if (part === "end") continue;
    const name = basename(file);
    judged.set(name, [...(judged.get(name) ?? []), { part, indication, sub }]);
  }
}

/** The altered forms of a package, each under a name. */
async function forgeries(entries: Entries): Promise<ReadonlyMap<string, Entries>> {
  const fresh = authorityAt(await practiceTsa(bench), join(bench.folder, "asked"));
  const forger = await openForger(join(bench.folder, "forger"));
  const data = [...entries.keys()].find((name) => name.startsWith("data/")) ?? "";
  const unsigned = without(entries, [packageNames.signature]);
  return new Map([
    ["good", entries],
    ["member", flipped(entries, data)],
    ["descriptor", flipped(entries, packageNames.evidence)],
    ["payload-manifest", flipped(entries, packageNames.payloadManifest, 0.9)],
    ["receipt", flipped(entries, packageNames.receipt)],
    ["token", flipped(entries, closingToken(entries), 0.99)],
    ["missing", without(entries, [data])],
    ["unsigned", await closed(unsigned, fresh)],
    [
      "member-and-manifest",
      await closed(renewed(flipped(entries, data), packageNames.payloadManifest), fresh),
    ],
    ["forger", await closed(entries, forger.stamp)],
  ]);
}

beforeAll(async () => {
  bench = openBench();
  writeFiles(bench.folder, {
    "in/合同.txt": "合同正文\n",
    "in/photos/a.txt": "a",
    "in/photos/b.txt": "b",
  });
  const out = join(bench.folder, "out");
  const paths = ["合同.txt", "photos"].map((name) => join(bench.folder, "in", name));
  const made = await bench.answer("notarize", ...paths, "--out", out);
  expect(made.code).toBe(0);
  const trust = join(bench.folder, "trust");
  mkdirSync(trust);
  for (const root of rootsOf(bench.home)) copyFileSync(root, join(trust, basename(root)));
  const tsa = await practiceTsa(bench);
  for (const name of ["root.crl", "issuing.crl"]) {
    const url = new URL(`/ca/${name}`, tsa).href;
    const got = await run("curl", ["-sSf", "-o", join(trust, name), url]);
    expect(got.code, got.stderr).toBe(0);
  }
  const folder = await unpack(
    textIn(made.value, "items", 1, "package"),
    join(bench.folder, "folder"),
  );
  const file = await unpack(textIn(made.value, "items", 0, "package"), join(bench.folder, "file"));
  const all = new Map([...(await forgeries(file)), ["good-folder", folder]]);
  const containers = [...all].map(([name, entries]) => {
    const path = join(bench.folder, "judged", `${name}.asice`);
    pack(entries, path);
    return path;
  });
  await judge(trust, containers);
}, 300_000);

afterAll(async () => {
  await bench.close();
});

const hash = "FAILED HASH_FAILURE";
const absent = "INDETERMINATE SIGNED_DATA_NOT_FOUND";

/** What DSS must say of the signature, the token over it, and the closing token. */
const expected: Readonly<Record<string, readonly string[]>> = {
  good: ["TOTAL_PASSED", "PASSED", "PASSED"],
  "good-folder": ["TOTAL_PASSED", "PASSED", "PASSED"],
  member: [`TOTAL_${hash}`, hash, hash],
  descriptor: [`TOTAL_${hash}`, hash, hash],
  "payload-manifest": [`TOTAL_${hash}`, hash, hash],
  receipt: ["TOTAL_PASSED", "PASSED", hash],
  token: ["TOTAL_PASSED", "PASSED", "FAILED SIG_CRYPTO_FAILURE"],
  missing: [absent, absent, absent],
  unsigned: [absent, "FAILED FORMAT_FAILURE"],
  "member-and-manifest": [`TOTAL_${hash}`, hash, "PASSED"],
  forger: ["TOTAL_PASSED", "PASSED", "INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND"],
};

describe("EU DSS 6.4, with the practice root and its CRLs as trust", () => {
  for (const [name, says] of Object.entries(expected)) {
    const passes = name.startsWith("good");
    test(`${passes ? "passes" : "refuses"} ${name}`, () => {
      expect(saysOf(name)).toEqual(says);
    });
  }
});
