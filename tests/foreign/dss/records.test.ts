import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf } from "../../../shared/digest/digest.ts";
import { checkEvidenceRecord } from "../../../shared/verification/evidence-record/check-evidence-record.ts";
import { defaultPolicy, judge, overallOutcome } from "../../../shared/verification/policy.ts";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { badRecord } from "../../parties/odd-records.ts";
import { seededRandom } from "../../parties/random.ts";
import { goodRecord } from "../../parties/record-samples.ts";
import { createWorld } from "../../parties/world.ts";
import { sampleSeed, sampleSize } from "../sample-size.ts";
import { runJudge } from "./java-judge.ts";

interface Judged {
  readonly kind: string;
  /** The worst required codes, and the outcome before them. */
  readonly ours: string;
  bc: string;
  dss: string;
}

const hour = 3_600_000;
let folder: string;
const judged = new Map<string, Judged>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "records-"));
  const trust = join(folder, "trust");
  const records = join(folder, "records");
  mkdirSync(trust);
  mkdirSync(records);
  const world = await createWorld(false, "Differential");
  const stranger = await createWorld(false, "Stranger");
  const now = Date.now();
  const fresh = { thisUpdate: now - hour, nextUpdate: now + 24 * hour };
  const crls = [await world.root.crl(fresh), await world.intermediate.crl(fresh)];
  writeFileSync(join(trust, "root.crt"), world.root.certificate);
  writeFileSync(join(trust, "authority.cer"), world.authorityCertificate);
  for (const [index, crl] of crls.entries())
    writeFileSync(join(trust, `${String(index)}.crl`), crl);
  const random = seededRandom(sampleSeed);
  for (let n = 0; n < 2 * sampleSize; n += 1) {
    const good = n < sampleSize;
    const sample = await (good
      ? goodRecord(n, random, world)
      : badRecord(n, random, world, stranger));
    const { kind, record, files } = sample;
    const { findings } = await checkEvidenceRecord({
      subject: "",
      record,
      objects: (digest) => Promise.resolve(files.map((file) => digestOf(digest, file))),
      roots: world.trust.roots,
      certificates: [],
      crls,
      ocsps: [],
      now,
      verify: verifySignature,
    });
    const checks = judge(findings, defaultPolicy);
    const outcome = overallOutcome(checks);
    const worst = checks.filter((one) => one.required && one.outcome === outcome);
    const codes = outcome === "passed" ? [] : worst.map(({ code }) => code);
    const name = `${good ? "good" : "bad"}-${String(n).padStart(5, "0")}`;
    mkdirSync(join(records, name));
    writeFileSync(join(records, name, "record.ers"), record);
    for (const [index, file] of files.entries())
      writeFileSync(join(records, name, `${String(index)}.bin`), file);
    judged.set(name, {
      kind,
      ours: [outcome, ...new Set(codes)].join(" "),
      bc: "",
      dss: "",
    });
  }
  for (const [name = "", tool, ...says] of await runJudge("RecordJudge", [trust, records])) {
    const one = judged.get(name);
    if (one !== undefined && (tool === "bc" || tool === "dss")) one[tool] = says.join(" ").trim();
  }
}, 1_800_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

/** What docs/spec/differences/evidence-record.md says of one kind. */
interface Row {
  readonly kind: string;
  readonly bc: string;
  readonly dss: string;
  readonly ours: string;
}

const page = new URL("../../../docs/spec/differences/evidence-record.md", import.meta.url);
const rows: readonly Row[] = readFileSync(page, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [, kind = "", , bc = "", dss = "", ours = ""] = line
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", ""));
    return { kind, bc, dss, ours };
  });

/** Whether a judge said yes, as the page writes it. */
function saysOf(says: string): string {
  return says === "PASSED" ? "passed" : "refused";
}

function differs({ ours, bc, dss }: Judged): boolean {
  const outcome = ours === "passed" ? "passed" : "refused";
  return saysOf(bc) !== outcome || saysOf(dss) !== outcome;
}

function isAsRowSays({ ours, bc, dss }: Judged, row: Row): boolean {
  return saysOf(bc) === row.bc && saysOf(dss) === row.dss && ours.split(" ").includes(row.ours);
}

/** One line for each kind. */
function told(cases: Iterable<readonly [string, Judged]>): readonly string[] {
  const lines = new Map<string, string>();
  for (const [name, { kind, ours, bc, dss }] of cases)
    lines.set(kind, `${kind} (${name}): ours ${ours}; BouncyCastle ${bc}; DSS ${dss}`);
  return [...lines.values()];
}

function casesOf(which: "good" | "bad"): readonly (readonly [string, Judged])[] {
  return [...judged].filter(([name]) => name.startsWith(which));
}

describe("evidence records that follow from a seed, judged by us, BouncyCastle and EU DSS 6.4", () => {
  test("every good one passes with us", () => {
    expect(told(casesOf("good").filter(([, { ours }]) => ours !== "passed"))).toEqual([]);
  });

  test("no bad one passes with us", () => {
    expect(told(casesOf("bad").filter(([, { ours }]) => ours === "passed"))).toEqual([]);
  });

  test("every difference is as its row in docs/spec/differences/evidence-record.md says", () => {
    const unexplained = [...judged].filter(([, one]) => {
      const row = rows.find(({ kind }) => kind === one.kind);
      return differs(one) && (row === undefined || !isAsRowSays(one, row));
    });
    expect(told(unexplained)).toEqual([]);
  });

  test("every row is a difference of all records of its kind", () => {
    const idle = rows.filter((row) => {
      const ofKind = [...judged.values()].filter(({ kind }) => kind === row.kind);
      return ofKind.length === 0 || !ofKind.every((one) => isAsRowSays(one, row));
    });
    expect(idle).toEqual([]);
  });

  test("each judge refuses most of the bad ones, so that its yes counts", () => {
    const bad = casesOf("bad");
    for (const judge of ["bc", "dss"] as const) {
      const refused = bad.filter(([, one]) => saysOf(one[judge]) === "refused");
      expect(refused.length).toBeGreaterThan(bad.length / 2);
    }
  });
});
