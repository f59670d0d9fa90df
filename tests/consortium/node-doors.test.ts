import { readFile, rm, stat } from "node:fs/promises";
import { type OutgoingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPracticeNode } from "../../consortium/node/run-node.ts";
import { bearer } from "../../service/registration/node-client.ts";
import { refusal } from "../../shared/network/codecs.ts";
import { parseNodeFile } from "../../shared/network/node-file.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { pathOf } from "../../shared/network/route.ts";
import { createSubmitter, type TestSubmitter } from "../parties/submitter.ts";
import {
  knownNode,
  startTestNode,
  stopTestNode,
  submitTo,
  temporaryFolder,
  type TestNode,
} from "../parties/test-node.ts";

let node: TestNode;
const submitter = createSubmitter();

beforeAll(async () => {
  node = await startTestNode();
});
afterAll(() => stopTestNode(node));

async function send(
  file: Uint8Array,
): Promise<{ status: number; error: string | undefined; headers: Headers }> {
  const answer = await submitTo(node, file);
  const said = refusal.parse(new Uint8Array(await answer.arrayBuffer()));
  return {
    status: answer.status,
    error: said.ok ? said.value.error : undefined,
    headers: answer.headers,
  };
}

async function registered(one: ReturnType<TestSubmitter["submission"]>): Promise<string> {
  expect((await send(one.file)).status).toBe(202);
  const answer = await fetch(
    `${node.url}${pathOf(nodeRoutes.receipt, { submission: one.id })}?wait=8000`,
  );
  expect(answer.status).toBe(200);
  return answer.text();
}

