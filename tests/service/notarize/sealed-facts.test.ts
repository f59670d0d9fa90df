import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPracticeNode } from "../../../consortium/node/run-node.ts";
import type { RunningNode } from "../../../consortium/node/node-server.ts";
import type { Service } from "../../../service/create-service.ts";
import { loadTrust } from "../../../service/trust/trust-folder.ts";
import { packageNames } from "../../../shared/container/package-names.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import type { ItemSummary } from "../../../shared/contract/item-summary.ts";
import { z } from "../../../shared/contract/zod-csp.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { parseEvidence } from "../../../shared/evidence/descriptor-parser.ts";
import type { EvidenceDescriptor } from "../../../shared/evidence/descriptor.ts";
import { parseResponse } from "../../../shared/timestamp/response.ts";
import { writeRequest } from "../../../shared/timestamp/request.ts";
import { removeSetting, temporarySetting } from "../../parties/command.ts";
import { openTestService } from "../../parties/test-service.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { closedAgain, reopened } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";

let setting: Awaited<ReturnType<typeof temporarySetting>>;
let node: RunningNode | undefined;
const made: ItemSummary[] = [];

/** As two processes one after the other: nothing but the home is common to them. */
async function openService(): Promise<Service> {
  return openTestService(setting, {
    startNode: async (home) => {
      const started = await startPracticeNode({ home });
      if (started.kind === "running") node = started.node;
    },
    scope: "asked",
  });
}

async function notarizeOnce(): Promise<void> {
  const service = await openService();
  const value = async (call: string, input: unknown): Promise<unknown> => {
    const reply = await service.invoke(call, input);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value;
  };
  const paths = [join(setting.cwd, "a.txt")];
  const { sources } = z
    .object({ sources: z.array(z.string()) })
    .parse(await value("source.add", { paths, via: "cli" }));
  const { items } = z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse(await value("evidence.notarize", { sources }));
  const signal = AbortSignal.timeout(20_000);
  const ids = items.map(({ id }) => id);
  made.push(...(await service.settle(ids, { language: "en", signal })));
  await service.close();
}

beforeAll(async () => {
  setting = await temporarySetting();
  await writeFile(join(setting.cwd, "a.txt"), "a");
  await notarizeOnce();
  await notarizeOnce();
});
afterAll(async () => {
  await node?.stop();
  await removeSetting(setting);
});

async function filesOf(item: ItemSummary | undefined): Promise<Map<string, Uint8Array>> {
  const bytes = new Uint8Array(await readFile(item?.package ?? ""));
  const zip = await readZip(memorySource(bytes));
  if (!zip.ok) throw new Error(zip.fault.rule);
  const members = zip.value.entries.filter(({ name }) => name !== packageNames.mimetype);
  return new Map(members.map(({ name, start, end }) => [name, bytes.slice(start, end)]));
}

async function evidenceOf(item: ItemSummary | undefined): Promise<EvidenceDescriptor> {
  const bytes = (await filesOf(item)).get(packageNames.evidence) ?? new Uint8Array();
  const parsed = parseEvidence(bytes);
  if (!parsed.ok) throw new Error(parsed.fault.kind);
  return parsed.value;
}

test("the offset that one process measured is stated by the next; the first cannot know one", async () => {
  expect(made.map(({ state }) => state)).toEqual(["verified", "verified"]);
  expect((await evidenceOf(made[0])).clock.offset).toBeNull();
  const { offset } = (await evidenceOf(made[1])).clock;
  expect(Number.isSafeInteger(offset)).toBe(true);
  expect(Math.abs(offset ?? Number.NaN)).toBeLessThan(5_000);
});

test("the operating system is named without its patch level", async () => {
  expect((await evidenceOf(made[0])).device.os).toMatch(/^[A-Za-z_]+ [0-9]+$/u);
});

test("a package stripped of its revocation lists and closed again is judged by the home's own", async () => {
  const files = reopened(await filesOf(made[1]));
  for (const name of files.keys()) if (name.endsWith(".crl")) files.delete(name);
  const address = `http://127.0.0.1:${String(node?.port)}/tsa`;
  const world = await createWorld(true);
  const stamp = async (imprint: Uint8Array): Promise<Uint8Array> => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query" },
      body: writeRequest({ digest: "sha256", imprint, certReq: true }),
    });
    const parsed = parseResponse(new Uint8Array(await answer.arrayBuffer()));
    if (!parsed.ok || parsed.value.token === undefined) throw new Error("no token");
    return parsed.value.token;
  };
  const stripped = await closedAgain({ ...world, authority: { stamp } }, files);
  const trust = await loadTrust(join(setting.home, "trust"));
  if (!trust.ok) throw new Error(trust.fault.code);
  const wishes = { now: Date.now() };
  const verdict = await judge(stripped, trust.value, wishes);
  expect(verdict.outcome).toBe("passed");
  expect(codesOf(verdict, "passed")).toContain("NOT_REVOKED");
  const without = await judge(stripped, { ...trust.value, crls: [] }, wishes);
  expect(codesOf(without, "passed")).not.toContain("NOT_REVOKED");
});
