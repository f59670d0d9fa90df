import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { toBase64 } from "../../shared/bytes/base64.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { packageNames } from "../../shared/container/package-names.ts";
import { command, errorIn, jsonIn, removeSetting, temporarySetting } from "../parties/command.ts";
import { makePackage } from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";

// Each test starts several processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let setting: Awaited<ReturnType<typeof temporarySetting>>;
let world: World;
const trust = (...args: readonly string[]) => command(["trust", ...args, "--json"], setting);
const digest = (bytes: Uint8Array): string => toHex(digestOf("sha256", bytes));
const grouped = (hex: string): string => hex.match(/.{8}/gu)?.join(" ") ?? "";
const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${toBase64(der).replace(/.{64}/gu, "$&\n")}\n-----END CERTIFICATE-----\n`;

beforeAll(async () => {
  setting = await temporarySetting();
  world = await createWorld(false);
  const other = await createWorld(false, "Other");
  const roots = pem(world.root.certificate) + pem(other.root.certificate);
  await writeFile(join(setting.cwd, "roots.pem"), roots);
  await writeFile(join(setting.cwd, "network.json"), world.network.descriptorBytes);
  const made = await makePackage(world);
  await writeFile(join(setting.cwd, "x.asice"), made.bytes);
  await writeFile(
    join(setting.cwd, "inner.crt"),
    made.files.get([...made.files.keys()].find((name) => name.endsWith(".crt")) ?? "") ?? "",
  );
  await writeFile(join(setting.cwd, "policy.txt"), made.files.get(packageNames.policy) ?? "");
});
afterAll(async () => {
  await removeSetting(setting);
});

describe("cunzhen trust", () => {
  test("shows digest and source of everything in a file before anything is accepted", async () => {
    const asked = await trust("add", "roots.pem", "--source", "the gazette of 2026-11-20");
    expect([asked.code, errorIn(asked)]).toEqual([64, "TRUST_NOT_CONFIRMED"]);
    const lines = asked.stderr.split("\n").filter((line) => line.includes("the gazette"));
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain(grouped(digest(world.root.certificate)));
    expect(jsonIn((await trust("list")).stdout)).toEqual({ trusted: [] });
  });

  test("without --source shows the path as the source, and a descriptor by its digest", async () => {
    const asked = await trust("add", "network.json");
    expect(asked.code).toBe(64);
    expect(asked.stderr).toContain(grouped(digest(world.network.descriptorBytes)));
    expect(asked.stderr).toContain(join(setting.cwd, "network.json"));
  });

  test("nothing inside a package can add trust: not the package, not its policy", async () => {
    for (const name of ["x.asice", "policy.txt"]) {
      const refused = await trust("add", name, "--yes");
      expect([refused.code, errorIn(refused)], name).toEqual([64, "TRUST_FILE_REFUSED"]);
    }
    const stranger = await command(["verify", "x.asice", "--json"], setting);
    expect(stranger.code).toBe(2);
    expect(stranger.stdout).toContain("UNKNOWN_NETWORK");
    expect(jsonIn((await trust("list")).stdout)).toEqual({ trusted: [] });
  });

  test("what is accepted is listed with digest and source, and gone when it is removed", async () => {
    const added = await trust("add", "network.json", "--yes", "--source", "their web site");
    expect(added.code, added.stdout).toBe(0);
    const accepted = {
      kind: "network",
      digest: digest(world.network.descriptorBytes),
      source: "their web site",
    };
    expect(jsonIn((await trust("list")).stdout)).toMatchObject({ trusted: [accepted] });
    const text = await command(["trust", "list"], setting);
    expect(text.stdout).toContain(grouped(accepted.digest));
    expect(text.stdout).toContain("their web site");
    const file = /networks\/\S+/u.exec(text.stdout)?.[0] ?? "";
    expect((await trust("remove", file)).code).toBe(0);
    const again = await trust("remove", file);
    expect([again.code, errorIn(again)]).toEqual([64, "TRUST_UNKNOWN"]);
    expect(jsonIn((await trust("list")).stdout)).toEqual({ trusted: [] });
  });
});
