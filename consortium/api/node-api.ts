import type { FastifyInstance, FastifyReply } from "fastify";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { type Refusal, refusal, type RefusalReason } from "../../shared/network/codecs.ts";
import { maxWaitMs, nodeRoutes } from "../../shared/network/node-routes.ts";
import type { Codec, Route } from "../../shared/network/route.ts";
import type { PracticeNetwork } from "../ceremony/practice-network.ts";
import type { Registrar } from "../node/registrar.ts";

const statusOf: Readonly<Record<RefusalReason, number>> = {
  malformed: 400,
  "too-large": 413,
  unauthorized: 401,
  forbidden: 403,
  signature: 403,
  "not-after": 422,
  "too-many": 429,
  unknown: 404,
  pending: 409,
  stopping: 503,
  internal: 500,
};

export interface NodeApiOptions {
  readonly network: PracticeNetwork;
  readonly registrar: Registrar;
  readonly bootId: string;
}

/** The node's own doors, from the table that clients use too. Bodies are octets; only our codecs read them. */
export function nodeApi({ network, registrar, bootId }: NodeApiOptions) {
  return async (server: FastifyInstance): Promise<void> => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => {
      done(null, body);
    });

    server.get(pathIn(nodeRoutes.health), async (_request, reply) =>
      answer(reply, nodeRoutes.health.response, {
        bootId,
        origin: network.descriptor.origin,
        size: await registrar.size(),
        time: registrar.blockTime(),
      }),
    );
    server.get(pathIn(nodeRoutes.network), (_request, reply) =>
      answer(reply, nodeRoutes.network.response, network.descriptorBytes),
    );
    server.get(pathIn(nodeRoutes.policy), (_request, reply) =>
      answer(reply, nodeRoutes.policy.response, network.policyBytes),
    );

    server.post(
      pathIn(nodeRoutes.submit),
      { bodyLimit: nodeRoutes.submit.request.limit },
      async (request, reply) => {
        const file = request.body instanceof Uint8Array ? new Uint8Array(request.body) : toUtf8("");
        const submitted = await registrar.submit(file);
        if (submitted.kind === "taken") {
          const { id, state } = submitted;
          return answer(reply.code(202), nodeRoutes.submit.response, { id, state });
        }
        if (submitted.retryAfterMs !== undefined) {
          reply.header("retry-after", String(Math.ceil(submitted.retryAfterMs / 1000)));
        }
        return refuse(reply, submitted.refusal);
      },
    );

    server.get(pathIn(nodeRoutes.receipt), async (request, reply) => {
      const id = digestIn(request.params, "submission");
      const wait = waitIn(request.query);
      if (id === undefined || wait === undefined) return refuse(reply, malformedRequest);
      const receipt = await registrar.receipt(id, wait);
      if (receipt !== undefined) return answer(reply, nodeRoutes.receipt.response, receipt);
      if (await registrar.isKnown(id)) return reply.code(202).send();
      return refuse(reply, { error: "unknown", detail: "no such submission" });
    });

    server.get(pathIn(nodeRoutes.checkpoint), async (_request, reply) => {
      const checkpoint = await registrar.checkpoint();
      if (checkpoint === undefined) {
        return refuse(reply, { error: "pending", detail: "no checkpoint has its quorum yet" });
      }
      return answer(
        reply.header("cache-control", "no-store"),
        nodeRoutes.checkpoint.response,
        checkpoint,
      );
    });

    server.get(pathIn(nodeRoutes.absence), async (request, reply) => {
      const id = digestIn(request.params, "submission");
      if (id === undefined) return refuse(reply, malformedRequest);
      const absence = await registrar.absence(id);
      if (absence.kind === "absent") {
        return answer(reply, nodeRoutes.absence.response, absence.checkpoint);
      }
      return refuse(reply, { error: "pending", detail: `the submission is ${absence.kind}` });
    });

    server.get(pathIn(nodeRoutes.consistency), async (request, reply) => {
      const from = sizeIn(request.params, "from");
      const to = sizeIn(request.params, "to");
      if (from === undefined || to === undefined) return refuse(reply, malformedRequest);
      const hashes = await registrar.consistency(from, to);
      if (hashes === undefined) {
        return refuse(reply, { error: "unknown", detail: "a size outside the log" });
      }
      return answer(reply, nodeRoutes.consistency.response, hashes);
    });
  };
}

/** What is answered when path, parameter or body is not of its form. */
export const malformedRequest: Refusal = {
  error: "malformed",
  detail: "the request is not of its form",
};

/** A route's path as Fastify writes it. */
function pathIn({ path }: Pick<Route<never, unknown>, "path">): string {
  return path.replace(/\{([a-zA-Z]+)\}/gu, ":$1");
}

function answer<T>(reply: FastifyReply, codec: Codec<T>, value: T): FastifyReply {
  return reply.type(codec.type).send(codec.write(value));
}

/** Sends a refusal with the status that its reason has. */
export function refuse(reply: FastifyReply, value: Refusal): FastifyReply {
  return reply.code(statusOf[value.error]).type(refusal.type).send(refusal.write(value));
}

function textIn(fields: unknown, name: string): string | undefined {
  if (typeof fields !== "object" || fields === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(fields, name)?.value;
  return typeof value === "string" ? value : undefined;
}

function digestIn(fields: unknown, name: string): string | undefined {
  const value = textIn(fields, name);
  return value !== undefined && /^[0-9a-f]{64}$/u.test(value) ? value : undefined;
}

function sizeIn(fields: unknown, name: string): number | undefined {
  const value = textIn(fields, name);
  return value !== undefined && /^(?:0|[1-9][0-9]{0,14})$/u.test(value) ? Number(value) : undefined;
}

function waitIn(query: unknown): number | undefined {
  if (textIn(query, "wait") === undefined) return 0;
  const wait = sizeIn(query, "wait");
  return wait === undefined ? undefined : Math.min(wait, maxWaitMs);
}
