import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { layoutPackage } from "../../../shared/container/zip-layout.ts";
import { writeParts } from "../../../service/objects/package-file.ts";
import { entryOf, openObjectStore } from "../../../service/objects/store.ts";
import { WriteFailed, writeFault } from "../../../service/objects/write-fault.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* parts(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    await Promise.resolve();
    yield toUtf8(text);
  }
}

function all(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

describe("the object store", () => {
  test("gives back what was put, under its digest, for its owner alone", async () => {
    const store = await openObjectStore(join(folder, "objects"));
    const stored = await store.putStream(parts("ab", "c"));
    expect(stored).toEqual({
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      size: 3,
      crc32: 0x352441c2,
    });
    expect(await store.put(toUtf8("abc"))).toEqual(stored);
    expect(await store.read(stored.sha256)).toEqual(toUtf8("abc"));
    expect(await store.has(stored.sha256)).toBe(true);
    expect(await store.has("0".repeat(64))).toBe(false);
    const source = await store.open(stored.sha256);
    expect(await source.read(1, 3)).toEqual(toUtf8("bc"));
    await source.close();
    expect(all().length).toBe(1);
    expect(statSync(store.pathOf(stored.sha256)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "objects")).mode & 0o777).toBe(0o700);
  });

  test("never leaves a part: a stream that fails, a stop, a refusal at the end", async () => {
    const store = await openObjectStore(folder);
    const failing = (async function* () {
      yield* parts("half");
      throw new Error("cable");
    })();
    await expect(store.putStream(failing)).rejects.toThrow("cable");
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(store.putStream(parts("x"), { signal })).rejects.toThrow("stopped");
    const confirm = () => Promise.reject(new Error("changed"));
    await expect(store.putStream(parts("x"), { confirm })).rejects.toThrow("changed");
    expect(all()).toEqual([]);
  });

  test("refuses to read more than the caller allows, and a name that is no digest", async () => {
    const store = await openObjectStore(folder);
    const { sha256 } = await store.put(toUtf8("12345"));
    await expect(store.read(sha256, 4)).rejects.toThrow(RangeError);
    await expect(store.read("../../etc/passwd")).rejects.toThrow(RangeError);
  });

  test("sweeps what dead writers left, not what is being written", async () => {
    const store = await openObjectStore(folder);
    const dead = ".unfinished-999999999-0123456789abcdef01234567";
    const alive = `.unfinished-${process.ppid}-0123456789abcdef01234567`;
    writeFileSync(join(folder, dead), "half");
    writeFileSync(join(folder, alive), "half");
    expect(await store.sweep()).toBe(1);
    expect(all()).toEqual([alive]);
  });
});

describe("writing a package", () => {
  test("puts the parts one behind another, whole or not at all", async () => {
    const store = await openObjectStore(join(folder, "objects"));
    const large = await store.put(new Uint8Array(3_000_000).fill(7));
    const small = await store.put(toUtf8("{}\n"));
    const laid = layoutPackage([entryOf("evidence.json", small), entryOf("data/large", large)]);
    const target = join(folder, "out", "package.asice");
    let told = 0;
    const written = await writeParts(laid, store, target, { taken: (bytes) => (told += bytes) });
    const bytes = readFileSync(target);
    expect(written.size).toBe(bytes.length);
    expect(told).toBe(bytes.length);
    expect(readdirSync(join(folder, "out"))).toEqual(["package.asice"]);
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(writeParts(laid, store, target, { signal })).rejects.toThrow("stopped");
    expect(readFileSync(target).equals(bytes)).toBe(true);
    expect(readdirSync(join(folder, "out"))).toEqual(["package.asice"]);
  });

  test("notices an object of another length before the package exists", async () => {
    const store = await openObjectStore(join(folder, "objects"));
    const stored = await store.put(toUtf8("12345"));
    const laid = layoutPackage([entryOf("data/a", { ...stored, size: 6 })]);
    const target = join(folder, "p.asice");
    await expect(writeParts(laid, store, target)).rejects.toThrow("5 bytes");
    expect(readdirSync(folder)).toEqual(["objects"]);
  });

  test("a place that cannot be written to is a fault", async () => {
    const store = await openObjectStore(join(folder, "objects"));
    writeFileSync(join(folder, "file"), "");
    const failed = await writeParts([toUtf8("x")], store, join(folder, "file", "p.asice")).catch(
      (thrown: unknown) => thrown,
    );
    expect(failed).toBeInstanceOf(WriteFailed);
    expect(failed).toMatchObject({ fault: { code: "PLACE_NOT_WRITABLE" } });
    mkdirSync(join(folder, "taken.asice"));
    await expect(writeParts([toUtf8("x")], store, join(folder, "taken.asice"))).rejects.toThrow();
  });

  test("a full disk is named as such", () => {
    const full = Object.assign(new Error("write"), { code: "ENOSPC" });
    expect(writeFault(full, "/vault")).toEqual({
      code: "SPACE_RAN_OUT",
      data: { place: "/vault" },
    });
    expect(writeFault(new Error("other"), "/vault")).toBeUndefined();
  });
});
