import { rm } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHttp, type Http } from "../../../platform/http/http-client.ts";
import {
  type NetworkRegistration,
  registerWithNetwork,
} from "../../../service/registration/network-registration.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { type Betrayal, type RogueNode, startRogueNode } from "../../parties/rogue-node.ts";
import { foundConsortium } from "../../parties/sample-consortium.ts";
import { trusted } from "../../parties/sample-network.ts";
import { createSubmitter, randomDigest } from "../../parties/submitter.ts";
import {
  startTestNode,
  stopTestNode,
  submitTo,
  temporaryFolder,
  type TestNode,
} from "../../parties/test-node.ts";

const names = ["court", "notary", "forensic"] as const;
type Name = (typeof names)[number];
const submitter = createSubmitter();
const plain = createHttp();
let node: TestNode;
/** Another network under the same origin and addresses. */
let impostor: TestNode;
let doors: Record<Name, RogueNode>;
let asked: string[];
let home: string;

/** The institutions' addresses lead to the doors here, which stand before one node. */
const http: Http = (request) => {
  const { hostname, pathname, search } = new URL(request.url);
  asked.push(`${hostname} ${pathname}`);
  const name = names.find((one) => hostname === `${one}.example`);
  if (name === undefined) throw new Error(`nobody lives at ${request.url}`);
  return plain({ ...request, url: `${doors[name].url}${pathname}${search}` });
};

const urls = [
  "https://court.example/",
  "https://notary.example/",
  "https://forensic.example/",
] as const;

beforeAll(async () => {
  node = await startTestNode({ home: (await foundConsortium(urls)).home });
  impostor = await startTestNode({ home: (await foundConsortium(urls)).home });
  doors = {
    court: await startRogueNode(node.url),
    notary: await startRogueNode(node.url),
    forensic: await startRogueNode(node.url),
  };
});
afterAll(async () => {
  for (const name of names) await doors[name].close();
  await stopTestNode(node);
  await stopTestNode(impostor);
});
beforeEach(async () => {
  asked = [];
  home = await temporaryFolder();
  for (const name of names) {
    doors[name].betray("none");
    doors[name].standBefore(node.url);
  }
});
afterEach(() => rm(home, { recursive: true, force: true }));

function wish(fields: Partial<NetworkRegistration> = {}): NetworkRegistration {
  const outbox = new Map<string, Uint8Array>();
  return {
    itemId: randomDigest().slice(0, 32),
    fingerprint: randomDigest(),
    tokens: [randomDigest()],
    home,
    network: trusted(node.network),
    submitter,
    outbox: {
      get: (id) => Promise.resolve(outbox.get(id)),
      put: (id, file) => Promise.resolve(void outbox.set(id, file)),
    },
    checkpoints: { latest: () => Promise.resolve(undefined), keep: () => Promise.resolve() },
    http,
    clock: Date.now,
    verify: verifySignature,
    ...fields,
  };
}

/** With nodes that hang: long enough for a good one on a busy machine. */
const patience = { probeMs: 1_500, patienceMs: 10_000 } as const;

function betray(how: Betrayal, ...by: readonly Name[]): void {
  for (const name of by) doors[name].betray(how);
}

const submittedTo = (): readonly string[] =>
  asked.filter((line) => line.endsWith("/v1/submissions"));

describe("registering with an accepted network", () => {
  test("goes through its first institution, without any token", async () => {
    const end = await registerWithNetwork(wish());
    expect(end).toMatchObject({ kind: "done", facts: { origin: node.descriptor.origin } });
    expect(end.kind === "done" && end.facts.cosignatures.map(({ role }) => role)).toEqual(names);
    expect(end.kind === "done" && end.network).toEqual(node.network);
    expect(new Set(asked.map((line) => line.split(" ")[0]))).toEqual(new Set(["court.example"]));
  });

  test.each(["down", "hangs", "html"] as const)(
    "goes on to the next when one %s, and to the last",
    async (how) => {
      betray(how, "court", "notary");
      const end = await registerWithNetwork(wish(patience));
      expect(end.kind).toBe("done");
      expect(submittedTo()).toEqual(["forensic.example /v1/submissions"]);
    },
  );

  test("submits nothing to a node that shows another descriptor", async () => {
    doors.court.standBefore(impostor.url);
    expect((await registerWithNetwork(wish())).kind).toBe("done");
    expect(submittedTo()).toEqual(["notary.example /v1/submissions"]);
    for (const name of names) doors[name].standBefore(impostor.url);
    const end = await registerWithNetwork(wish());
    expect(end).toMatchObject({
      kind: "wait",
      fault: { code: "NODE_OF_ANOTHER", data: { address: "https://court.example" } },
    });
    expect(submittedTo()).toHaveLength(1);
  });

  test.each([
    ["hangs", "NODE_SILENT"],
    ["down", "NODE_UNREACHABLE"],
    ["html", "NODE_ANSWER_BROKEN"],
  ] as const)("waits with a fault, in bounded time, when every node %s", async (how, code) => {
    betray(how, ...names);
    const started = performance.now();
    const end = await registerWithNetwork(wish(patience));
    expect(end).toMatchObject({ kind: "wait", fault: { code } });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test("ends at once when it is called off", async () => {
    betray("hangs", ...names);
    const calling = new AbortController();
    setTimeout(() => {
      calling.abort();
    }, 50);
    const started = performance.now();
    await registerWithNetwork(wish({ signal: calling.signal, probeMs: 60_000 }));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("sends one submission to all, so that nothing is registered twice", async () => {
    const registration = wish();
    doors.court.betray("no-court");
    const first = await registerWithNetwork(registration);
    expect(first).toMatchObject({ kind: "wait", fault: { code: "COSIGNATURES_MISSING" } });
    betray("down", "court");
    const second = await registerWithNetwork(registration);
    const third = await registerWithNetwork(registration);
    if (second.kind !== "done" || third.kind !== "done") throw new Error("not registered");
    expect(second.submission).toEqual(third.submission);
    expect(second.facts.index).toBe(third.facts.index);
  });

  test("holds to the limits that a node sets for each submitter, and asks the next", async () => {
    const strict = await startTestNode({
      home: (await foundConsortium(urls)).home,
      rate: { perSecond: 0.001, burst: 1, submitters: 10 },
    });
    try {
      for (const name of names) doors[name].standBefore(strict.url);
      const network = trusted(strict.network);
      expect((await registerWithNetwork(wish({ network }))).kind).toBe("done");
      asked = [];
      const end = await registerWithNetwork(wish({ network }));
      expect(end).toMatchObject({ kind: "wait", fault: { code: "NODE_BUSY" } });
      expect(end.kind === "wait" && end.retryAfterMs).toBeGreaterThan(60_000);
      expect(submittedTo()).toHaveLength(3);
    } finally {
      await stopTestNode(strict);
    }
  });
});

describe("a node of an institution", () => {
  test("takes submissions without a token, and answers to its institution's name", async () => {
    const { url } = node;
    expect((await submitTo({ url }, createSubmitter().submission().file)).status).toBe(202);
    const { port } = new URL(url);
    const statusFor = (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        request({ host: "127.0.0.1", port, path: "/v1/health", headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          .on("error", reject)
          .end();
      });
    expect(await statusFor("court.example")).toBe(200);
    expect(await statusFor("evil.example")).toBe(403);
  });
});
