import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startNode } from "../../../cli/start-node.ts";
import { openFileSource } from "../../../platform/hashing/file-source.ts";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import type { Service } from "../../../service/create-service.ts";
import { fromUtf8 } from "../../../shared/bytes/utf8.ts";
import { readPackage } from "../../../shared/verification/container/read-package.ts";
import { calls } from "../../../shared/contract/calls.ts";
import type { IdentitySummary } from "../../../shared/contract/identity-summary.ts";
import type { ItemSummary } from "../../../shared/contract/item-summary.ts";
import { z } from "../../../shared/contract/zod-csp.ts";
import { followCustody } from "../../../shared/evidence/custody-chain.ts";
import { custodyStart, parseCustodyLog } from "../../../shared/evidence/custody-log.ts";
import { removeSetting, temporarySetting } from "../../parties/command.ts";
import { openTestService } from "../../parties/test-service.ts";

// A practice node starts in a process of its own, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const passphrase = "correct horse 口令";
let setting: Awaited<ReturnType<typeof temporarySetting>>;
let service: Service;

async function start(): Promise<Service> {
  return openTestService(setting, {
    startNode,
    scope: "all",
  });
}

beforeAll(async () => {
  setting = await temporarySetting();
  await writeFile(join(setting.cwd, "a.txt"), "a");
  service = await start();
});
afterAll(async () => {
  await service.close();
  await removeSetting(setting);
});

async function value(call: string, input: unknown): Promise<unknown> {
  const reply = await service.invoke(call, input);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

async function request(identity: string): Promise<string> {
  const added = await value("source.add", { paths: [join(setting.cwd, "a.txt")], via: "cli" });
  const { sources } = calls["source.add"].output.parse(added);
  const made = await value("evidence.notarize", { sources, identity });
  const [item] = calls["evidence.notarize"].output.parse(made).items;
  return item?.id ?? "";
}

async function settled(id: string): Promise<ItemSummary | undefined> {
  const signal = AbortSignal.timeout(45_000);
  const [item] = await service.settle([id], { language: "en", signal });
  return item;
}

async function identityNamed(name: string): Promise<IdentitySummary | undefined> {
  const { identities } = calls["identity.show"].output.parse(await value("identity.show", {}));
  return identities.find((identity) => identity.name === name);
}

async function entryOf(item: ItemSummary | undefined, name: string): Promise<Uint8Array> {
  const source = await openFileSource(item?.package ?? "");
  try {
    const { package: view } = await readPackage(source);
    const bytes = await view?.read(name, 1 << 20);
    if (bytes === undefined) throw new Error(`no ${name}`);
    return bytes;
  } finally {
    await source.close();
  }
}

const evidence = z.object({
  id: z.string(),
  device: z.object({ id: z.string(), key: z.string() }),
});
const submission = z.object({ submitter: z.string() });

async function signersOf(item: ItemSummary | undefined) {
  const { id, device } = evidence.parse(
    JSON.parse(fromUtf8(await entryOf(item, "evidence.json")) ?? ""),
  );
  const sent = await entryOf(item, "META-INF/consortium/submission.json");
  const { submitter } = submission.parse(JSON.parse(fromUtf8(sent) ?? ""));
  const lines = parseCustodyLog(await entryOf(item, "custody.jsonl"));
  if (!lines.ok) throw new Error(lines.fault.rule);
  const key = new Uint8Array(Buffer.from(device.key, "base64"));
  const { flaws } = followCustody(
    lines.value,
    custodyStart(id),
    { id: device.id, key },
    verifySignature,
  );
  expect(lines.value.length).toBeGreaterThan(0);
  expect(flaws).toEqual([]);
  expect(device.id).toBe(createHash("sha256").update(key).digest("hex"));
  return { device: device.key, submitter };
}

test("an item's custody and submission are signed by the keys of its identity", async () => {
  const practice = await settled(await request("practice"));
  expect(practice).toMatchObject({ state: "verified" });
  await value("identity.create", { name: "me", subject: "王律师", passphrase });
  const own = await settled(await request("me"));
  expect(own).toMatchObject({ state: "verified" });
  const [signed, practised] = [await signersOf(own), await signersOf(practice)];
  expect(await identityNamed("me")).toMatchObject(signed);
  expect(await identityNamed("practice")).toMatchObject(practised);
  const keys = [signed.device, signed.submitter, practised.device, practised.submitter];
  expect(new Set(keys).size).toBe(4);
});

test("an item of a locked identity is held for its passphrase and goes on once it is unlocked", async () => {
  // Cut off at once, so that the next process finds it unfinished and its identity closed.
  const id = await request("me");
  await service.close();
  service = await start();
  const held = await settled(id);
  expect(held?.state).not.toBe("verified");
  expect(held?.hold).toMatchObject({ kind: "stop", code: "IDENTITY_LOCKED" });
  const wrong = await service.invoke("identity.unlock", { name: "me", passphrase: "wrong" });
  expect(wrong).toMatchObject({ ok: false, error: { code: "IDENTITY_PASSPHRASE_WRONG" } });
  expect((await settled(id))?.hold?.code).toBe("IDENTITY_LOCKED");
  const practice = await settled(await request("practice"));
  expect(practice).toMatchObject({ state: "verified" });
  await value("identity.unlock", { name: "me", passphrase });
  const done = await settled(id);
  expect(done).toMatchObject({ state: "verified" });
  expect(await identityNamed("me")).toMatchObject(await signersOf(done));
});
