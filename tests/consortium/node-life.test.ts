import { existsSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkNode } from "../../consortium/node/check-node.ts";
import { startNodeServer } from "../../consortium/node/node-server.ts";
import { nodeStatus } from "../../consortium/node/node-status.ts";
import { openDatabase } from "../../platform/database/database.ts";
import { createHttp } from "../../platform/http/http-client.ts";
import { practiceNode } from "../../service/registration/practice-node.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { pathOf } from "../../shared/network/route.ts";
import { createSubmitter } from "../parties/submitter.ts";
import { startTestNode, submitTo, temporaryFolder, type TestNode } from "../parties/test-node.ts";
import { addressOf, killNode, spawnNode } from "./child-node.ts";

const http = createHttp();
const submitter = createSubmitter();
let home: string;

beforeEach(async () => {
  home = await temporaryFolder();
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function register(node: TestNode, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const { id, file } = submitter.submission();
    await submitTo(node, file);
    const path = `${pathOf(nodeRoutes.receipt, { submission: id })}?wait=8000`;
    expect((await fetch(node.url + path)).status).toBe(200);
  }
}

describe("one node a home", () => {
  test("a second start finds the first and leaves it alone", async () => {
    const node = await startTestNode({ home });
    expect(await startNodeServer({ home })).toEqual({ kind: "already-running" });
    expect(await nodeStatus(home, http)).toMatchObject({ kind: "running", url: node.url });
    await node.running.stop();
    expect(await nodeStatus(home, http)).toEqual({ kind: "stopped" });
    expect(existsSync(join(home, "node.json"))).toBe(false);
  });

  test("stops when nobody has asked it anything for a while, and not before", async () => {
    const node = await startTestNode({ home, idleMs: 2000 });
    // Longer in sum than the while, each wait much shorter: a busy machine must not look idle.
    for (let at = 0; at < 5; at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await fetch(node.url + nodeRoutes.health.path)).status).toBe(200);
    }
    await node.running.stopped;
    expect(await nodeStatus(home, http)).toEqual({ kind: "stopped" });
  });

  test("is the same network after a restart, with the same log", async () => {
    const first = await startTestNode({ home });
    await register(first, 3);
    await first.running.stop();
    const second = await startTestNode({ home });
    expect(second.descriptor.origin).toBe(first.descriptor.origin);
    expect(second.running.bootId).not.toBe(first.running.bootId);
    expect(await nodeStatus(home, http)).toMatchObject({ health: { size: 3 } });
    await second.running.stop();
  });
});

describe("finding the practice node", () => {
  test("several clients that start it at once find the same one, also after a kill", {
    timeout: 60_000,
  }, async () => {
    const children: ReturnType<typeof spawnNode>[] = [];
    const startNode = (nodeHome: string): Promise<void> => {
      children.push(spawnNode(nodeHome));
      return Promise.resolve();
    };
    const find = () => practiceNode({ home, startNode, http });
    const found = await Promise.all([find(), find()]);
    const ids = found.map((end) => (end.ok ? end.value.bootId : end.fault.code));
    expect(new Set(ids).size).toBe(1);
    const status = await nodeStatus(join(home, "practice"), http);
    if (status.kind === "running") process.kill(status.pid, "SIGKILL");
    await Promise.all(children.map(killNode));
    // node.json is still there, and nothing answers behind it.
    expect(existsSync(join(home, "practice", "node.json"))).toBe(true);
    const again = await find();
    expect(again.ok && !ids.includes(again.value.bootId)).toBe(true);
    await Promise.all(children.map(killNode));
  });

  test("a start that comes to nothing is a fault in time", async () => {
    const startNode = (): Promise<void> => Promise.resolve();
    const end = await practiceNode({ home, startNode, http, timeoutMs: 300 });
    expect(end).toMatchObject({ ok: false, fault: { code: "NODE_NOT_STARTED" } });
  });

  test("a port that now belongs to another node is not taken for it", async () => {
    const other = await startTestNode();
    const mine = await startTestNode({ home: join(home, "practice") });
    const file = join(home, "practice", "node.json");
    const text = await readFile(file, "utf8");
    await writeFile(
      file,
      text.replace(`"port":${String(mine.running.port)}`, `"port":${String(other.running.port)}`),
    );
    const startNode = (): Promise<void> => Promise.resolve();
    expect((await practiceNode({ home, startNode, http, timeoutMs: 300 })).ok).toBe(false);
    await mine.running.stop();
    await other.running.stop();
  });

  test("a node that is killed frees its home at once", async () => {
    const child = spawnNode(home);
    await addressOf(home);
    await killNode(child);
    const node = await startTestNode({ home, lockWaitMs: 0 });
    await node.running.stop();
  });
});

