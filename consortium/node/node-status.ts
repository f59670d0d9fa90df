import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Http } from "../../platform/http/http-client.ts";
import { type NodeHealth, nodeHealth } from "../../shared/network/codecs.ts";
import { parseNodeFile } from "../../shared/network/node-file.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";

export type NodeStatus =
  | { readonly kind: "stopped" }
  | {
      readonly kind: "running";
      readonly url: string;
      readonly pid: number;
      readonly health: NodeHealth;
    };

/** Whether the node of this home runs, by its discovery file and its own answer. */
export async function nodeStatus(home: string, http: Http): Promise<NodeStatus> {
  const bytes = await readFile(join(home, "node.json")).catch(() => undefined);
  const file = bytes === undefined ? undefined : parseNodeFile(bytes);
  if (file?.ok !== true) return { kind: "stopped" };
  const { port, bootId, pid } = file.value;
  const url = `http://127.0.0.1:${String(port)}`;
  const answer = await http({
    method: "GET",
    url: `${url}${nodeRoutes.health.path}`,
    limit: nodeHealth.limit,
    timeoutMs: 3000,
  });
  const health =
    answer.ok && answer.value.status === 200 ? nodeHealth.parse(answer.value.body) : undefined;
  if (health?.ok !== true || health.value.bootId !== bootId) return { kind: "stopped" };
  return { kind: "running", url, pid, health: health.value };
}
