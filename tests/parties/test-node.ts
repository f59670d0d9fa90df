import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type NodeOptions,
  type RunningNode,
  startNodeServer,
} from "../../consortium/node/node-server.ts";
import { parseDescriptor } from "../../shared/network/descriptor.ts";
import { parseNodeFile } from "../../shared/network/node-file.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { bearer } from "../../service/registration/node-client.ts";
import type { KnownNode } from "../../service/registration/practice-node.ts";

/** A node of this machine, whose node.json was read. */
interface LocalNode extends KnownNode {
  readonly token: string;
}

/** A node in this process, on a home of its own. */
export interface TestNode extends LocalNode {
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

/** The running node of a home at a port, as a client on this machine knows it. */
export async function knownNode(home: string, port: number): Promise<LocalNode> {
  const network = new Uint8Array(await readFile(join(home, "network.json")));
  const descriptor = parseDescriptor(network);
  if (!descriptor.ok) throw new Error(descriptor.fault.rule);
  const file = parseNodeFile(new Uint8Array(await readFile(join(home, "node.json"))));
  if (!file.ok) throw new Error(file.fault.rule);
  const { token } = file.value;
  return { url: `http://127.0.0.1:${String(port)}`, token, network, descriptor: descriptor.value };
}

/** Sends submission.json, with the node's token unless another or none is to be tried. */
export function submitTo(
  { url, token }: Pick<KnownNode, "url" | "token">,
  file: Uint8Array,
): Promise<Response> {
  return fetch(url + nodeRoutes.submit.path, {
    method: "POST",
    body: new Uint8Array(file),
    headers: token === undefined ? {} : bearer(token),
  });
}

export async function stopTestNode(node: TestNode): Promise<void> {
  await node.running.stop();
  await rm(node.home, { recursive: true, force: true });
}