describe("reading a log again", () => {
  async function damaged(sql: string): Promise<readonly string[]> {
    const database = await openDatabase(join(home, "log.sqlite"));
    await database.exec(sql);
    await database.close();
    return (await checkNode(home))?.flaws ?? [];
  }

  test("finds nothing wrong with an honest one, and every damage in another", async () => {
    const node = await startTestNode({ home });
    await register(node, 7);
    await node.running.stop();
    expect(await checkNode(home)).toMatchObject({ leaves: 7, flaws: [] });
    const pristine = await temporaryFolder();
    await cp(join(home, "log.sqlite"), join(pristine, "log.sqlite"));
    const damages = [
      [
        "UPDATE leaves SET leaf = (SELECT leaf FROM leaves WHERE number = 1) WHERE number = 2",
        /another submission/u,
      ],
      ["DELETE FROM leaves WHERE number = 6", /leaves are missing/u],
      ["UPDATE nodes SET hash = zeroblob(32) WHERE level = 1 AND number = 1", /node 1\/1/u],
      ["UPDATE checkpoints SET root = zeroblob(32) WHERE size = 4", /root is not what/u],
      [
        "UPDATE checkpoints SET signature = zeroblob(64) WHERE size = 4",
        /log's signature is invalid/u,
      ],
      [
        "UPDATE cosignatures SET seconds = seconds + 1 WHERE size = 4",
        /cosignature of .*\/court is not valid/u,
      ],
      ["DELETE FROM cosignatures WHERE size = 4 AND name LIKE '%/court'", /without its quorum/u],
    ] as const;
    for (const [sql, flaw] of damages) {
      expect((await damaged(sql)).join("\n")).toMatch(flaw);
      await cp(join(pristine, "log.sqlite"), join(home, "log.sqlite"));
      await rm(join(home, "log.sqlite-wal"), { force: true });
    }
    await rm(pristine, { recursive: true });
  });

  test("says what is wrong where log, descriptor or keys cannot be opened at all", async () => {
    expect(await checkNode(home)).toBeUndefined();
    const node = await startTestNode({ home });
    await register(node, 1);
    await node.running.stop();
    for (const [name, flaw] of [
      ["network.json", /network\.json of this node is damaged/u],
      ["keys/court.pem", /./u],
      ["log.sqlite", /./u],
    ] as const) {
      const path = join(home, name);
      const kept = await readFile(path);
      await writeFile(path, "junk that is no such file\n".repeat(100));
      expect((await checkNode(home))?.flaws.join(), name).toMatch(flaw);
      await writeFile(path, kept);
    }
    expect(await checkNode(home)).toMatchObject({ leaves: 1, flaws: [] });
  });

  test("a log that was put back to an earlier state gets no cosignature", async () => {
    const first = await startTestNode({ home });
    await register(first, 2);
    await first.running.stop();
    const backup = await readFile(join(home, "log.sqlite"));
    const second = await startTestNode({ home });
    await register(second, 2);
    await second.running.stop();
    await writeFile(join(home, "log.sqlite"), backup);
    const third = await startTestNode({ home });
    const { id, file } = submitter.submission();
    await submitTo(third, file);
    const answer = await fetch(
      `${third.url}${pathOf(nodeRoutes.receipt, { submission: id })}?wait=500`,
    );
    expect(answer.status).toBe(202);
    await third.running.stop();
    expect(await readFile(join(home, "node.log"), "utf8")).toContain("behind-what-it-signed");
  });
});
