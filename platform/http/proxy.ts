import { request } from "node:http";
import type { Socket } from "node:net";

/** As curl reads them from the environment; `createHttp` itself reads no environment. */
export interface ProxyOptions {
  /** Address of an HTTP proxy, with user and password where it wants them: http://user:word@host:port */
  readonly proxy?: string;
  /** Hosts that go direct, comma-separated: `example.com` with all below it, or `*`. */
  readonly noProxy?: string;
}

export interface Proxy {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The proxy for `url`, or undefined when it goes direct; this machine's own addresses always do. Throws when
 * the proxy's address is none.
 */
export function proxyFor(url: URL, options: ProxyOptions): Proxy | undefined {
  if (options.proxy === undefined || options.proxy === "" || loopback.has(url.hostname))
    return undefined;
  for (const entry of (options.noProxy ?? "").split(",")) {
    const host = entry.trim().replace(/^\*?\./, "");
    if (host === "*" || host === url.hostname) return undefined;
    if (host !== "" && url.hostname.endsWith(`.${host}`)) return undefined;
  }
  return proxyAt(options.proxy);
}

function proxyAt(address: string): Proxy {
  const url = new URL(address.includes("://") ? address : `http://${address}`);
  const headers: Record<string, string> = {};
  if (url.username !== "") {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers["proxy-authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
    url.username = "";
    url.password = "";
  }
  return { url, headers };
}

/** A socket through the proxy to the host of an https `url` (CONNECT, RFC 9110 section 9.3.6). */
export function openTunnel(proxy: Proxy, url: URL, signal: AbortSignal): Promise<Socket> {
  const target = `${url.hostname}:${url.port === "" ? "443" : url.port}`;
  return new Promise((resolve, reject) => {
    const outgoing = request({
      hostname: proxy.url.hostname,
      port: proxy.url.port === "" ? 80 : Number(proxy.url.port),
      method: "CONNECT",
      path: target,
      headers: { host: target, ...proxy.headers },
      signal,
    });
    outgoing.on("error", reject);
    outgoing.on("connect", (answer, socket: Socket) => {
      if (answer.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(`the proxy answered ${String(answer.statusCode)}`));
    });
    outgoing.end();
  });
}
