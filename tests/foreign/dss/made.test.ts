import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf } from "../../../shared/digest/digest.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { checkEvidenceRecord } from "../../../shared/verification/evidence-record/check-evidence-record.ts";
import { examineContainer } from "../../../shared/verification/foreign/examine-container.ts";
import { defaultPolicy, judge, overallOutcome } from "../../../shared/verification/policy.ts";
import type { Finding } from "../../../shared/verification/verdict.ts";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { runJudge } from "./java-judge.ts";
import { type MakerWorld, writeMakerKeys } from "./maker-keys.ts";

let folder: string;
/** What we say of each container and record, and of each container where its root is not trusted. */
const containers = new Map<string, string>();
const records = new Map<string, string>();
const untrusted = new Map<string, string>();
const byDss = new Map<string, string[]>();

/** The outcome, and the worst required codes where it is not passed. */
function saysOf(findings: readonly Finding[]): string {
  const checks = judge(findings, defaultPolicy);
  const outcome = overallOutcome(checks);
  const worst = checks.filter((one) => one.required && one.outcome === outcome);
  const codes = outcome === "passed" ? [] : worst.map(({ code }) => code);
  return [outcome, ...new Set(codes)].join(" ");
}

async function judgeContainers(made: string, { world, crls }: MakerWorld): Promise<void> {
  const common = { now: Date.now(), verify: verifySignature };
  for (const name of readdirSync(made).sort()) {
    const source = memorySource(readFileSync(join(made, name)));
    const options = { ...common, trust: { ...world.trust, crls } };
    containers.set(name, saysOf((await examineContainer(source, options)).findings));
    const nobody = { ...common, trust: { roots: [], crls: [], networks: [] } };
    untrusted.set(name, saysOf((await examineContainer(source, nobody)).findings));
  }
}

async function judgeRecords(recorded: string, { world, crls }: MakerWorld): Promise<void> {
  for (const name of readdirSync(recorded).sort()) {
    const at = join(recorded, name);
    const files = readdirSync(at)
      .filter((file) => file.endsWith(".bin"))
      .map((file) => readFileSync(join(at, file)));
    const { findings } = await checkEvidenceRecord({
      subject: "",
      record: readFileSync(join(at, "record.ers")),
      objects: (digest) => Promise.resolve(files.map((file) => digestOf(digest, file))),
      roots: world.trust.roots,
      certificates: [],
      crls,
      ocsps: [],
      now: Date.now(),
      verify: verifySignature,
    });
    records.set(name, saysOf(findings));
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "made-"));
  const keys = join(folder, "keys");
  const made = join(folder, "made");
  const recorded = join(folder, "records");
  mkdirSync(made);
  const world = await writeMakerKeys(keys, Date.now());
  await runJudge("DssMaker", [keys, made]);
  await runJudge("RecordMaker", [keys, recorded]);
  await judgeContainers(made, world);
  await judgeRecords(recorded, world);
  for (const [file = "", part = "", says = ""] of await runJudge("DssJudge", [keys, made])) {
    const name = basename(file);
    if (part !== "end") byDss.set(name, [...(byDss.get(name) ?? []), says]);
  }
}, 900_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

function namesOf(map: ReadonlyMap<string, string>, fits: (says: string) => boolean) {
  return [...map].filter(([, says]) => fits(says)).map(([name, says]) => `${name}: ${says}`);
}

describe("containers made by EU DSS 6.4: ASiC-E and ASiC-S", () => {
  test("are of every kind that it makes", () => {
    for (const ending of ["asice", "asics"]) {
      const kinds = [...containers.keys()].filter((name) => name.endsWith(ending));
      expect(kinds.length).toBeGreaterThanOrEqual(16);
      for (const kind of ["cades-b", "cades-t", "cades-lt", "cades-lta", "recorded", "xades-b"])
        expect(kinds).toContain(`${kind}.${ending}`);
    }
  });

  test("pass with CAdES B, T, LT and LTA, with time-stamps and with an evidence record, archived again and signed again", () => {
    const others = namesOf(containers, (says) => says !== "passed");
    expect(others).toEqual(
      ["xades-b.asice", "xades-b.asics"].map((name) => `${name}: indeterminate XADES_NOT_JUDGED`),
    );
  });

  test("pass with DSS in all their parts", () => {
    expect([...byDss.keys()].sort()).toEqual([...containers.keys()].sort());
    const refused = [...byDss].filter(([, says]) => says.some((one) => !one.endsWith("PASSED")));
    expect(refused).toEqual([]);
  });

  test("never pass where their root is not trusted", () => {
    expect(namesOf(untrusted, (says) => !says.startsWith("indeterminate"))).toEqual([]);
  });
});

describe("evidence records made by BouncyCastle", () => {
  test("pass: of a file, a group and a batch, renewed both ways", () => {
    expect(records.size).toBe(13);
    expect(namesOf(records, (says) => says !== "passed")).toEqual([]);
  });
});
