import { describe, expect, test } from "vitest";
import {
  connectService,
  type ServiceConnection,
  type ServiceProcessListener,
} from "../../electron/service-connection.ts";
import type { HostEvent } from "../../shared/contract/events.ts";
import type { ShellMessage } from "../../shared/contract/link-messages.ts";
import type { Reply } from "../../shared/contract/reply.ts";

interface Started {
  readonly listener: ServiceProcessListener;
  readonly posted: ShellMessage[];
}

function shell(startNode: (home: string) => Promise<boolean> = () => Promise.resolve(true)) {
  const started: Started[] = [];
  const events: HostEvent[] = [];
  let now = 0;
  const connection: ServiceConnection = connectService({
    start: (listener) => {
      const posted: ShellMessage[] = [];
      started.push({ listener, posted });
      return { post: (message) => posted.push(message), stop: () => undefined };
    },
    startNode,
    emit: (event) => events.push(event),
    clock: () => now,
    language: "en",
  });
  const newest = (): Started => {
    const last = started.at(-1);
    if (last === undefined) throw new Error("nothing was started");
    return last;
  };
  return {
    connection,
    started,
    events,
    newest,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

function codeOf(reply: Reply): string {
  return reply.ok ? "ok" : reply.error.code;
}

describe("the connection to the service", () => {
  test("brings each answer to the call that asked", async () => {
    const { connection, newest } = shell();
    const first = connection.invoke("page", "evidence.list", {});
    const second = connection.invoke("page", "app.info", {});
    newest().listener.message({ type: "reply", id: 2, reply: { ok: true, value: "second" } });
    newest().listener.message({ type: "reply", id: 1, reply: { ok: true, value: "first" } });
    expect(await first).toEqual({ ok: true, value: "first" });
    expect(await second).toEqual({ ok: true, value: "second" });
  });

  test("refuses a page what only the shell may ask, before the service hears of it", async () => {
    const { connection, newest } = shell();
    const input = { paths: ["/etc/passwd"], via: "drop" };
    expect(codeOf(await connection.invoke("page", "source.add", input))).toBe("CALL_NOT_ALLOWED");
    expect(newest().posted).toEqual([]);
    void connection.invoke("shell", "source.add", input);
    expect(newest().posted).toHaveLength(1);
  });

  test("answers open calls when the service dies, and starts another", async () => {
    const { connection, started, newest, events } = shell();
    const open = connection.invoke("page", "evidence.list", {});
    newest().listener.ended();
    expect(codeOf(await open)).toBe("SERVICE_RESTARTED");
    expect(started).toHaveLength(2);
    newest().listener.message({ type: "ready" });
    expect(events).toEqual([{ type: "ready" }]);
  });

  test("hears nothing more of a process that was replaced", () => {
    const { started, newest, events } = shell();
    newest().listener.ended();
    started[0]?.listener.message({ type: "ready" });
    started[0]?.listener.ended();
    expect(events).toEqual([]);
    expect(started).toHaveLength(2);
  });

  test("gives up on a service that keeps dying, and says so", async () => {
    const { connection, started, newest, pass } = shell();
    for (let end = 0; end < 6; end += 1) {
      pass(100);
      newest().listener.ended();
    }
    expect(started).toHaveLength(6);
    expect(codeOf(await connection.invoke("page", "app.info", {}))).toBe("SERVICE_GONE");
  });

  test("drops what is no message of the link", () => {
    const { newest, events } = shell();
    for (const message of [
      undefined,
      "ready",
      { type: "ready", more: 1 },
      { type: "event", event: {} },
    ]) {
      newest().listener.message(message);
    }
    expect(events).toEqual([]);
  });

  test("starts the practice node when asked, and tells when it cannot", async () => {
    const homes: string[] = [];
    const { newest } = shell((home) => {
      homes.push(home);
      return home === "/bad" ? Promise.reject(new Error("no")) : Promise.resolve(true);
    });
    newest().listener.message({ type: "start-node", id: 1, home: "/good" });
    newest().listener.message({ type: "start-node", id: 2, home: "/bad" });
    await expect
      .poll(() => newest().posted)
      .toEqual([
        { type: "node-started", id: 1, ok: true },
        { type: "node-started", id: 2, ok: false },
      ]);
    expect(homes).toEqual(["/good", "/bad"]);
  });

  test("closes by asking, and starts nothing afterwards", async () => {
    const { connection, started, newest } = shell();
    const closed = connection.close();
    expect(newest().posted).toEqual([{ type: "stop" }]);
    newest().listener.ended();
    await closed;
    expect(started).toHaveLength(1);
  });
});
