import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../scripts/layers.mjs";
import { z } from "../../shared/contract/zod-csp.ts";
import { command, type Ended, type Setting } from "./command.ts";

const coverage = z.object({ result: z.array(z.object({ url: z.string() })) });
const sourceMap = z.object({ sources: z.array(z.string()) });

/**
 * Runs `cunzhen` and tells which modules its process and threads loaded, as V8 wrote them down.
 *
 * @returns how it ended, and each module: a file of ours by its path from the root, a package as `npm:NAME`; Node's own
 *   are left out
 */
export async function loadedModules(
  args: readonly string[],
  setting: Setting,
): Promise<{ readonly ended: Ended; readonly modules: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "cunzhen-loaded-"));
  try {
    const env = { ...setting.env, NODE_V8_COVERAGE: folder };
    const ended = await command(args, { ...setting, env });
    const modules = new Set<string>();
    for (const name of await readdir(folder)) {
      const { result } = coverage.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
      for (const { url } of result)
        for (const source of await sourcesOf(url)) modules.add(moduleName(source));
    }
    return { ended, modules: [...modules].sort() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files that a loaded script was made of: those of its source map, or itself. */
async function sourcesOf(url: string): Promise<readonly string[]> {
  if (!url.startsWith("file:")) return [];
  const path = fileURLToPath(url);
  const map = await readFile(`${path}.map`, "utf8").catch(() => undefined);
  if (map === undefined) return [path];
  const { sources } = sourceMap.parse(JSON.parse(map));
  return sources.map((source) => resolve(dirname(path), source));
}

function moduleName(path: string): string {
  const name = relative(root, path).split(sep).join("/");
  const [, inside] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(name) ?? [];
  return inside === undefined ? name : `npm:${inside}`;
}
