import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportBytes, reportFormOf, writeReport } from "../../../service/report/write-report.ts";
import { root } from "../../../scripts/layers.mjs";
import { type VerifyJson, verifyJson } from "../../../shared/report/verify-json.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { judge } from "../../parties/judge.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";

const resources = join(root, "resources");
let folder: string;
let result: VerifyJson;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-report-"));
  const world = await createWorld(true);
  const { bytes } = await makePackage(world);
  result = verifyJson(
    {
      inputs: [{ path: "合同.asice", verdict: await judge(bytes, world.trust) }],
      comparison: null,
      trust: world.trust,
      policy: defaultPolicy,
      software: { version: "0.1.0", digest: null },
      at: judgedAt,
    },
    "zh",
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("the report as a file", () => {
  test.each(["pdf", "html", "json"] as const)(
    "%s: two runs, and another process in another zone, locale and folder, give the same bytes",
    async (form) => {
      const first = await reportBytes(result, form, "zh", resources);
      expect(digest(await reportBytes(result, form, "zh", resources))).toBe(digest(first));
      const script = join(folder, `${form}.mts`);
      writeFileSync(join(folder, "result.json"), JSON.stringify(result));
      writeFileSync(
        script,
        `import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { reportBytes } from ${JSON.stringify(join(root, "service/report/write-report.ts"))};
const result = JSON.parse(readFileSync(${JSON.stringify(join(folder, "result.json"))}, "utf8"));
const bytes = await reportBytes(result, "${form}", "zh", ${JSON.stringify(resources)});
process.stdout.write(createHash("sha256").update(bytes).digest("hex"));`,
      );
      const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
      const other = spawnSync(process.execPath, [tsx, script], {
        cwd: folder,
        env: { ...process.env, TZ: "America/St_Johns", LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" },
        encoding: "utf8",
      });
      expect(other.stderr).toBe("");
      expect(other.stdout).toBe(digest(first));
    },
    60_000,
  );

  test("is written whole under the name given, in the form of its ending", async () => {
    for (const name of ["a.pdf", "a.HTML", "a.json"]) {
      const written = await writeReport(join(folder, name), result, "en", resources);
      expect(written.ok).toBe(true);
    }
    expect(readFileSync(join(folder, "a.pdf")).subarray(0, 8).toString("latin1")).toBe("%PDF-1.7");
    expect(readFileSync(join(folder, "a.HTML"), "utf8")).toMatch(/^<!doctype html>/u);
    const json: unknown = JSON.parse(readFileSync(join(folder, "a.json"), "utf8"));
    expect(json).toMatchObject({ format: "cunzhen-report/1", language: "en", practice: true });
  });

  test("gives way while it is made, tells how far it is, and leaves nothing when it is no longer wanted", async () => {
    const [one] = result.packages;
    if (one === undefined) throw new Error("no verdict");
    const many = { ...result, packages: Array.from({ length: 8 }, () => one) };
    const told: string[] = [];
    const wish = new AbortController();
    let heard = 0;
    const other = setInterval(() => {
      heard += 1;
    }, 1);
    const path = join(folder, "unwanted.pdf");
    const written = writeReport(path, many, "zh", resources, {
      signal: wish.signal,
      progress: (done, of) => {
        told.push(`${String(done)} of ${String(of)}`);
        expect(heard).toBeGreaterThan(0);
        if (done === 2) wish.abort(new Error("no longer wanted"));
      },
    });
    await expect(written).rejects.toThrow("no longer wanted");
    clearInterval(other);
    expect(told.slice(0, 2)).toEqual(["1 of 8", "2 of 8"]);
    expect(told).not.toContain("8 of 8");
    expect(existsSync(path)).toBe(false);
  }, 60_000);

  test("of an unknown ending, or where nothing can be written, is a fault", async () => {
    expect(reportFormOf("a.docx")).toBeUndefined();
    const ending = await writeReport(join(folder, "a.docx"), result, "en", resources);
    expect(ending.ok ? "" : ending.fault.code).toBe("USAGE");
    const place = await writeReport(join(folder, "none", "a.json"), result, "en", resources);
    expect(place.ok ? "" : place.fault.code).toBe("PLACE_NOT_WRITABLE");
  });
});