/** One raw request, with headers of choice. */
function rawStatus(headers: OutgoingHttpHeaders, path: string, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(node.url);
    request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

describe("what a node takes", () => {
  test("is registered once, however often it is sent", async () => {
    const one = submitter.submission();
    const receipt = await registered(one);
    expect(await registered(one)).toBe(receipt);
    const many = await Promise.all([1, 2, 3, 4].map(() => registered(one)));
    expect(new Set(many)).toEqual(new Set([receipt]));
  });

  test.each([
    ["what is no submission", () => new TextEncoder().encode("{}"), 400, "malformed"],
    ["nothing", () => new Uint8Array(), 400, "malformed"],
    ["what is too large", () => new Uint8Array(64_000).fill(0x20), 413, "too-large"],
    [
      "an expired one",
      () => submitter.submission({ notAfter: Date.now() - 1000 }).file,
      422,
      "not-after",
    ],
    [
      "one for tomorrow",
      () => submitter.submission({ notAfter: Date.now() + 86_400_000 }).file,
      422,
      "not-after",
    ],
    [
      "another's signature",
      () => submitter.submission({ submitter: createSubmitter().publicKey }).file,
      403,
      "signature",
    ],
  ] as const)("is not %s", async (_, file, status, error) => {
    const answer = await send(file());
    expect(answer).toMatchObject({ status, error });
  });

  test("is limited for each submitter", async () => {
    const own = await startTestNode({ rate: { perSecond: 1, burst: 3, submitters: 100 } });
    try {
      const hasty = createSubmitter();
      const answers: Response[] = [];
      for (let at = 0; at < 4; at += 1) {
        answers.push(await submitTo(own, hasty.submission().file));
      }
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
      expect(answers[3]?.headers.get("retry-after")).toBe("1");
      const calm = await submitTo(own, createSubmitter().submission().file);
      expect(calm.status).toBe(202);
    } finally {
      await stopTestNode(own);
    }
  });
});

describe("who may write", () => {
  const wrong = [
    ["no token", undefined],
    ["an empty one", ""],
    ["another", "ab".repeat(32)],
  ] as const;

  test.each(wrong)("not one who shows %s", async (_, token) => {
    const own = submitter.submission();
    const { url } = node;
    const answer = await submitTo({ url, ...(token === undefined ? {} : { token }) }, own.file);
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const said = refusal.parse(new Uint8Array(await answer.arrayBuffer()));
    expect(said).toMatchObject({ ok: true, value: { error: "unauthorized" } });
    const receipt = await fetch(url + pathOf(nodeRoutes.receipt, { submission: own.id }));
    expect(receipt.status).toBe(404);
  });

  test("not one who shows all but the token's last digit, or more than it", async () => {
    const { url, token } = node;
    for (const shown of [token.slice(0, -1), `${token}0`, token.toUpperCase()]) {
      expect((await submitTo({ url, token: shown }, submitter.submission().file)).status).toBe(401);
    }
  });

  test("anyone may have a time-stamp, and only the user a certificate", async () => {
    const home = await temporaryFolder();
    const started = await startPracticeNode({ home });
    if (started.kind !== "running") throw new Error("the home is taken");
    try {
      const { url, token } = await knownNode(home, started.node.port);
      const post = (path: string, type: string, headers: Record<string, string>) =>
        fetch(url + path, {
          method: "POST",
          body: new Uint8Array(5),
          headers: { "content-type": type, ...headers },
        });
      expect((await post("/tsa", "application/timestamp-query", {})).status).toBe(200);
      expect((await post("/ca/certificates", "application/pkcs10", {})).status).toBe(401);
      expect((await post("/ca/certificates/", "application/pkcs10", {})).status).toBe(404);
      expect((await post("/ca/certificates", "application/pkcs10", bearer(token))).status).toBe(
        400,
      );
      expect((await fetch(`${url}/ca/root.pem`)).status).toBe(200);
      const origin = { origin: "https://evil.example" };
      expect((await post("/tsa", "application/timestamp-query", origin)).status).toBe(403);
    } finally {
      await started.node.stop();
      await rm(home, { recursive: true, force: true });
    }
  });
});

describe("what a node answers", () => {
  test("no receipt for what it does not know, and its absence under a fresh quorum", async () => {
    const unknown = "ab".repeat(32);
    const receipt = await fetch(node.url + pathOf(nodeRoutes.receipt, { submission: unknown }));
    expect(receipt.status).toBe(404);
    const absence = await fetch(node.url + pathOf(nodeRoutes.absence, { submission: unknown }));
    expect((await absence.text()).match(/^— /gmu)).toHaveLength(4);
    const one = submitter.submission();
    await registered(one);
    const present = await fetch(node.url + pathOf(nodeRoutes.absence, { submission: one.id }));
    expect(present.status).toBe(409);
  });

  test.each([
    ["/v1/receipts/xyz", 400],
    [`/v1/receipts/${"ab".repeat(32)}?wait=forever`, 400],
    ["/v1/consistency/3/1", 404],
    ["/v1/consistency/0/999999", 404],
    ["/v1/consistency/-1/2", 400],
    ["/v1/nothing", 404],
    ["/", 404],
    ["/%ff", 400],
  ])("%s with %i", async (path, status) => {
    const answer = await fetch(node.url + path);
    expect(answer.status).toBe(status);
    expect(refusal.parse(new Uint8Array(await answer.arrayBuffer())).ok).toBe(true);
  });

  test("nobody who calls it by another name", async () => {
    const { port } = new URL(node.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) {
      expect(await rawStatus({ host }, "/v1/health")).toBe(200);
    }
    for (const host of [
      "127.0.0.1",
      "localhost",
      "127.0.0.1:1",
      `127.0.0.1.evil.example:${port}`,
      `evil.example:${port}`,
      `[::1]:${port}`,
    ]) {
      expect(await rawStatus({ host }, "/v1/health"), host).toBe(403);
      expect(await rawStatus({ host }, "/v1/nothing"), host).toBe(403);
    }
  });

  test.each(["null", "https://evil.example", "same"])(
    "no web page, of origin %s, through any door",
    async (origin) => {
      const headers = { origin: origin === "same" ? node.url : origin, ...bearer(node.token) };
      for (const { method, path } of Object.values(nodeRoutes)) {
        expect(await rawStatus(headers, path, method), path).toBe(403);
      }
    },
  );

  test("a checkpoint, a policy and a descriptor that agree", async () => {
    const policy = await (await fetch(node.url + nodeRoutes.policy.path)).text();
    const network = new Uint8Array(
      await (await fetch(node.url + nodeRoutes.network.path)).arrayBuffer(),
    );
    expect(network).toEqual(node.network);
    expect(policy).toBe(node.descriptor.epochs[0]?.policy);
    const checkpoint = await (await fetch(node.url + nodeRoutes.checkpoint.path)).text();
    expect(checkpoint.startsWith(`${node.descriptor.origin}\n`)).toBe(true);
  });
});

describe("a practice node", () => {
  test("says practice in its origin and its institutions' names", () => {
    expect(node.descriptor.origin).toMatch(/^practice\.cunzhen\.invalid\/[0-9a-f]{16}$/u);
    for (const { name } of node.descriptor.epochs[0]?.institutions ?? []) {
      expect(name).toContain("PRACTICE 演练");
    }
  });

  test.skipIf(process.platform === "win32")(
    "keeps its keys to its owner and its log free of secrets",
    async () => {
      for (const name of ["log.pem", "court.pem", "notary.pem", "arbitration.pem"]) {
        expect((await stat(join(node.home, "keys", name))).mode & 0o777).toBe(0o600);
      }
      expect((await stat(join(node.home, "node.json"))).mode & 0o777).toBe(0o600);
      const log = await readFile(join(node.home, "node.log"), "utf8");
      const file = parseNodeFile(await readFile(join(node.home, "node.json")));
      if (!file.ok) throw new Error(file.fault.rule);
      expect(log).not.toContain(file.value.token);
      expect(log).not.toContain("PRIVATE");
    },
  );
});
