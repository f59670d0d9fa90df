import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFileSource } from "../../../platform/hashing/file-source.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cunzhen-ranges-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("many small ranges, one after the other, let other work in and can be stopped by it", async () => {
  const path = join(folder, "small");
  await writeFile(path, "");
  await truncate(path, 1_000_000);
  const stop = new AbortController();
  const reason = new Error("stopped by a person");
  const source = await openFileSource(path, { signal: stop.signal });
  const stopping = setTimeout(() => stop.abort(reason), 100);
  const work = async () => {
    for (let times = 0; times < 2000; times += 1) {
      await source.read(0, 1000);
      await source.digest(0, source.size, ["sha512"]);
    }
  };
  await expect(work()).rejects.toBe(reason);
  clearTimeout(stopping);
  await source.close();
});
