import { readdir, readFile } from "node:fs/promises";

/** Process ids of the services that Electron runs on this home: utility processes carry its path. */
export async function serviceProcesses(home: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/u.test(entry)) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
    if (command.includes("node.mojom.NodeService") && command.includes(home))
      found.push(Number(entry));
  }
  return found;
}
