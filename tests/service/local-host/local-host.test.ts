import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalHost, openLocalHost } from "../../../service/local-host/open-local-host.ts";
import { contentSecurityPolicy } from "../../../shared/contract/page-assets.ts";
import { createFakeService } from "../../parties/fake-service.ts";
import { shownItems } from "../../parties/shown-evidence.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

describe("the local host", () => {
  const fake = createFakeService();
  let folder: string;
  let local: LocalHost;
  let port: number;
  let cookie: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-assets-"));
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<!doctype html><title>page</title>");
    await writeFile(join(folder, "assets", "x.js"), "export {};");
    await writeFile(join(folder, "secret.txt"), "secret");
    local = await openLocalHost({ service: fake.service, assets: folder });
    port = Number(new URL(local.address).port);
    const opened = await ask(
      "GET",
      new URL(local.address).pathname + new URL(local.address).search,
      {
        cookie: undefined,
      },
    );
    cookie = String(opened.headers["set-cookie"]).split(";")[0] ?? "";
  });

  afterAll(async () => {
    await local.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Like our own page, but for what a test changes; `undefined` leaves a header out. */
  function ask(
    method: string,
    path: string,
    change: Readonly<Record<string, string | undefined>> = {},
    body?: string | Uint8Array,
  ): Promise<Answer> {
    const headers = {
      host: `127.0.0.1:${port}`,
      origin: method === "GET" ? undefined : `http://127.0.0.1:${port}`,
      cookie,
      "content-type": body === undefined ? undefined : "application/json",
      ...change,
    };
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return new Promise((settle, refuse) => {
      const call = request({
        port,
        host: "127.0.0.1",
        method,
        path,
        headers: Object.fromEntries(given),
      });
      call.once("error", refuse);
      call.once("response", (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
          if (path === "/events") response.destroy();
        });
        response.once("close", () =>
          settle({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      call.end(body);
    });
  }

  const rpc = (call: string, input: unknown) =>
    ask("POST", "/rpc", {}, JSON.stringify({ call, input }));

  test("listens on this machine alone, and its address carries 256 bits", () => {
    expect(local.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\?token=[0-9a-f]{64}$/u);
  });

  test("trades the token for a cookie and sends the browser on without it", async () => {
    const opened = await ask("GET", `/open${new URL(local.address).search}&lang=en`, {
      cookie: undefined,
    });
    expect(opened.status).toBe(303);
    expect(opened.headers["location"]).toBe("/?lang=en");
    expect(String(opened.headers["set-cookie"])).toContain("HttpOnly; SameSite=Strict");
    expect(String(opened.headers["set-cookie"])).not.toContain(
      new URL(local.address).searchParams.get("token"),
    );
  });

  test.each(["/open", "/open?token=", `/open?token=${"0".repeat(64)}`])(
    "%s opens nothing",
    async (path) => {
      const refused = await ask("GET", path, { cookie: undefined });
      expect(refused.status).toBe(403);
      expect(refused.headers["set-cookie"]).toBeUndefined();
    },
  );

  test("does not send a browser on to another site", async () => {
    const opened = await ask("GET", `/open${new URL(local.address).search}&lang=//evil.example`);
    expect(opened.headers["location"]).toBe("/");
  });

  test("serves the page and its files under the whole CSP", async () => {
    for (const path of ["/", "/index.html", "/assets/x.js"]) {
      const served = await ask("GET", path);
      expect(served.status).toBe(200);
      expect(served.headers["content-security-policy"]).toBe(contentSecurityPolicy);
      expect(served.headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  test.each([
    "/secret.txt",
    "/../package.json",
    "/assets/..%2fsecret.txt",
    "/assets/../../etc/passwd",
    "//127.0.0.1/index.html",
    "/index.html%00",
    "/nothing.js",
  ])("%s is not served", async (path) => {
    const answer = await ask("GET", path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("secret");
  });

  test("hears nobody without the cookie, under another name, or from another origin", async () => {
    const body = JSON.stringify({ call: "app.info", input: {} });
    expect((await ask("POST", "/rpc", { cookie: undefined }, body)).status).toBe(403);
    expect((await ask("POST", "/rpc", { host: `localhost:${port}` }, body)).status).toBe(421);
    expect((await ask("POST", "/rpc", { origin: "http://evil.example" }, body)).status).toBe(403);
    expect((await ask("GET", "/events", { cookie: undefined })).status).toBe(403);
    expect((await ask("GET", "/", { cookie: undefined })).status).toBe(403);
  });

  test("answers a call with the service's reply", async () => {
    const answer = await rpc("app.info", {});
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, value: { version: "0.1.0" } });
  });

  test.each([
    ["source.add", { paths: ["/etc/passwd"], via: "drop" }],
    ["evidence.export", { id: "x", out: "/etc" }],
    ["evidence.notarize", { sources: [], out: "/etc" }],
  ])("a page may not send %s", async (call, input) => {
    const before = fake.asked.length;
    expect(JSON.parse((await rpc(call, input)).body)).toMatchObject({
      ok: false,
      error: { code: "CALL_NOT_ALLOWED" },
    });
    expect(fake.asked.length).toBe(before);
  });

  test.each([
    ["no JSON", "{", {}, 400],
    ["another shape", '{"call":"app.info"}', {}, 400],
    ["an unknown key", '{"call":"app.info","input":{},"more":1}', {}, 400],
    ["a form's type", "call=app.info", { "content-type": "text/plain" }, 415],
    ["more than a mebibyte", `"${"x".repeat(1 << 20)}"`, {}, 413],
  ])("refuses a body of %s", async (_name, body, change, status) => {
    expect((await ask("POST", "/rpc", change, body)).status).toBe(status);
  });

  test("streams an upload into a source", async () => {
    const bytes = new Uint8Array(3_000_000).fill(7);
    const answer = await ask(
      "PUT",
      `/upload?${new URLSearchParams({ name: "合同.pdf" }).toString()}`,
      { "content-type": "application/octet-stream" },
      bytes,
    );
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, sources: [expect.any(String)] });
    expect(fake.uploads).toContainEqual({ name: "合同.pdf", bytes: 3_000_000 });
  });

  test.each(["/upload", "/upload?name=", "/upload?name=a&group=..", "/upload?name=a&path=/etc"])(
    "%s is no upload",
    async (path) => {
      const change = { "content-type": "application/octet-stream" };
      expect((await ask("PUT", path, change, "x")).status).toBe(400);
    },
  );

  test("tells events from `ready` on, and lets a page go that leaves", async () => {
    const before = fake.listening();
    const heard = await ask("GET", "/events");
    expect(heard.body).toContain('data: {"type":"ready"}');
    await expect.poll(() => fake.listening()).toBe(before);
  });

  test("has no package to give where there is none", async () => {
    expect((await ask("GET", `/packages/${shownItems[0]?.id ?? ""}`)).status).toBe(404);
    expect((await ask("GET", "/packages/..%2f..%2fetc")).status).toBe(404);
  });

  test("frees its port at once when closed, though a page still listens", async () => {
    const other = await openLocalHost({ service: fake.service, assets: folder });
    const { port: otherPort, search } = new URL(other.address);
    const opened = await fetch(`http://127.0.0.1:${otherPort}/open${search}`, {
      redirect: "manual",
    });
    const listening = await fetch(`http://127.0.0.1:${otherPort}/events`, {
      headers: { cookie: opened.headers.getSetCookie()[0]?.split(";")[0] ?? "" },
    });
    expect(listening.status).toBe(200);
    const begun = performance.now();
    await other.close();
    expect(performance.now() - begun).toBeLessThan(1000);
    await listening.body?.cancel().catch(() => undefined);
  });
});
