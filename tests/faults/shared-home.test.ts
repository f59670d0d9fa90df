import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  command,
  itemsIn,
  practicePid,
  removeSetting,
  startCommand,
  temporarySetting,
} from "../parties/command.ts";

let setting: Awaited<ReturnType<typeof temporarySetting>>;
beforeAll(async () => {
  setting = await temporarySetting();
});
afterAll(async () => {
  await removeSetting(setting);
});

const names = ["one", "two", "three", "four"];

describe("several processes on one home", () => {
  test("from its very first moment finish all their items, in one sequence", async () => {
    await Promise.all(names.map((name) => writeFile(join(setting.cwd, name), name)));
    const ends = await Promise.all(
      names.map((name) => command(["notarize", name, "--out", "out", "--json"], setting)),
    );
    for (const ended of ends) expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    const items = itemsIn(await command(["list", "--json"], setting));
    expect(items.map(({ title }) => title).sort()).toEqual([...names].sort());
    expect(items.map(({ receipt }) => receipt?.index).sort()).toEqual([0, 1, 2, 3]);
    const verified = await command(
      ["verify", ...items.map((item) => item.package ?? ""), "--json"],
      setting,
    );
    expect(verified.code).toBe(0);
  });

  test("resume the same items without doing any of them twice", async () => {
    const { child, ended } = startCommand(
      ["notarize", ...names.map((name) => join(setting.cwd, name)), "--json"],
      setting,
    );
    setTimeout(() => child.kill("SIGKILL"), 450);
    await ended;
    const resumed = await Promise.all([1, 2, 3].map(() => command(["resume", "--json"], setting)));
    for (const one of resumed) expect(one.code, one.stdout + one.stderr).toBe(0);
    const items = itemsIn(await command(["list", "--json"], setting));
    const indexes = items.map(({ receipt }) => receipt?.index ?? -1).sort((a, b) => a - b);
    expect(indexes).toEqual(items.map((_, index) => index));
  });

  test("outlive the practice node's death", async () => {
    const pid = await practicePid(setting.home);
    expect(pid).toBeDefined();
    if (pid !== undefined) process.kill(pid, "SIGKILL");
    const ended = await command(["notarize", "one", "--json"], setting);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  });
});
