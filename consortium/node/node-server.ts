import { randomBytes } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { makeFolder, writeFileDurably } from "../../platform/files/durable.ts";
import { createHttp } from "../../platform/http/http-client.ts";
import { type Release, tryLock } from "../../platform/locks/lock-file.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import type { Descriptor } from "../../shared/network/descriptor.ts";
import { parseNodeFile, writeNodeFile } from "../../shared/network/node-file.ts";
import { hostOf, publicAddresses } from "../../shared/network/public-addresses.ts";
import { type DoorRules, guardDoor } from "../api/door-guard.ts";
import { malformedRequest, nodeApi, type NodeApiOptions, refuse } from "../api/node-api.ts";
import { openPracticeNetwork } from "../ceremony/practice-network.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { RateLimit } from "../submitters/rate-limit.ts";
import { createIdleWatch } from "./idle-watch.ts";
import { type NodeLog, openNodeLog } from "./node-log.ts";
import { nodeStatus } from "./node-status.ts";
import { openRegistrar, type Registrar } from "./registrar.ts";

export interface NodeOptions {
  /** The node's own home folder; in a practice vault `<home>/practice`. */
  readonly home: string;
  readonly clock?: () => UnixMs;
  /** Stops after so long without a request; 15 minutes unless told. */
  readonly idleMs?: number;
  /** How long to wait for a node that is on its way out; 5 s unless told. */
  readonly lockWaitMs?: number;
  /** How fast each submitter may send; `usualRate` unless told. */
  readonly rate?: RateLimit;
  /** More doors under the same roof, such as a time-stamping authority. */
  readonly plugins?: readonly NodePlugin[];
}

/** What a plugin of the node gets; it registers its doors and closes what it opened in an onClose hook. */
export interface NodePluginContext {
  readonly home: string;
  readonly clock: () => UnixMs;
}
export type NodePlugin = (server: FastifyInstance, context: NodePluginContext) => Promise<void>;

export interface RunningNode {
  readonly port: number;
  readonly bootId: string;
  /** Resolves when it has stopped, for whatever reason. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

export type StartedNode =
  | { readonly kind: "running"; readonly node: RunningNode }
  | { readonly kind: "already-running" };

const nodeFile = "node.json";
const usualIdleMs = 15 * 60_000;

/**
 * Starts a node on 127.0.0.1 at a port of the system's choice. One process at a time has a home: a second start
 * gives `already-running`. node.json is written when it answers, and gone when it no longer does.
 */
export async function startNodeServer(options: NodeOptions): Promise<StartedNode> {
  await makeFolder(options.home);
  const lock = await lockHome(options.home, options.lockWaitMs ?? 5000);
  if (lock === undefined) return { kind: "already-running" };
  try {
    return { kind: "running", node: await serve(options, lock) };
  } catch (error) {
    await lock();
    throw error;
  }
}

/** The lock; undefined as soon as the one who has it answers, or when `waitMs` is over. */
async function lockHome(home: string, waitMs: number): Promise<Release | undefined> {
  const http = createHttp();
  const until = performance.now() + waitMs;
  for (;;) {
    const lock = await tryLock(join(home, "node.lock"));
    if (lock !== undefined || performance.now() >= until) return lock;
    // A node on its way out has taken its node.json away first, and its home will soon be free.
    if ((await nodeStatus(home, http)).kind === "running") return undefined;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function serve(options: NodeOptions, lock: Release): Promise<RunningNode> {
  const { home, clock = Date.now } = options;
  const network = await openPracticeNetwork(home);
  const log = await openNodeLog(home);
  const registrar = await openRegistrar({
    home,
    network,
    clock,
    verify: verifySignature,
    report: log.event,
    ...(options.rate === undefined ? {} : { rate: options.rate }),
  });
  const bootId = toHex(randomBytes(16));
  const token = toHex(randomBytes(32));
  const server = createServer(log);
  const stop = onceOnly(() => shutDown(home, bootId, server, registrar, log, lock));
  try {
    watchIdleness(server, options.idleMs ?? usualIdleMs, stop);
    const rules = doorRules(server, network.descriptor, token);
    server.addHook("onRequest", (request, reply) => guardDoor(rules, request, reply));
    const context = { home, clock };
    await openDoors(server, { network, registrar, bootId }, options.plugins ?? [], context);
    await server.listen({ host: "127.0.0.1", port: 0 });
    const port = portOf(server);
    await writeFileDurably(
      join(home, nodeFile),
      writeNodeFile({ port, token, bootId, pid: process.pid }),
    );
    log.started(port, network.descriptor.origin);
    return { port, bootId, stopped: stop.finished, stop: stop.call };
  } catch (error) {
    await stop.call();
    throw error;
  }
}

function createServer(log: NodeLog): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log.logger;
  return fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128 },
    // What the router itself refuses, such as a path that is no UTF-8.
    frameworkErrors: (_error, _request, reply) => {
      refuse(reply, malformedRequest);
    },
  });
}

