import type { FastifyReply, FastifyRequest } from "fastify";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { refuse } from "./node-api.ts";

/** Who may use the doors of a node. */
export interface DoorRules {
  /** What a Host header may say, in lower case, port included. */
  readonly hosts: () => readonly string[];
  /** What those must show who write; undefined where the doors are public. */
  readonly token: string | undefined;
}

/** Paths that take a POST from anyone: foreign clients of RFC 3161 know no token. */
const openPosts: readonly (string | undefined)[] = ["/tsa"];

/**
 * Sends no page of a web site through any door, whether its browser says so (Origin) or a name server makes it look
 * local (Host); and lets nobody write who does not show the token. Answers itself where it refuses.
 */
export async function guardDoor(
  rules: DoorRules,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { host, origin, authorization } = request.headers;
  if (origin !== undefined) {
    await refuse(reply, { error: "forbidden", detail: "not for web pages" });
  } else if (host === undefined || !rules.hosts().includes(host.toLowerCase())) {
    await refuse(reply, { error: "forbidden", detail: "not a name of this node" });
  } else if (rules.token !== undefined && writes(request) && !shows(authorization, rules.token)) {
    reply.header("www-authenticate", "Bearer");
    await refuse(reply, { error: "unauthorized", detail: "the token of node.json is needed" });
  }
}

function writes({ method, is404, routeOptions }: FastifyRequest): boolean {
  return method !== "GET" && method !== "HEAD" && !is404 && !openPosts.includes(routeOptions.url);
}

function shows(authorization: string | undefined, token: string): boolean {
  return equalBytes(toUtf8(authorization ?? ""), toUtf8(`Bearer ${token}`));
}
