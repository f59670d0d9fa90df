import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAhead } from "../../../platform/hashing/read-ahead.ts";
import { SourceChanged } from "../../../platform/hashing/source-changed.ts";

const folder = mkdtempSync(join(tmpdir(), "cunzhen-ahead-"));
const path = join(folder, "file");
const mib = 1024 * 1024;
/** More than the four pieces that can be held or under way, and no whole number of them. */
const size = 29 * mib + 12_345;
const bytes = Buffer.alloc(size);
for (let at = 0; at < size; at += mib) {
  createHash("sha512")
    .update(String(at))
    .digest()
    .copy(bytes, at + 5);
}
let handle: FileHandle;

beforeAll(async () => {
  writeFileSync(path, bytes);
  handle = await open(path);
});

afterAll(async () => {
  await handle.close();
  rmSync(folder, { recursive: true, force: true });
});

const digestOf = (part: Uint8Array): string => createHash("sha256").update(part).digest("hex");

describe("pieces of a file that are read ahead", () => {
  test.each([
    [0, size],
    [3, size],
    [mib, 21 * mib],
    [0, 4 * mib],
    [7, 8],
    [size, size],
  ])("from %i to %i are the bytes of the range in their order", async (start, end) => {
    const hash = createHash("sha256");
    let length = 0;
    for await (const piece of readAhead(handle, start, end)) {
      hash.update(piece);
      length += piece.length;
    }
    expect(length).toBe(end - start);
    expect(hash.digest("hex")).toBe(digestOf(bytes.subarray(start, end)));
  });

  test.each([false, true])(
    "stay as they are until the second next is asked for (shared: %s)",
    async (shared) => {
      let at = 0;
      let before: { readonly piece: Uint8Array; readonly at: number } | undefined;
      for await (const piece of readAhead(handle, 0, size, shared)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(piece.buffer instanceof SharedArrayBuffer).toBe(shared);
        for (const one of [before ?? { piece, at }, { piece, at }])
          expect(digestOf(one.piece)).toBe(
            digestOf(bytes.subarray(one.at, one.at + one.piece.length)),
          );
        before = { piece, at };
        at += piece.length;
      }
      expect(at).toBe(size);
    },
  );

  test("of a file that has become shorter end in SourceChanged, and nothing is left under way", async () => {
    const shorter = join(folder, "shorter");
    writeFileSync(shorter, bytes);
    truncateSync(shorter, 9 * mib);
    const short = await open(shorter);
    let length = 0;
    const reading = async (): Promise<void> => {
      for await (const piece of readAhead(short, 0, size)) length += piece.length;
    };
    await expect(reading()).rejects.toThrow(SourceChanged);
    expect(length).toBe(8 * mib);
    await short.close();
  });

  test("that nobody takes any more leave the file free to be closed", async () => {
    const left = await open(path);
    for await (const piece of readAhead(left, 0, size)) {
      expect(piece.length).toBe(4 * mib);
      break;
    }
    await left.close();
    expect(left.fd).toBe(-1);
  });
});
