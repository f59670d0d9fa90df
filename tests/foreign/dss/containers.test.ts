import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { examineContainer } from "../../../shared/verification/foreign/examine-container.ts";
import { defaultPolicy, judge, overallOutcome } from "../../../shared/verification/policy.ts";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { badSample, goodSample } from "../../parties/foreign-samples.ts";
import { seededRandom } from "../../parties/random.ts";
import { createWorld } from "../../parties/world.ts";
import { sampleSeed, sampleSize } from "../sample-size.ts";
import { runJudge } from "./java-judge.ts";

interface Judged {
  readonly kind: string;
  readonly ours: string;
  readonly codes: readonly string[];
  dss: string[];
}

const page = readFileSync(
  new URL("../../../docs/spec/differences/container.md", import.meta.url),
  "utf8",
);
/** For each kind that DSS passes and we refuse, the code that docs/spec/differences/container.md gives. */
const rows: ReadonlyMap<string, string> = new Map(
  [...page.matchAll(/^\| `([a-zA-Z]+)` \|[^|]*\|[^|]*\| `([A-Z_]+)` \|/gmu)].map(
    ([, kind = "", code = ""]) => [kind, code] as const,
  ),
);

/** What was done to a container, without the kind that it was. */
function wayOf({ kind }: Judged): string {
  return kind.split(" ")[0] ?? "";
}

const hour = 3_600_000;
let folder: string;
const judged = new Map<string, Judged>();

function passedByDss({ dss }: Judged): boolean {
  return dss.length > 0 && dss.every((line) => /^(?:TOTAL_)?PASSED$/u.test(line));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "containers-"));
  const trust = join(folder, "trust");
  const containers = join(folder, "containers");
  mkdirSync(trust);
  mkdirSync(containers);
  const world = await createWorld(false, "Differential");
  const now = Date.now();
  const fresh = { thisUpdate: now - hour, nextUpdate: now + 24 * hour };
  writeFileSync(join(trust, "root.crt"), world.root.certificate);
  const crls = [await world.root.crl(fresh), await world.intermediate.crl(fresh)];
  for (const [index, crl] of crls.entries())
    writeFileSync(join(trust, `${String(index)}.crl`), crl);
  const random = seededRandom(sampleSeed);
  const options = { trust: { ...world.trust, crls }, now, verify: verifySignature };
  for (let n = 0; n < 2 * sampleSize; n += 1) {
    const good = n < sampleSize;
    const { kind, bytes } = await (good ? goodSample : badSample)(n, random, world);
    const { findings } = await examineContainer(memorySource(bytes), options);
    const checks = judge(findings, defaultPolicy);
    const ours = overallOutcome(checks);
    const codes = checks.filter((one) => one.required && one.outcome === ours);
    const name = `${good ? "good" : "bad"}-${String(n).padStart(5, "0")}.asice`;
    writeFileSync(join(containers, name), bytes);
    judged.set(name, { kind, ours, codes: [...new Set(codes.map(({ code }) => code))], dss: [] });
  }
  for (const [file = "", part, indication = "", sub = ""] of await runJudge("DssJudge", [
    trust,
    containers,
  ])) {
    if (part !== "end") judged.get(basename(file))?.dss.push(`${indication} ${sub}`.trim());
  }
}, 1_800_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

/** One line for each kind of disagreement, with an example. */
function told(cases: Iterable<readonly [string, Judged]>): readonly string[] {
  const lines = new Map<string, string>();
  for (const [name, { kind, ours, codes, dss }] of cases) {
    lines.set(kind, `${kind} (${name}): ours ${ours} ${codes.join(" ")}; DSS ${dss.join(", ")}`);
  }
  return [...lines.values()];
}

describe("containers that follow from a seed, judged by us and by EU DSS 6.4", () => {
  test("every good one passes with us", () => {
    const cases = [...judged].filter(
      ([name, { ours }]) => name.startsWith("good") && ours !== "passed",
    );
    expect(told(cases)).toEqual([]);
  });

  test("every good one passes with DSS", () => {
    const cases = [...judged].filter(([name, one]) => name.startsWith("good") && !passedByDss(one));
    expect(told(cases)).toEqual([]);
  });

  test("no bad one passes with us", () => {
    const cases = [...judged].filter(
      ([name, { ours }]) => name.startsWith("bad") && ours !== "failed",
    );
    expect(told(cases)).toEqual([]);
  });

  test("what DSS passes and we refuse is as its row in docs/spec/differences/container.md says", () => {
    const unexplained = [...judged].filter(([name, one]) => {
      const code = rows.get(wayOf(one));
      const explained = code !== undefined && one.codes.includes(code);
      return name.startsWith("bad") && passedByDss(one) && !explained;
    });
    expect(told(unexplained)).toEqual([]);
  });

  test("every row is a difference that a container shows", () => {
    const shown = new Set([...judged.values()].filter(passedByDss).map(wayOf));
    expect([...rows.keys()].filter((kind) => !shown.has(kind))).toEqual([]);
  });

  test("DSS refuses some of the bad ones, so that its yes counts", () => {
    const refused = [...judged].filter(
      ([name, one]) => name.startsWith("bad") && !passedByDss(one),
    );
    expect(refused.length).toBeGreaterThan(sampleSize / 10);
  });
});
