import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestFiles } from "../../../platform/hashing/digest-files.ts";
import {
  type DigestThread,
  startDigestThread,
  ThreadFailed,
} from "../../../platform/hashing/digest-thread.ts";
import { openFileSource } from "../../../platform/hashing/file-source.ts";
import { startRangeDigests } from "../../../platform/hashing/running-digests.ts";
import { SourceChanged } from "../../../platform/hashing/source-changed.ts";
import { makeWorkers } from "../../../scripts/build.mjs";
import { toHex } from "../../../shared/bytes/hex.ts";
import type { RangeDigest, RangeDigests } from "../../../shared/digest/byte-source.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";

const folder = mkdtempSync(join(tmpdir(), "cunzhen-hashing-"));
const all: readonly RangeDigest[] = [
  "sha1",
  "sha224",
  "sha256",
  "sha384",
  "sha512",
  "sm3",
  "crc32",
];

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes that do not repeat within any block. */
function material(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let done = 0; done < length; done += 64) {
    blocks.push(createHash("sha512").update(String(done)).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function shown(digests: RangeDigests): Record<string, string> {
  return Object.fromEntries(
    Object.entries(digests)
      .map(([name, digest]) => [name, toHex(digest)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe("a file as a source", () => {
  const bytes = material(9_000_001);
  const path = file("large", bytes);

  test.each([
    [0, 0],
    [0, 1],
    [0, 262_144],
    [1, 262_146],
    [5, 1_048_581],
    [7, 1_048_584],
    [3, 2_000_000],
    [0, 9_000_001],
    [9_000_001, 9_000_001],
  ])("digests %i to %i as the pure code does", async (start, end) => {
    const source = await openFileSource(path);
    const names: readonly RangeDigest[] = end - start > 2_000_000 ? ["sha256", "crc32"] : all;
    const expected = await memorySource(bytes).digest(start, end, names);
    expect(shown(await source.digest(start, end, names))).toEqual(shown(expected));
    await source.close();
  });

  test("reads ranges, and refuses those outside or above 16 MiB", async () => {
    const source = await openFileSource(path);
    expect(source.size).toBe(bytes.length);
    expect(Buffer.from(await source.read(100, 200)).equals(bytes.subarray(100, 200))).toBe(true);
    for (const [start, end] of [
      [-1, 1],
      [2, 1],
      [0, bytes.length + 1],
      [0.5, 1],
    ] as const) {
      await expect(source.read(start, end)).rejects.toThrow(RangeError);
      await expect(source.digest(start, end, ["sha256"])).rejects.toThrow(RangeError);
    }
    await source.close();
    const sparse = file("sparse", new Uint8Array());
    truncateSync(sparse, 16 * 1024 * 1024 + 1);
    const big = await openFileSource(sparse);
    await expect(big.read(0, big.size)).rejects.toThrow(RangeError);
    await big.close();
  });

  test("tells of its progress, every byte once", async () => {
    let passed = 0;
    const source = await openFileSource(path, {
      progress: (count) => {
        passed += count;
      },
    });
    await source.digest(0, source.size, ["sha256", "crc32"]);
    expect(passed).toBe(bytes.length);
    await source.read(0, 10);
    expect(passed).toBe(bytes.length + 10);
    await source.close();
  });

  test("stops when told, with the signal's reason", async () => {
    const stop = new AbortController();
    const reason = new Error("stopped by a person");
    const source = await openFileSource(path, {
      signal: stop.signal,
      progress: () => {
        stop.abort(reason);
      },
    });
    await expect(source.digest(0, source.size, ["sha256"])).rejects.toBe(reason);
    await expect(source.read(0, 1)).rejects.toBe(reason);
    await source.close();
  });

  test.each([
    [
      "grew",
      (changed: string) => {
        appendFileSync(changed, "x");
      },
    ],
    [
      "was touched",
      (changed: string) => {
        utimesSync(changed, 1, 1);
      },
    ],
    [
      "was cut",
      (changed: string) => {
        truncateSync(changed, 10);
      },
    ],
    [
      "was rewritten",
      (changed: string) => {
        writeFileSync(changed, material(2_000_000));
      },
    ],
  ])("rejects when the file %s while it was open", async (how, change) => {
    for (const size of [1000, 2_000_000]) {
      const changed = file(`changing-${how}-${String(size)}`, material(size));
      utimesSync(changed, 100, 100);
      const source = await openFileSource(changed);
      change(changed);
      await expect(source.digest(0, source.size, ["sha256"])).rejects.toThrow(SourceChanged);
      await source.close();
    }
  });

  test("is no folder, no FIFO and nothing that is not there", async () => {
    await expect(openFileSource(folder)).rejects.toThrow(SourceChanged);
    await expect(openFileSource(join(folder, "missing"))).rejects.toMatchObject({ code: "ENOENT" });
    if (process.platform === "win32") return;
    const fifo = join(folder, "fifo");
    execFileSync("mkfifo", [fifo]);
    await expect(openFileSource(fifo)).rejects.toThrow(SourceChanged);
    await expect(digestFiles([fifo], ["sha256"])).rejects.toThrow(SourceChanged);
  });
});

describe("digests of many files", () => {
  test("come in the order of the list, small and large", async () => {
    const sizes = [0, 1, 100_000, 1_048_576, 1_048_577, 9_000_000];
    const paths = sizes.map((size) => file(`many-${String(size)}`, material(size)));
    const seen: number[] = [];
    const digests = await digestFiles(paths, ["sha256"], {
      onFile: (index, bytes) => seen.push(index, bytes),
    });
    expect(digests.map((digest) => shown(digest)["sha256"])).toEqual(
      sizes.map((size) => createHash("sha256").update(material(size)).digest("hex")),
    );
    expect(seen).toEqual(sizes.flatMap((size, index) => [index, size]));
  });

  test("let other work in between", async () => {
    const path = file("once-more", material(1_000_000));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await digestFiles(
      Array.from({ length: 200 }, () => path),
      ["sha512"],
    );
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });

  test("stop at the first that fails, and when told", async () => {
    const path = file("fine", material(10));
    const missing = join(folder, "missing");
    await expect(digestFiles([path, missing], ["sha256"])).rejects.toMatchObject({
      code: "ENOENT",
    });
    const signal = AbortSignal.abort(new Error("no more"));
    await expect(digestFiles([path], ["sha256"], { signal })).rejects.toThrow("no more");
  });
});

describe("the digest thread", () => {
  const bytes = material(40_000_000);
  let thread: DigestThread;

  beforeAll(async () => {
    await makeWorkers(folder);
    thread = startDigestThread(pathToFileURL(join(folder, "digest-worker.cjs")));
  });
  afterAll(() => thread.close());

  /** A part of the file where both threads see it. */
  function shared(start: number, end: number): Uint8Array {
    const piece = new Uint8Array(new SharedArrayBuffer(end - start));
    piece.set(bytes.subarray(start, end));
    return piece;
  }

  async function inThread(start: number, end: number, names: readonly RangeDigest[]) {
    const away = thread.start(names);
    const piece = 7_000_001;
    const taken: Promise<void>[] = [];
    for (let at = start; at < end; at += piece)
      taken.push(away.update(shared(at, Math.min(at + piece, end))));
    await Promise.all(taken);
    return away.finish();
  }

  test("gives the digests of this thread, in pieces, one range after the other", async () => {
    for (const [start, names] of [
      [11, all.filter((name) => name !== "sm3")],
      [0, ["crc32"]],
      [bytes.length, ["sha256", "crc32"]],
    ] as const) {
      const here = startRangeDigests(names);
      here.update(bytes.subarray(start));
      expect(shown(await inThread(start, bytes.length, names))).toEqual(shown(here.finish()));
      expect(thread.busy).toBe(false);
    }
  });

  test("does one thing at a time", async () => {
    const first = thread.start(["sha256"]);
    expect(thread.busy).toBe(true);
    expect(() => thread.start(["sha256"])).toThrow(ThreadFailed);
    await first.finish();
    expect(thread.busy).toBe(false);
  });

  test("lets go of a range that is given up, and works on at once", async () => {
    const here = startRangeDigests(["sha256"]);
    here.update(bytes.subarray(0, 10));
    const left = thread.start(["sha256", "sm3"]);
    void left.update(shared(0, 9_000_000));
    left.abandon();
    await expect(left.update(shared(0, 1))).rejects.toThrow(ThreadFailed);
    expect(shown(await inThread(0, 10, ["sha256"]))).toEqual(shown(here.finish()));
    await expect(left.update(shared(0, 1))).rejects.toThrow(ThreadFailed);
  });

  test("refuses work when it has ended instead of waiting for ever", async () => {
    const ending = startDigestThread(pathToFileURL(join(folder, "digest-worker.cjs")));
    const given = ending.start(["sm3"]).update(shared(0, bytes.length));
    await ending.close();
    await expect(given).rejects.toThrow(ThreadFailed);
    expect(() => ending.start(["sha256"])).toThrow(ThreadFailed);
    const absent = startDigestThread(pathToFileURL(join(folder, "no-such-worker.cjs")));
    await expect(absent.start(["sha256"]).finish()).rejects.toThrow(ThreadFailed);
  });
});
