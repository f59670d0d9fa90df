import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import {
  command,
  errorIn,
  removeSetting,
  type Setting,
  temporarySetting,
} from "../parties/command.ts";
import { makePackage } from "../parties/package.ts";
import { createWorld } from "../parties/world.ts";

let setting: Setting & { readonly cwd: string };
/** Two packages whose receipts are of one log with two histories. */
let forked: readonly string[];

beforeAll(async () => {
  setting = await temporarySetting();
  const { cwd } = setting;
  const world = await createWorld(false);
  const trust = join(cwd, "trust");
  await mkdir(trust);
  await writeFile(join(trust, "root.cer"), world.root.certificate);
  await writeFile(join(trust, "network.json"), world.network.descriptorBytes);
  forked = await Promise.all(
    ["a", "b"].map(async (name) => {
      const { bytes } = await makePackage(world, { members: { "data/x": toUtf8(name) } });
      const path = join(cwd, `${name}.asice`);
      await writeFile(path, bytes);
      return path;
    }),
  );
});
afterAll(() => removeSetting(setting));

function misbehaviourIn(home: string): readonly string[] {
  const folder = join(home, "misbehaviour");
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe("a fork found by cunzhen verify", () => {
  test("is not written into this computer's home by a verifier who brings his own trust", async () => {
    const home = join(setting.cwd, "user", ".cunzhen");
    await mkdir(home, { recursive: true });
    const env = { CUNZHEN_HOME: undefined, HOME: join(setting.cwd, "user") };
    const asked = ["verify", ...forked, "--trust", join(setting.cwd, "trust"), "--lang", "en"];
    const { code, stdout, stderr } = await command(asked, { ...setting, env });
    expect(code).toBe(1);
    expect(stdout).toContain("LOG_FORK");
    expect(stderr).toContain("nothing was written");
    expect(misbehaviourIn(home)).toEqual([]);
  });

  test("is kept in the home that he names", async () => {
    await mkdir(setting.home, { recursive: true });
    const asked = ["verify", ...forked, "--trust", join(setting.cwd, "trust"), "--lang", "en"];
    const { code, stderr } = await command([...asked, "--home", setting.home], setting);
    expect(code).toBe(1);
    expect(stderr).toContain("the proof is kept");
    expect(misbehaviourIn(setting.home)).toHaveLength(1);
  });
});

test("one path that is not there refuses the whole run, before anything is judged", async () => {
  const asked = ["verify", ...forked, join(setting.cwd, "missing.asice"), "--json"];
  const ended = await command(asked, setting);
  expect(ended.code).toBe(64);
  expect(errorIn(ended)).toBe("INPUT_MISSING");
  expect(ended.stdout).toContain("missing.asice");
});
