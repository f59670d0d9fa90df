import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunningNode } from "../../consortium/node/node-server.ts";
import { startPracticeNode } from "../../consortium/node/run-node.ts";
import { createHttp } from "../../platform/http/http-client.ts";
import { openPracticeHome, type PracticeHome } from "../../service/practice-home.ts";
import { fetchRevocation } from "../../service/stamping/revocation-fetch.ts";
import { listTrust, removeTrust } from "../../service/trust/owner-trust.ts";
import { loadTrust } from "../../service/trust/trust-folder.ts";
import type { TrustSummary } from "../../shared/trust/trust-summary.ts";
import { createRoot } from "../parties/certificate-authority.ts";
import { temporaryFolder } from "../parties/test-node.ts";

const http = createHttp();
const day = 24 * 60 * 60 * 1000;
let home: string;
let trust: string;
let running: RunningNode | undefined;
/** How far the node's clock has gone on. */
let later = 0;

function open(): PracticeHome {
  const startNode = async (nodeHome: string): Promise<void> => {
    const clock = () => Date.now() + later;
    const started = await startPracticeNode({ home: nodeHome, clock });
    if (started.kind === "running") running = started.node;
  };
  return openPracticeHome({ home, trust, startNode, http });
}

beforeEach(async () => {
  home = await temporaryFolder();
  trust = join(home, "trust");
  later = 0;
});
afterEach(async () => {
  await running?.stop();
  await rm(home, { recursive: true, force: true });
});

async function listed(): Promise<readonly TrustSummary[]> {
  const found = await listTrust(trust);
  if (!found.ok) throw new Error(found.fault.code);
  return found.value;
}

const lists = async () => (await listed()).filter(({ kind }) => kind === "crl");

/** What the authority serves now. */
async function fetchNow(practice: PracticeHome): Promise<readonly Uint8Array[]> {
  const authority = await practice.authority();
  if (!authority.ok) throw new Error(authority.fault.code);
  const { signal } = new AbortController();
  return (await fetchRevocation(http, [], authority.value.crlUrls, signal)).crls;
}

test("the practice network's revocation lists are accepted with it, listed and loaded", async () => {
  expect(await open().authority()).toMatchObject({ ok: true });
  expect((await listed()).map(({ kind }) => kind).sort()).toEqual([
    "crl",
    "crl",
    "network",
    "root",
  ]);
  for (const { name, practice, source } of await lists()) {
    expect({ practice, source }).toEqual({
      practice: true,
      source: "this home's own practice network",
    });
    expect(name).toContain("PRACTICE 演练");
  }
  const store = await loadTrust(trust);
  expect(store).toMatchObject({ ok: true, value: { crls: { length: 2 } } });
});

test("a newer list takes the place of the one before, in its file", async () => {
  const practice = open();
  await practice.authority();
  const before = await lists();
  later = 2 * day;
  const newer = await fetchNow(practice);
  await practice.fetched(newer);
  const after = await lists();
  expect(after.map(({ file }) => file)).toEqual(before.map(({ file }) => file));
  const digests = new Set(before.map(({ digest }) => digest));
  expect(after.filter(({ digest }) => digests.has(digest))).toEqual([]);
});

test("an older list, and one that somebody else signed, change nothing", async () => {
  const practice = open();
  await practice.authority();
  const old = await fetchNow(practice);
  later = 2 * day;
  await practice.fetched(await fetchNow(practice));
  const before = await lists();
  const stranger = await createRoot("Cunzhen PRACTICE 演练 Root");
  await open().fetched(old);
  const again = open();
  await again.authority();
  await again.fetched([...old, await stranger.crl({ thisUpdate: Date.now() + 3 * day })]);
  await again.fetched([new Uint8Array([1])]);
  expect(await lists()).toEqual(before);
});

test("a list that the owner took back is not put back", async () => {
  const practice = open();
  await practice.authority();
  const [first] = await lists();
  await removeTrust(trust, first?.file ?? "");
  later = 2 * day;
  await practice.fetched(await fetchNow(practice));
  const again = open();
  await again.authority();
  await again.fetched(await fetchNow(again));
  expect(await lists()).toHaveLength(1);
});
