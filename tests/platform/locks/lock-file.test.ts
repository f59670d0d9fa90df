import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tryLock } from "../../../platform/locks/lock-file.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cunzhen-test-"));
  path = join(folder, "one.lock");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A process that takes the lock and holds it until it is killed. */
async function holder(): Promise<{ kill(): Promise<void> }> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const lockModule = new URL("../../../platform/locks/lock-file.ts", import.meta.url).href;
  const script = `const { tryLock } = await import(${JSON.stringify(lockModule)});
    console.log((await tryLock(${JSON.stringify(path)})) !== undefined);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--import", loader, "--input-type=module", "-e", script]);
  const first = await new Promise<string>((resolve) => {
    child.stdout.once("data", (piece: Buffer) => {
      resolve(piece.toString());
    });
  });
  expect(first).toBe("true\n");
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once("close", () => {
          resolve();
        });
        child.kill("SIGKILL");
      }),
  };
}

describe("a lock file", () => {
  test("is held once, within a process too, and free again when released", async () => {
    const release = await tryLock(path);
    expect(release).toBeDefined();
    expect(await tryLock(path)).toBeUndefined();
    await release?.();
    await release?.();
    const again = await tryLock(path);
    expect(again).toBeDefined();
    await again?.();
  });

  test("held by another process is refused, and free as soon as that one is killed", async () => {
    const other = await holder();
    expect(await tryLock(path)).toBeUndefined();
    await other.kill();
    const release = await tryLock(path);
    expect(release).toBeDefined();
    await release?.();
  });

  test("rejects where no file can be made", async () => {
    await expect(tryLock(join(folder, "missing", "one.lock"))).rejects.toThrow();
  });
});
