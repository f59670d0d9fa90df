import {
  Agent as PlainAgent,
  request as plainRequest,
  type ClientRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { concatBytes } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { openTunnel, proxyFor, type ProxyOptions } from "./proxy.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** An absolute http: or https: address. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Most bytes of answer that are taken. */
  readonly limit: number;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; of a name that came more than once, the values joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Why there is no answer. `broken`: one began and did not end as HTTP says. `detail` is for the log. */
export interface HttpFault {
  readonly kind: "unreachable" | "timeout" | "oversized" | "aborted" | "broken";
  readonly detail: string;
}

/**
 * One exchange: redirects are answers and not followed, no cookies, no decompression, certificates of https
 * always verified. Any status is an answer. Never rejects.
 */
export type Http = (request: HttpRequest) => Promise<Result<HttpResponse, HttpFault>>;

/** A client that keeps connections alive, and goes through a proxy where one is given. */
export function createHttp(proxy: ProxyOptions = {}): Http {
  const plain = new PlainAgent({ keepAlive: true });
  const tls = new TlsAgent({ keepAlive: true });
  return async (request) => {
    const url = addressOf(request.url);
    if (url === undefined) return fail({ kind: "unreachable", detail: "not an http address" });
    if (isAborted(request)) return fail({ kind: "aborted", detail: "" });
    const exchange = new AbortController();
    const abort = (): void => {
      exchange.abort();
    };
    request.signal?.addEventListener("abort", abort);
    const deadline = setTimeout(() => {
      exchange.abort(tooLate);
    }, request.timeoutMs);
    try {
      const outgoing = await start(url, request, { plain, tls, proxy, signal: exchange.signal });
      return await receive(outgoing, request);
    } catch (error) {
      if (isAborted(request)) return fail({ kind: "aborted", detail: "" });
      const late = exchange.signal.reason === tooLate;
      return fail({ kind: late ? "timeout" : "unreachable", detail: detailOf(error) });
    } finally {
      clearTimeout(deadline);
      request.signal?.removeEventListener("abort", abort);
    }
  };
}

const tooLate = "too late";

interface Ports {
  readonly plain: PlainAgent;
  readonly tls: TlsAgent;
  readonly proxy: ProxyOptions;
  readonly signal: AbortSignal;
}

function isAborted(request: HttpRequest): boolean {
  return request.signal?.aborted === true;
}

function addressOf(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
  } catch {
    return undefined;
  }
}

async function start(url: URL, request: HttpRequest, ports: Ports): Promise<ClientRequest> {
  const headers: Record<string, string> = { ...request.headers };
  if (request.body !== undefined) headers["content-length"] = String(request.body.length);
  const options = { method: request.method, headers, signal: ports.signal };
  const proxy = proxyFor(url, ports.proxy);
  if (proxy === undefined) {
    return url.protocol === "https:"
      ? tlsRequest(url, { ...options, agent: ports.tls })
      : plainRequest(url, { ...options, agent: ports.plain });
  }
  if (url.protocol === "https:") {
    const socket = await openTunnel(proxy, url, ports.signal);
    return tlsRequest(url, { ...options, agent: new TlsAgent({ socket }) });
  }
  return plainRequest(proxy.url, {
    ...options,
    agent: ports.plain,
    path: url.href,
    headers: { host: url.host, ...proxy.headers, ...headers },
  });
}

function receive(
  outgoing: ClientRequest,
  request: HttpRequest,
): Promise<Result<HttpResponse, HttpFault>> {
  return new Promise((resolve, reject) => {
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      collect(incoming, request.limit).then((result) => {
        if (!result.ok) outgoing.destroy();
        resolve(result);
      }, reject);
    });
    outgoing.end(request.body);
  });
}

async function collect(
  incoming: IncomingMessage,
  limit: number,
): Promise<Result<HttpResponse, HttpFault>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of incoming) {
      if (!(part instanceof Uint8Array)) continue;
      size += part.length;
      if (size > limit)
        return fail({ kind: "oversized", detail: `more than ${String(limit)} bytes` });
      parts.push(part);
    }
  } catch (error) {
    // An abort also ends here; whoever set the signal or the deadline knows better why.
    if (error instanceof Error && error.name === "AbortError") throw error;
    return fail({ kind: "broken", detail: detailOf(error) });
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  return ok({ status: incoming.statusCode ?? 0, headers, body: concatBytes(...parts) });
}

function detailOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return error instanceof Error ? error.message : "";
}
