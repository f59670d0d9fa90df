import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageNames } from "../../../shared/container/package-names.ts";
import { looseFile } from "../../parties/loose-file.ts";
import { type MadePackage, makePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";
import { type Desk, runShown, shownCommands } from "../shown-commands.ts";

/** The commands for Go that a report shows, run as they stand, with the policy of the network's own channel. */
let folder: string;
let world: World;
let made: MadePackage;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-go-"));
  world = await createWorld(false);
  made = await makePackage(world);
  const policy = join(folder, "policy.txt");
  writeFileSync(policy, world.network.policy);
  const checker = dirname(fileURLToPath(import.meta.url));
  env = { CHECKER: checker, POLICY: policy, GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const receipt = (): Uint8Array => made.files.get(packageNames.receipt) ?? new Uint8Array();
const manifest = (): Uint8Array => made.files.get(packageNames.payloadManifest) ?? new Uint8Array();

function desk(data: Uint8Array, policy = env["POLICY"] ?? ""): Desk {
  const path = join(folder, "data.xml");
  writeFileSync(path, data);
  const wishes = { data: looseFile("data.xml", manifest()) };
  return { folder, world, wishes, env: { ...env, POLICY: policy, DATA: path } };
}

describe("the commands for Go that the report shows", () => {
  test("for a package judge its receipt by the network's policy", async () => {
    const at = desk(manifest());
    const blocks = (await shownCommands("a.asice", made.bytes, at)).filter((text) =>
      text.includes("go build"),
    );
    expect(blocks).toHaveLength(1);
    const ended = await runShown(blocks, "a.asice", made.bytes, at);
    expect(ended.stdout, ended.stderr).toContain("holds: entry");
  }, 60_000);

  test("for a bare receipt judge it over its data, and refuse other data and another policy", async () => {
    const at = desk(manifest());
    const blocks = await shownCommands("a.tlog-proof", receipt(), at);
    const ended = await runShown(blocks, "a.tlog-proof", receipt(), at);
    expect(ended.stdout, ended.stderr).toContain("holds: entry");
    expect(ended.stdout).not.toContain("PROBLEM");
    const other = desk(new Uint8Array([1]));
    const bad = await runShown(blocks, "a.tlog-proof", receipt(), other);
    expect(bad.stdout).toContain("PROBLEM: the receipt is about something else");
    const stranger = join(folder, "stranger.txt");
    writeFileSync(stranger, (await createWorld(false, "Other")).network.policy);
    const unknown = desk(manifest(), stranger);
    const refused = await runShown(blocks, "a.tlog-proof", receipt(), unknown);
    expect(refused.stdout).toContain("refused:");
    expect(refused.code).toBe(1);
  }, 60_000);
});
