import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { createSourceRegistry, discardSpooled } from "../../../service/sources/registry.ts";

let folder: string;
let spool: string;
const group = "0123456789abcdef".repeat(2);
const { signal } = new AbortController();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sources-"));
  spool = join(folder, "spool");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* body(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    await Promise.resolve();
    yield toUtf8(text);
  }
}

function files(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

describe("sources", () => {
  test("have ids that say nothing, each its own", () => {
    const registry = createSourceRegistry(spool);
    const ids = [registry.add("a.pdf", "cli"), registry.add("a.pdf", "cli")];
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/u);
    expect(registry.find(ids[0] ?? "")).toMatchObject({
      ok: true,
      value: { path: join(process.cwd(), "a.pdf"), via: "cli", name: "a.pdf" },
    });
  });

  test("are unknown once released, and unknown is what no one registered", () => {
    const registry = createSourceRegistry(spool);
    const id = registry.add("a.pdf", "picker");
    registry.release(id);
    for (const asked of [id, "/etc/passwd", "__proto__"]) {
      expect(registry.find(asked)).toMatchObject({ ok: false, fault: { code: "SOURCE_UNKNOWN" } });
    }
  });
});

describe("uploads", () => {
  test("become files in the spool, with their claimed time", async () => {
    const registry = createSourceRegistry(spool);
    const modified = 1_700_000_000_000;
    const made = await registry.upload({
      name: "合同.pdf",
      body: body("甲", "方"),
      modified,
      signal,
    });
    const found = made.ok ? registry.find(made.value) : made;
    if (!found.ok) throw new Error(found.fault.code);
    expect(found.value).toMatchObject({ via: "upload", name: "合同.pdf" });
    expect(readFileSync(found.value.path, "utf8")).toBe("甲方");
    expect(statSync(found.value.path).mtimeMs).toBe(modified);
    expect(statSync(found.value.path).mode & 0o777).toBe(0o600);
    await discardSpooled(spool, found.value.path);
    expect(files()).toEqual([]);
  });

  test("of one folder become one source", async () => {
    const registry = createSourceRegistry(spool);
    const sent = ["photos/a.jpg", "photos/2026/b.jpg"].map((within) => {
      const name = within.split("/").at(-1) ?? "";
      return registry.upload({ name, within, group, body: body(within), signal });
    });
    const made = (await Promise.all(sent)).map((each) => (each.ok ? each.value : each.fault.code));
    expect(new Set(made).size).toBe(1);
    const found = registry.find(made[0] ?? "");
    if (!found.ok) throw new Error(found.fault.code);
    expect(found.value.name).toBe("photos");
    expect(readFileSync(join(found.value.path, "2026", "b.jpg"), "utf8")).toBe("photos/2026/b.jpg");
  });

  test.each([
    { name: "../evil" },
    { name: "..", within: "photos/.." },
    { name: "x", within: "../x", group },
    { name: "x", within: "/x", group },
    { name: "x", within: "photos/y", group },
    { name: "x", within: "photos/x", group: "../../outside" },
    { name: "" },
    { name: "a\0b" },
  ])("that would lead elsewhere are refused: %j", async (named) => {
    const made = await createSourceRegistry(spool).upload({ ...named, body: body("x"), signal });
    expect(made).toMatchObject({ ok: false, fault: { code: "UPLOAD_BROKEN" } });
    expect(files()).toEqual([]);
  });

  test("that end early, are stopped or grow too large leave nothing", async () => {
    const registry = createSourceRegistry(spool, { bytes: 5, depth: 8 });
    const broken = (async function* () {
      yield* body("half");
      throw new Error("reset");
    })();
    const stopped = AbortSignal.abort();
    const made = [
      await registry.upload({ name: "a", body: broken, signal }),
      await registry.upload({ name: "a", body: body("x"), signal: stopped }),
      await registry.upload({ name: "a", body: body("123", "456"), signal }),
    ];
    expect(made.map((each) => (each.ok ? "" : each.fault.code))).toEqual([
      "UPLOAD_BROKEN",
      "UPLOAD_BROKEN",
      "UPLOAD_TOO_LARGE",
    ]);
    expect(files()).toEqual([]);
  });

  test("only what lies in the spool is discarded", async () => {
    await discardSpooled(spool, folder);
    await discardSpooled(spool, spool);
    await discardSpooled(folder, join(folder, "home"));
    expect(readdirSync(tmpdir())).toContain(folder.split("/").at(-1));
  });
});
