import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { admit, type Lock, sameSecret, sessionCookie } from "./admission.ts";
import { plainAnswer, serveAsset } from "./assets.ts";
import { sendPackage } from "./download.ts";
import { streamEvents } from "./event-stream.ts";
import type { HostedService } from "./hosted-service.ts";
import { answerCall } from "./rpc.ts";
import { answerUpload } from "./upload.ts";

export interface LocalHostOptions {
  readonly service: HostedService;
  /** The folder of the built page. */
  readonly assets: string;
}

export interface LocalHost {
  /** What to open in a browser. It carries the token; the page's own address does not. */
  readonly address: string;
  /** Ends streams and open requests, and resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves the page and the service on a free port of 127.0.0.1, to whoever opens `address` on this
 * machine. Binds no other interface.
 */
export async function openLocalHost(options: LocalHostOptions): Promise<LocalHost> {
  const token = randomBytes(32).toString("hex");
  const secret = randomBytes(32).toString("hex");
  const lock = { port: 0, secret };
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 10_000 },
    (message, response) => {
      answer({ ...options, token, lock }, message, response).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  lock.port = await listen(server);
  return {
    address: `http://127.0.0.1:${lock.port}/open?token=${token}`,
    close: () => close(server),
  };
}

interface House extends LocalHostOptions {
  readonly token: string;
  readonly lock: Lock;
}

async function answer(
  house: House,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { service, lock } = house;
  const method = message.method ?? "";
  const url = requestUrl(message, lock.port);
  if (url === undefined) return send(response, plainAnswer(400, "bad request"));
  if (method === "GET" && url.pathname === "/open" && message.headers.host === url.host) {
    return send(response, openDoor(house, url));
  }
  const { host, origin, cookie } = message.headers;
  const fetchSite = single(message.headers["sec-fetch-site"]);
  const admission = admit({ method, host, origin, cookie, fetchSite }, lock);
  if (admission.kind === "refused") {
    return send(response, plainAnswer(admission.status, refusalText));
  }
  switch (`${method} ${url.pathname}`) {
    case "POST /rpc":
      return send(response, await answerCall(service, message));
    case "PUT /upload":
      return send(response, await answerUpload(service, message, url.searchParams));
    case "GET /events":
      streamEvents(service, response);
      return;
  }
  const id = /^\/packages\/([0-9a-f]{32})$/u.exec(url.pathname)?.[1];
  if (method === "GET" && id !== undefined) {
    if (!(await sendPackage(service, id, response)))
      await send(response, plainAnswer(404, "no package"));
    return;
  }
  return send(response, await serveAsset(house.assets, new Request(url, { method })));
}

const refusalText =
  "请打开程序显示的完整地址。\nPlease open the whole address that the program shows.\n";

/** Trades the token for the cookie and sends the browser on, so that the token leaves the address bar. */
function openDoor({ token, lock }: House, url: URL): Response {
  if (!sameSecret(url.searchParams.get("token") ?? undefined, token))
    return plainAnswer(403, refusalText);
  const lang = url.searchParams.get("lang");
  const location = lang === "zh" || lang === "en" ? `/?lang=${lang}` : "/";
  return plainAnswer(303, "", { location, "set-cookie": sessionCookie(lock) });
}

function requestUrl(message: IncomingMessage, port: number): URL | undefined {
  const target = message.url ?? "";
  if (!target.startsWith("/") || target.startsWith("//")) return undefined;
  try {
    return new URL(target, `http://127.0.0.1:${port}`);
  } catch {
    return undefined;
  }
}

function single(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" ? header : header?.[0];
}

async function send(response: ServerResponse, made: Response): Promise<void> {
  response.writeHead(made.status, Object.fromEntries(made.headers));
  response.end(new Uint8Array(await made.arrayBuffer()));
}

function listen(server: Server): Promise<number> {
  return new Promise((settle, refuse) => {
    server.once("error", refuse);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) settle(address.port);
      else refuse(new Error("a TCP server without a port"));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
}
