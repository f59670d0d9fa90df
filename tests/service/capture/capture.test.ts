import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CapturePlace, makePlace } from "./capture-place.ts";

let place: CapturePlace;

const nobody = 65534;

/** Permissions do not bind root: as root, the work is done as `nobody`, who is given the folder. */
async function asOrdinaryUser<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  execFileSync("chown", ["-R", String(nobody), folder]);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

beforeEach(() => {
  place = makePlace();
});

afterEach(() => {
  place.remove();
});

describe("capturing a file", () => {
  test("keeps its bytes under their digest, with what the file system says of it", async () => {
    const path = place.put("合同.pdf", "甲方");
    utimesSync(path, 1_700_000_000.5, 1_700_000_000.5);
    const captured = await place.capture(path);
    if (!captured.ok) throw new Error(captured.fault.code);
    const sha256 = createHash("sha256").update("甲方").digest("hex");
    const facts = { sha256, size: 6, crc32: 0x11b707fe };
    expect(captured.value).toEqual({
      kind: "file",
      bytes: 6,
      entries: [{ name: "data/合同.pdf", ...facts }],
      members: [
        {
          id: "m1",
          type: "file",
          path: "data/合同.pdf",
          originalName: { text: "合同.pdf" },
          mtime: 1_700_000_000_500,
          mediaType: "application/pdf",
          ...facts,
        },
      ],
    });
    expect(place.stored()).toEqual([sha256]);
    expect(readFileSync(join(place.home, "objects", sha256.slice(0, 2), sha256), "utf8")).toBe(
      "甲方",
    );
  });

  test("an empty file is a member like another", async () => {
    const [member] = await place.members(place.put("empty", ""));
    expect(member).toMatchObject({ type: "file", size: 0, crc32: 0 });
  });

  test("SM3 is computed when it is asked for", async () => {
    const captured = await place.capture(place.put("abc", "abc"), { sm3: true });
    expect(captured).toMatchObject({
      value: {
        members: [{ sm3: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" }],
      },
    });
  });

  test("a link that its owner named is followed", async () => {
    place.put("target.txt", "content");
    symlinkSync("target.txt", join(place.from, "link.txt"));
    expect(await place.members(join(place.from, "link.txt"))).toMatchObject([
      { type: "file", originalName: { text: "link.txt" }, size: 7 },
    ]);
  });

  test("a sparse file is read as what it holds", async () => {
    const path = place.put("sparse", "");
    truncateSync(path, 300 * 1024 * 1024);
    const [member] = await place.members(path);
    expect(member).toMatchObject({ size: 300 * 1024 * 1024 });
  });

  test("progress tells bytes done and in all, and ends at all", async () => {
    const told: [number, number][] = [];
    const path = place.put("big", new Uint8Array(3_000_000));
    await place.capture(path, { progress: (done, total) => told.push([done, total]) });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toEqual([3_000_000, 3_000_000]);
  });
});

describe("what cannot be captured", () => {
  test("a missing path", async () => {
    expect(await place.faultOf(join(place.from, "nothing"))).toBe("SOURCE_MISSING");
    expect(await place.faultOf(join(place.put("file"), "below"))).toBe("SOURCE_MISSING");
    symlinkSync("nowhere", join(place.from, "dangling"));
    expect(await place.faultOf(join(place.from, "dangling"))).toBe("SOURCE_MISSING");
    symlinkSync("loop", join(place.from, "loop"));
    expect(await place.faultOf(join(place.from, "loop"))).toBe("INPUT_UNREADABLE");
  });

  test("an unreadable file, alone or in a folder", async () => {
    chmodSync(place.put("closed"), 0);
    const faults = await asOrdinaryUser(place.root, async () => [
      await place.faultOf(join(place.from, "closed")),
      await place.faultOf(place.from),
    ]);
    expect(faults).toEqual(["INPUT_UNREADABLE", "INPUT_UNREADABLE"]);
  });

  test("a FIFO, without waiting for a writer; a socket; a device", async () => {
    execFileSync("mkfifo", [join(place.from, "fifo")]);
    expect(await place.faultOf(join(place.from, "fifo"))).toBe("SOURCE_TYPE_UNSUPPORTED");
    expect(await place.faultOf(place.from)).toBe("SOURCE_TYPE_UNSUPPORTED");
    unlinkSync(join(place.from, "fifo"));
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(place.from, "socket"), done));
    expect(await place.faultOf(place.from)).toBe("SOURCE_TYPE_UNSUPPORTED");
    server.close();
    expect(await place.faultOf("/dev/null")).toBe("SOURCE_TYPE_UNSUPPORTED");
  });

  test("a source larger than what is free, before anything is written", async () => {
    const path = place.put("huge", "");
    const { bavail, bsize } = statfsSync(place.from);
    truncateSync(path, Math.floor((bavail * bsize) / 2) + 1_000_000);
    const captured = await place.capture(path);
    expect(captured).toMatchObject({ ok: false, fault: { code: "SPACE_TOO_SMALL" } });
    expect(place.stored()).toEqual([]);
  });

  test("a file that grows, shrinks or is rewritten while it is read", async () => {
    const path = join(place.from, "log");
    const changes = [
      () => appendFileSync(path, "more"),
      () => truncateSync(path, 10),
      () => writeFileSync(path, new Uint8Array(4_000_000).fill(1)),
    ];
    for (const change of changes) {
      writeFileSync(path, new Uint8Array(4_000_000));
      let pending: (() => void) | undefined = change;
      const progress = () => {
        pending?.();
        pending = undefined;
      };
      expect(await place.faultOf(path, { progress })).toBe("SOURCE_CHANGED");
      expect(place.stored()).toEqual([]);
    }
  });

  test("a file that is replaced or removed while it is read", async () => {
    const path = place.put("moving", new Uint8Array(4_000_000));
    let pending = true;
    const replace = () => {
      if (pending) {
        unlinkSync(path);
        writeFileSync(path, new Uint8Array(4_000_000));
      }
      pending = false;
    };
    expect(await place.faultOf(path, { progress: replace })).toBe("SOURCE_CHANGED");
    const remove = () => {
      rmSync(path, { force: true });
    };
    expect(await place.faultOf(path, { progress: remove })).toBe("SOURCE_VANISHED");
    expect(place.stored()).toEqual([]);
  });

  test("a file of a folder that is gone when its turn comes", async () => {
    for (const name of ["a", "b", "c", "d", "e", "f"]) place.put(name, new Uint8Array(2_000_000));
    const progress = () => {
      rmSync(join(place.from, "f"), { force: true });
    };
    expect(await place.faultOf(place.from, { progress })).toBe("SOURCE_VANISHED");
  });

  test("stopped in the middle, it rejects with the reason and leaves nothing half-written", async () => {
    const controller = new AbortController();
    const path = place.put("big", new Uint8Array(30_000_000));
    const progress = () => {
      controller.abort(new Error("enough"));
    };
    const signal = controller.signal;
    await expect(place.capture(path, { signal, progress })).rejects.toThrow("enough");
    expect(place.stored()).toEqual([]);
  });
});
