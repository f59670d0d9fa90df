import { randomFillSync } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { makeWorkers } from "../scripts/build.mjs";
import { root } from "../scripts/layers.mjs";

/** A file of random bytes, made once. */
export async function randomFile(path: string, bytes: number): Promise<string> {
  if (existsSync(path) && statSync(path).size === bytes) return path;
  const piece = new Uint8Array(1_000_000);
  const stream = createWriteStream(path);
  for (let done = 0; done < bytes; done += piece.length) {
    randomFillSync(piece);
    const part = piece.slice(0, Math.min(piece.length, bytes - done));
    if (!stream.write(part)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
  return path;
}

/** A folder of files of random bytes, made once. */
export function randomFolder(folder: string, count: number, bytes: number): readonly string[] {
  const paths = Array.from({ length: count }, (_, index) =>
    join(folder, String(index % 100).padStart(2, "0"), `${index}.bin`),
  );
  const last = paths.at(-1);
  if (last !== undefined && existsSync(last)) return paths;
  const piece = new Uint8Array(bytes);
  for (const path of paths) {
    mkdirSync(join(path, ".."), { recursive: true });
    randomFillSync(piece);
    writeFileSync(path, piece);
  }
  return paths;
}

/** Bundles a program the way the command line is built, threads beside it; gives its path. */
export async function bundle(entry: string, work: string): Promise<string> {
  const outfile = join(work, basename(entry).replace(/\.ts$/u, ".mjs"));
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["sqlite3"],
    logLevel: "warning",
    banner: {
      js: 'import { createRequire as createRequireHere } from "node:module"; const require = createRequireHere(import.meta.url);',
    },
  });
  await makeWorkers(work);
  return outfile;
}
