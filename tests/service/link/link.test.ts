import { describe, expect, test } from "vitest";
import { type LinkedService, openLink } from "../../../service/link/link.ts";
import type { HostEvent } from "../../../shared/contract/events.ts";

function linked() {
  const posted: unknown[] = [];
  const asked: string[] = [];
  let heard: (message: unknown) => void = () => undefined;
  let tell: (event: HostEvent) => void = () => undefined;
  let ended = 0;
  let closed = 0;
  const link = openLink(
    {
      post: (message) => posted.push(message),
      listen: (listener) => {
        heard = listener;
      },
    },
    () => {
      ended += 1;
    },
  );
  const service: LinkedService = {
    invoke: (call) => {
      asked.push(call);
      return Promise.resolve({ ok: true, value: call });
    },
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
  };
  return {
    link,
    service,
    posted,
    asked,
    hear: (message: unknown) => heard(message),
    tell: (event: HostEvent) => tell(event),
    ends: () => ({ ended, closed }),
  };
}

describe("the service's end of the link", () => {
  test("says when it is ready, and passes events on", () => {
    const { link, service, posted, tell } = linked();
    link.serve(service);
    tell({ type: "removed", id: "0".repeat(32) });
    expect(posted).toEqual([
      { type: "ready" },
      { type: "event", event: { type: "removed", id: "0".repeat(32) } },
    ]);
  });

  test("answers a call under its number", async () => {
    const { link, service, posted, hear } = linked();
    link.serve(service);
    hear({ type: "invoke", id: 7, from: "page", call: "app.info", input: {} });
    const answer = { type: "reply", id: 7, reply: { ok: true, value: "app.info" } };
    await expect.poll(() => posted).toContainEqual(answer);
  });

  test("refuses a page's inside call, and does the shell's", async () => {
    const { link, service, posted, asked, hear } = linked();
    link.serve(service);
    const call = { type: "invoke", call: "source.add", input: { paths: ["/a"], via: "drop" } };
    hear({ ...call, id: 1, from: "page" });
    await expect.poll(() => posted).toHaveLength(2);
    expect(posted[1]).toMatchObject({ reply: { ok: false, error: { code: "CALL_NOT_ALLOWED" } } });
    expect(asked).toEqual([]);
    hear({ ...call, id: 2, from: "shell" });
    expect(asked).toEqual(["source.add"]);
  });

  test("drops what is no message", () => {
    const { link, service, asked, hear } = linked();
    link.serve(service);
    for (const message of [null, "stop", { type: "invoke" }, { type: "stop", more: 1 }])
      hear(message);
    expect(asked).toEqual([]);
  });

  test("asks the shell for the practice node and waits for the answer", async () => {
    const { link, service, posted, hear } = linked();
    link.serve(service);
    const good = link.startNode("/home/practice");
    const bad = link.startNode("/home/practice");
    expect(posted.slice(1)).toEqual([
      { type: "start-node", id: 1, home: "/home/practice" },
      { type: "start-node", id: 2, home: "/home/practice" },
    ]);
    hear({ type: "node-started", id: 1, ok: true });
    hear({ type: "node-started", id: 2, ok: false });
    await expect(good).resolves.toBeUndefined();
    await expect(bad).rejects.toThrow("could not start");
  });

  test("closes the service before it ends", async () => {
    const { link, service, hear, ends } = linked();
    link.serve(service);
    hear({ type: "stop" });
    await expect.poll(ends).toEqual({ ended: 1, closed: 1 });
  });
});
