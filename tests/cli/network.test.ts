import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyResult } from "../../shared/contract/verify-result.ts";
import {
  command,
  type Ended,
  errorIn,
  itemsIn,
  jsonIn,
  removeSetting,
  temporarySetting,
} from "../parties/command.ts";
import { type RogueNode, startRogueNode } from "../parties/rogue-node.ts";
import { consortiumName, consortiumOrigin, foundConsortium } from "../parties/sample-consortium.ts";
import { startTestNode, stopTestNode, type TestNode } from "../parties/test-node.ts";
import { createTlsKey } from "../parties/tls-key.ts";

let setting: Awaited<ReturnType<typeof temporarySetting>>;
let node: TestNode;
let court: RogueNode;
let notary: RogueNode;

const run = (...args: readonly string[]): Promise<Ended> => command([...args, "--json"], setting);

/** The one item that the command ended with. */
function itemIn(ended: Ended) {
  const [item] = itemsIn(ended);
  if (item === undefined) throw new Error(`no item: ${ended.stderr}`);
  return item;
}

beforeAll(async () => {
  const place = await temporarySetting();
  const tls = createTlsKey(place.cwd);
  setting = { ...place, env: { NODE_EXTRA_CA_CERTS: tls.path } };
  court = await startRogueNode("http://127.0.0.1:1", tls);
  notary = await startRogueNode("http://127.0.0.1:1", tls);
  // Nobody lives at the last one's address.
  const founded = await foundConsortium([
    `${court.url}/`,
    `${notary.url}/`,
    "https://127.0.0.1:1/",
  ]);
  node = await startTestNode({ home: founded.home });
  court.standBefore(node.url);
  notary.standBefore(node.url);
  await writeFile(join(place.cwd, "network.json"), founded.network);
  await writeFile(join(place.cwd, "a.txt"), "a");
});
afterAll(async () => {
  await court.close();
  await notary.close();
  await stopTestNode(node);
  await removeSetting(setting);
});
beforeEach(() => {
  court.betray("none");
  notary.betray("none");
});

describe("a network that is not this home's own", () => {
  test("is unknown until its descriptor is accepted", async () => {
    for (const name of [consortiumOrigin, consortiumName.zh, court.url]) {
      const ended = await run("notarize", "a.txt", "--network", name);
      expect([ended.code, errorIn(ended)]).toEqual([64, "NETWORK_UNKNOWN"]);
    }
    const added = await run("trust", "add", "network.json", "--yes");
    expect(added.code, added.stderr).toBe(0);
    const ended = await run("notarize", "a.txt", "--network", "乙省司法联盟链");
    expect([ended.code, errorIn(ended)]).toEqual([64, "NETWORK_UNKNOWN"]);
  });

  test("is chosen by either name, its origin or an address, and its receipts verify", async () => {
    const wishes = [consortiumName.zh, consortiumName.en, consortiumOrigin, `${notary.url}/`];
    for (const name of wishes) {
      const ended = await run("notarize", "a.txt", "--network", name);
      expect(ended.code, ended.stdout).toBe(0);
      const item = itemIn(ended);
      expect(item).toMatchObject({
        state: "verified",
        verdict: "passed",
        receipt: { origin: consortiumOrigin },
      });
      expect(item.receipt?.cosignatures.map(({ role }) => role)).toEqual([
        "court",
        "notary",
        "forensic",
      ]);
      const verified = await run("verify", item.package ?? "");
      expect(verified.code, verified.stdout).toBe(0);
      expect(verifyResult.parse(jsonIn(verified.stdout)).packages[0]).toMatchObject({
        facts: { receipt: { origin: consortiumOrigin, trusted: true, practice: false } },
      });
    }
  });

  test("is reached through another institution when the first is down", async () => {
    court.betray("down");
    const ended = await run("notarize", "a.txt", "--network", consortiumOrigin);
    expect([ended.code, itemIn(ended).state], ended.stdout).toEqual([0, "verified"]);
  });

  test("that never answers makes the item wait and say so, and go on once it does", async () => {
    court.betray("hangs");
    notary.betray("hangs");
    const started = performance.now();
    const ended = await run("notarize", "a.txt", "--network", consortiumOrigin);
    expect(performance.now() - started).toBeLessThan(40_000);
    const item = itemIn(ended);
    expect(item).toMatchObject({
      state: "stamped",
      hold: { kind: "wait", code: "NODE_SILENT" },
    });
    court.betray("none");
    const resumed = await run("resume", item.id);
    expect([resumed.code, itemIn(resumed).state], resumed.stdout).toEqual([0, "verified"]);
  }, 90_000);
});
