import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, createServer as createPlainServer, type Server as NetServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createHttp, type HttpRequest } from "../../../platform/http/http-client.ts";
import { proxyFor } from "../../../platform/http/proxy.ts";

const servers: { close(): unknown; closeAllConnections?(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function portOf(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server listens");
  return address.port;
}

async function site(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  return `http://127.0.0.1:${String(await portOf(server))}`;
}

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  url,
  limit: 1000,
  timeoutMs: 2000,
  ...more,
});

describe("an HTTP client", () => {
  test("sends a body with its length and gives status, headers and body back", async () => {
    const url = await site((request, response) => {
      request.on("data", (piece: Buffer) => {
        response.setHeader("x-length", request.headers["content-length"] ?? "none");
        response.writeHead(202).end(`got ${piece.toString()}`);
      });
    });
    const answer = await createHttp()({
      ...get(`${url}/a?b=c`),
      method: "POST",
      body: new TextEncoder().encode("bytes"),
    });
    expect(answer.ok && answer.value.status).toBe(202);
    expect(answer.ok && answer.value.headers["x-length"]).toBe("5");
    expect(answer.ok && new TextDecoder().decode(answer.value.body)).toBe("got bytes");
  });

  test("a redirect is an answer and is not followed", async () => {
    const url = await site((_request, response) => {
      response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
    });
    const answer = await createHttp()(get(url));
    expect(answer.ok && answer.value.status).toBe(302);
  });

  test("an answer over the limit is dropped, announced or not", async () => {
    const long = "x".repeat(5000);
    const announced = await site((_request, response) => {
      response.setHeader("content-length", "5000").end(long);
    });
    const streamed = await site((_request, response) => {
      response.write(long.slice(0, 900));
      response.end(long);
    });
    for (const url of [announced, streamed]) {
      const answer = await createHttp()(get(url));
      expect(answer).toMatchObject({ ok: false, fault: { kind: "oversized" } });
    }
  });

  test("silence is a timeout, in the answer's middle too", async () => {
    const silent = await site(() => undefined);
    const halting = await site((_request, response) => {
      response.write("half");
    });
    for (const url of [silent, halting]) {
      const answer = await createHttp()(get(url, { timeoutMs: 100 }));
      expect(answer).toMatchObject({ ok: false, fault: { kind: "timeout" } });
    }
  });

  test("an answer that breaks off, or is no HTTP, is no answer", async () => {
    const breaking = await site((_request, response) => {
      response.setHeader("content-length", "50").write("half");
      setTimeout(() => response.destroy(), 20);
    });
    expect(await createHttp()(get(breaking))).toMatchObject({ fault: { kind: "broken" } });
    const server = createPlainServer((socket) => socket.end("hello\r\n\r\n"));
    servers.push(server);
    const url = `http://127.0.0.1:${String(await portOf(server))}`;
    expect(await createHttp()(get(url))).toMatchObject({ fault: { kind: "unreachable" } });
  });

  test("nobody there, and what is no address, is unreachable with a reason", async () => {
    const nobody = await createHttp()(get("http://127.0.0.1:9/"));
    expect(nobody).toEqual({ ok: false, fault: { kind: "unreachable", detail: "ECONNREFUSED" } });
    for (const url of ["", "nonsense", "file:///etc/passwd", "ftp://127.0.0.1/"]) {
      expect(await createHttp()(get(url))).toMatchObject({ fault: { kind: "unreachable" } });
    }
  });

  test("an abort ends it, before and during", async () => {
    const silent = await site(() => undefined);
    const early = AbortSignal.abort();
    expect(await createHttp()(get(silent, { signal: early }))).toMatchObject({
      fault: { kind: "aborted" },
    });
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 50);
    expect(await createHttp()(get(silent, { signal: abort.signal }))).toMatchObject({
      fault: { kind: "aborted" },
    });
  });
});

describe("a proxy", () => {
  const through = (host: string, noProxy = "") =>
    proxyFor(new URL(`https://${host}/`), { proxy: "proxy.example:3128", noProxy });

  test("takes all but this machine and the hosts that are excepted", () => {
    expect(through("tsa.example")?.url.href).toBe("http://proxy.example:3128/");
    for (const host of ["127.0.0.1", "localhost", "[::1]"]) expect(through(host)).toBeUndefined();
    expect(through("tsa.example", "other.example, tsa.example")).toBeUndefined();
    expect(through("a.tsa.example", ".tsa.example")).toBeUndefined();
    expect(through("atsa.example", "tsa.example")).toBeDefined();
    expect(through("tsa.example", "*")).toBeUndefined();
  });

  test("is told its user and password, and they are not left in its address", () => {
    const proxy = proxyFor(new URL("http://tsa.example/"), { proxy: "http://u:p%40@proxy:1" });
    expect(proxy?.url.href).toBe("http://proxy:1/");
    expect(proxy?.headers).toEqual({
      "proxy-authorization": `Basic ${Buffer.from("u:p@").toString("base64")}`,
    });
  });

  test("gets plain requests whole and a CONNECT for https", async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.host ?? ""}`);
      response.end("by proxy");
    });
    server.on("connect", (request: IncomingMessage, socket) => {
      seen.push(`CONNECT ${request.url ?? ""}`);
      const far = connect(9, "127.0.0.1");
      far.on("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    });
    servers.push(server);
    const http = createHttp({ proxy: `http://127.0.0.1:${String(await portOf(server))}` });
    const plain = await http(get("http://tsa.example/stamp"));
    expect(plain.ok && new TextDecoder().decode(plain.value.body)).toBe("by proxy");
    expect(await http(get("https://tsa.example/stamp"))).toMatchObject({
      fault: { kind: "unreachable", detail: "the proxy answered 502" },
    });
    expect(seen).toEqual(["GET http://tsa.example/stamp tsa.example", "CONNECT tsa.example:443"]);
  });
});
