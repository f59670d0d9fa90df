import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { firstLook } from "../../scripts/first-look.mjs";
import { root } from "../../scripts/layers.mjs";
import { type Bench, bin, type Ended, openBench, run, textIn } from "./workbench.ts";

let bench: Bench;

beforeAll(() => {
  bench = openBench();
  vi.stubEnv("CUNZHEN_HOME", bench.home);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await bench.close();
});

async function look(): Promise<string> {
  const lines: string[] = [];
  await firstLook({ bin, say: (line) => lines.push(line) });
  return lines.join("\n");
}

describe("the first run", () => {
  test("notarizes the sample and prints its package, its verdict and a command that checks it", async () => {
    const said = await look();
    const path = /(\S+-PRACTICE\.asice)$/mu.exec(said)?.[1] ?? "";
    expect(existsSync(path), said).toBe(true);
    expect(said).toContain("演练核验通过，不具法律效力");
    const command = /^ {2}(bash .*)$/mu.exec(said)?.[1] ?? "";
    const checked = await run("bash", ["-c", command]);
    expect(checked.code, checked.stdout + checked.stderr).toBe(0);
  }, 60_000);

  test("is the first only once, and the sample stays away when its owner has deleted it", async () => {
    expect(await look()).toBe("");
  });

  test("marks the sample, so that it can be told from evidence and be deleted", async () => {
    const { value } = await bench.answer("list");
    expect(value).toMatchObject({ items: [{ sample: true, practice: true, verdict: "passed" }] });
    expect(textIn(value, "items", 0, "kind")).toBe("folder");
  });
});

describe("npm start -- X", () => {
  test("is cunzhen X, with nothing but its document on stdout", async () => {
    const started = await run(
      process.execPath,
      [join(root, "scripts/start.mjs"), "list", "--json"],
      {
        env: { CUNZHEN_HOME: bench.home },
      },
    );
    expect(started.code, started.stderr).toBe(0);
    expect(JSON.parse(started.stdout)).toHaveProperty("items.0.sample", true);
    expect(started.stderr).not.toContain("Installing");
  }, 60_000);

  test("takes paths from where the user stands, and keeps the exit code", async () => {
    const { value } = await bench.answer("list");
    copyFileSync(textIn(value, "items", 0, "package"), join(bench.folder, "here.asice"));
    const verify = (name: string): Promise<Ended> =>
      run(process.execPath, [join(root, "scripts/start.mjs"), "verify", name, "--json"], {
        env: { CUNZHEN_HOME: bench.home, INIT_CWD: bench.folder },
      });
    expect((await verify("here.asice")).code).toBe(0);
    expect((await verify("nothing-here.asice")).code).toBe(64);
  }, 60_000);
});
