import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Http } from "../../platform/http/http-client.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import {
  type Descriptor,
  maxDescriptorBytes,
  parseDescriptor,
} from "../../shared/network/descriptor.ts";
import { type NodeFile, parseNodeFile } from "../../shared/network/node-file.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { callNode } from "./node-client.ts";

/** A network and the node through which it is reached. */
export interface KnownNode {
  /** Without a slash at its end. */
  readonly url: string;
  readonly descriptor: Descriptor;
  /** network.json as it goes into packages. */
  readonly network: Uint8Array;
  /** What the node wants to see of those who write; undefined for a node that is open to all. */
  readonly token?: string;
}

/** The practice node of this home, running. */
export interface PracticeNode extends KnownNode {
  readonly token: string;
  readonly bootId: string;
}

/**
 * Starts a practice node on the folder `nodeHome` in a process of its own that outlives the caller; resolves when
 * it has been started, not when it answers. Starting one where one runs already must be harmless.
 */
export type StartNode = (nodeHome: string) => Promise<void>;

export interface FindPracticeNode {
  /** The vault's home. */
  readonly home: string;
  readonly startNode: StartNode;
  readonly http: Http;
  readonly signal?: AbortSignal;
  /** How long a start may take; 20 s unless told. */
  readonly timeoutMs?: number;
}

/** Where the practice node of a vault's home lives. */
export function practiceNodeHome(home: string): string {
  return join(home, "practice");
}

const startAgainMs = 6000;
const pollMs = 25;

/**
 * The practice node of this home: the one that runs, or a new one. Several processes may ask at once; whoever
 * loses the race to start it finds the winner's. A node.json that was left behind by a kill is recognised, since
 * nothing answers with its boot id.
 */
export async function practiceNode(
  options: FindPracticeNode,
): Promise<Result<PracticeNode, Fault>> {
  const nodeHome = practiceNodeHome(options.home);
  const until = performance.now() + (options.timeoutMs ?? 20_000);
  let startedAt: number | undefined;
  for (;;) {
    const file = await readNodeFile(nodeHome);
    if (file !== undefined && (await answers(file, options))) return openKnown(nodeHome, file);
    const now = performance.now();
    if (now > until || options.signal?.aborted === true) {
      return fail(fault("NODE_NOT_STARTED", { home: nodeHome }));
    }
    if (startedAt === undefined || now - startedAt > startAgainMs) {
      startedAt = now;
      await options.startNode(nodeHome);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function readNodeFile(nodeHome: string): Promise<NodeFile | undefined> {
  const bytes = await readFile(join(nodeHome, "node.json")).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const file = parseNodeFile(bytes);
  return file.ok ? file.value : undefined;
}

function urlOf(file: NodeFile): string {
  return `http://127.0.0.1:${String(file.port)}`;
}

async function answers(file: NodeFile, { http, signal }: FindPracticeNode): Promise<boolean> {
  const health = await callNode(http, urlOf(file), nodeRoutes.health, {
    value: undefined,
    timeoutMs: 3000,
    ...(signal === undefined ? {} : { signal }),
  });
  return health.ok && health.value.bootId === file.bootId;
}

async function openKnown(nodeHome: string, file: NodeFile): Promise<Result<PracticeNode, Fault>> {
  const network = await readFile(join(nodeHome, "network.json")).catch(() => new Uint8Array());
  const descriptor = parseDescriptor(new Uint8Array(network.subarray(0, maxDescriptorBytes + 1)));
  if (!descriptor.ok) return fail(fault("NODE_NOT_STARTED", { home: nodeHome }));
  return ok({
    url: urlOf(file),
    token: file.token,
    bootId: file.bootId,
    descriptor: descriptor.value,
    network: new Uint8Array(network),
  });
}
