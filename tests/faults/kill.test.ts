import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "../../shared/contract/zod-csp.ts";
import {
  command,
  itemsIn,
  jsonIn,
  removeSetting,
  startCommand,
  temporarySetting,
} from "../parties/command.ts";

/** How many processes are killed; CI asks for 200. */
const kills = Number(process.env["CUNZHEN_KILLS"] ?? (process.env["CI"] === "true" ? "200" : "10"));
/** Every so often a killed `resume` instead of a killed `notarize`. */
const resumeEvery = 4;

let setting: Awaited<ReturnType<typeof temporarySetting>>;
/** How long one whole run takes here, in milliseconds: kills fall anywhere within. */
let whole = 0;

beforeAll(async () => {
  setting = await temporarySetting();
  // The first run makes the practice network; the second is what the others are like.
  for (const name of ["first.txt", "second.txt"]) {
    await writeFile(join(setting.cwd, name), name);
    const started = performance.now();
    const ended = await command(["notarize", name, "--out", "out", "--json"], setting);
    whole = performance.now() - started;
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  }
});

afterAll(async () => {
  await removeSetting(setting);
});

describe("kill -9 at random moments", () => {
  test(`${String(kills)} kills leave nothing half-written, and resume completes each item once`, {
    timeout: 60_000 + kills * 3_000,
  }, async () => {
    for (let n = 0; n < kills; n += 1) await killOne(n);
    const resumed = await command(["resume", "--json"], setting);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);

    const listed = itemsIn(await command(["list", "--json"], setting));
    expect(listed.length).toBeGreaterThan(2);
    const packages = listed.map((item) => {
      expect(item).toMatchObject({ state: "verified", hold: null, verdict: "passed" });
      return item.package ?? "";
    });
    expect(new Set(listed.map(({ fingerprint }) => fingerprint)).size).toBe(listed.length);

    const verified = await command(["verify", ...packages, "--json"], setting);
    expect(verified.code, verified.stdout.slice(0, 2000)).toBe(0);
    await expectNothingElse(packages);
    await expectRegisteredOnce(listed.map(({ receipt }) => receipt?.index));
  });
});

async function killOne(n: number): Promise<void> {
  const name = `work-${String(n)}.bin`;
  await writeFile(join(setting.cwd, name), Buffer.alloc(200_000, n));
  const args =
    n % resumeEvery === resumeEvery - 1
      ? ["resume", "--json"]
      : ["notarize", name, "--out", "out", "--json"];
  const { child, ended } = startCommand(args, setting);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * whole));
  child.kill("SIGKILL");
  const { code, stderr } = await ended;
  // Ended before the kill, all was well; killed, there is no code.
  expect([null, 0], stderr).toContain(code);
}

/** Both folders hold exactly the packages of the list: nothing torn, nothing temporary. */
async function expectNothingElse(packages: readonly string[]): Promise<void> {
  const expected = packages.map((path) => path.slice(path.lastIndexOf("/") + 1)).sort();
  expect((await readdir(join(setting.cwd, "out"))).sort()).toEqual(expected);
  expect((await readdir(join(setting.home, "packages"))).sort()).toEqual(expected);
  const objects = await readdir(join(setting.home, "objects"));
  expect(objects.filter((name) => !/^[0-9a-f]{2}$/u.test(name))).toEqual([]);
}

const status = z.object({ node: z.object({ health: z.object({ size: z.int() }) }) });

/** Each item has a leaf of its own, and the log has no other. */
async function expectRegisteredOnce(indexes: readonly (number | undefined)[]): Promise<void> {
  const ended = await command(["node", "status", "--json"], setting);
  const { size } = status.parse(jsonIn(ended.stdout)).node.health;
  expect([...indexes].sort((a, b) => (a ?? -1) - (b ?? -1))).toEqual(
    Array.from({ length: size }, (_, index) => index),
  );
}
