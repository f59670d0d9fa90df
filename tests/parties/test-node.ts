import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type NodeOptions,
  type RunningNode,
  startNodeServer,
} from "../../consortium/node/node-server.ts";
import { parseDescriptor } from "../../shared/network/descriptor.ts";
import type { KnownNode } from "../../service/registration/practice-node.ts";

/** A node in this process, on a home of its own. */
export interface TestNode extends KnownNode {
  readonly home: string;
  readonly running: RunningNode;
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "cunzhen-test-"));
}

export async function startTestNode(options: Partial<NodeOptions> = {}): Promise<TestNode> {
  const home = options.home ?? (await temporaryFolder());
  const started = await startNodeServer({ ...options, home });
  if (started.kind !== "running") throw new Error("another node has this home");
  return { ...(await knownNode(home, started.node.port)), home, running: started.node };
}

/** The node of a home at a port, as a client knows it. */
export async function knownNode(home: string, port: number): Promise<KnownNode> {
  const network = new Uint8Array(await readFile(join(home, "network.json")));
  const descriptor = parseDescriptor(network);
  if (!descriptor.ok) throw new Error(descriptor.fault.rule);
  return { url: `http://127.0.0.1:${String(port)}`, network, descriptor: descriptor.value };
}

export async function stopTestNode(node: TestNode): Promise<void> {
  await node.running.stop();
  await rm(node.home, { recursive: true, force: true });
}