async function openDoors(
  server: FastifyInstance,
  api: NodeApiOptions,
  plugins: readonly NodePlugin[],
  context: NodePluginContext,
): Promise<void> {
  server.setNotFoundHandler((_request, reply) =>
    refuse(reply, { error: "unknown", detail: "no such door" }),
  );
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status === 413) return refuse(reply, { error: "too-large", detail: "too many octets" });
    if (status < 500) return refuse(reply, malformedRequest);
    server.log.error({ err: error }, "a request failed");
    return refuse(reply, { error: "internal", detail: "the node could not answer" });
  });
  await server.register(nodeApi(api));
  for (const plugin of plugins) {
    await server.register((instance: FastifyInstance) => plugin(instance, context));
  }
}

/** A network that names public addresses is for everyone; one that lives on this machine for its user alone. */
function doorRules(server: FastifyInstance, descriptor: Descriptor, token: string): DoorRules {
  const addresses = publicAddresses(descriptor);
  return {
    hosts: () => {
      const port = String(portOf(server));
      return [`127.0.0.1:${port}`, `localhost:${port}`, ...addresses.map(hostOf)];
    },
    token: addresses.length === 0 ? token : undefined,
  };
}

function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return 500;
  const status: unknown = Object.getOwnPropertyDescriptor(error, "statusCode")?.value;
  return typeof status === "number" ? status : 500;
}

function watchIdleness(server: FastifyInstance, idleMs: number, stop: OnceOnly): void {
  const watch = createIdleWatch(idleMs, () => {
    void stop.call();
  });
  server.addHook("onRequest", async () => {
    await Promise.resolve();
    watch.begin();
  });
  server.addHook("onResponse", async () => {
    await Promise.resolve();
    watch.end();
  });
  server.addHook("onClose", async () => {
    await Promise.resolve();
    watch.close();
  });
}

function portOf(server: FastifyInstance): number {
  const address = server.server.address();
  if (typeof address !== "object" || address === null) throw new Error("the node does not listen");
  return address.port;
}

async function shutDown(
  home: string,
  bootId: string,
  server: FastifyInstance,
  registrar: Registrar,
  log: NodeLog,
  lock: Release,
): Promise<void> {
  await removeNodeFile(home, bootId);
  registrar.release();
  await server.close();
  await registrar.close();
  log.stopped();
  await log.close();
  await lock();
}

async function removeNodeFile(home: string, bootId: string): Promise<void> {
  const path = join(home, nodeFile);
  const bytes = await readFile(path).catch(() => undefined);
  const file = bytes === undefined ? undefined : parseNodeFile(bytes);
  if (file?.ok === true && file.value.bootId === bootId) await unlink(path).catch(() => undefined);
}

interface OnceOnly {
  readonly finished: Promise<void>;
  readonly call: () => Promise<void>;
}

/** Runs `body` at the first call; every call and `finished` end as that run does. */
function onceOnly(body: () => Promise<void>): OnceOnly {
  let end: (() => void) | undefined;
  const finished = new Promise<void>((resolve) => {
    end = resolve;
  });
  let running: Promise<void> | undefined;
  return {
    finished,
    call: () => (running ??= body().finally(() => end?.())),
  };
}
