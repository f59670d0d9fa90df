import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { blobSource, worthLane } from "../../renderer/verifier/worker/blob-source.ts";
import { type DigestLane, digestLaneOf } from "../../renderer/verifier/worker/digest-lane.ts";
import { createDigestPool } from "../../renderer/verifier/worker/running-digests.ts";
import { serveLane } from "../../renderer/verifier/worker/serve-digests.ts";
import { toBigEndian } from "../../shared/bytes/octets.ts";
import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import { crc32 } from "../../shared/digest/crc32.ts";

/** Bytes of which no two blocks are equal. */
function material(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = 0x9e3779b9;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

describe("a long range of a Blob", () => {
  const bytes = material(worthLane + 9_000_001);
  const blob = new Blob([bytes]);
  const names: readonly RangeDigest[] = ["sha256", "crc32"];
  const start = 3;
  const end = bytes.length - 4;
  const expected = {
    sha256: new Uint8Array(createHash("sha256").update(bytes.subarray(start, end)).digest()),
    crc32: toBigEndian(BigInt(crc32(bytes.subarray(start, end))), 4),
  };

  /** A lane over a port, as the page joins its two workers; `asks` hears what is asked of it. */
  function laneHere(breakAt?: number): { lane: DigestLane; asks: string[]; close: () => void } {
    const { port1, port2 } = new MessageChannel();
    const asks: string[] = [];
    serveLane(port1);
    const serve = port1.onmessage;
    port1.onmessage = (event: MessageEvent<{ kind: string }>) => {
      asks.push(event.data.kind);
      if (asks.length === breakAt) port1.postMessage({ kind: "broken", detail: "no memory" });
      else serve?.call(port1, event);
    };
    const close = (): void => {
      port1.close();
      port2.close();
    };
    return { lane: digestLaneOf(Promise.resolve(port2)), asks, close };
  }

  async function digests(
    lane?: DigestLane,
    wanted = names,
  ): Promise<{ found: RangeDigests; told: number }> {
    let told = 0;
    const where = { pool: createDigestPool(), ...(lane === undefined ? {} : { lane }) };
    const source = blobSource(blob, where, (count) => {
      told += count;
    });
    return { found: await source.digest(start, end, wanted), told };
  }

  test("has the same digests beside the thread that reads and in it, and its progress is its length", async () => {
    const { lane, asks, close } = laneHere();
    const there = await digests(lane);
    close();
    const here = await digests();
    expect(there.found).toEqual(expected);
    expect(here.found).toEqual(expected);
    expect([there.told, here.told]).toEqual([end - start, end - start]);
    expect(asks).toEqual(["start", ...Array.from({ length: 11 }, () => "part"), "finish"]);
  });

  test.each([1, 2, 4, 8])(
    "is digested anew where the lane breaks at its message %i, and so is the next",
    async (breakAt) => {
      const { lane, asks, close } = laneHere(breakAt);
      expect((await digests(lane)).found).toEqual(expected);
      const heard = asks.length;
      expect((await digests(lane)).found).toEqual(expected);
      expect(asks.length).toBe(heard);
      close();
    },
  );

  test("has the other digests there as well", async () => {
    const { lane, close } = laneHere();
    const wanted: readonly RangeDigest[] = ["sha512", "crc32", "sm3"];
    const there = await digests(lane, wanted);
    close();
    expect(Object.keys(there.found).sort()).toEqual(["crc32", "sha512", "sm3"]);
    expect(there.found).toEqual((await digests(undefined, wanted)).found);
  });

  test("is digested in place while another is under way, and where no lane comes up", async () => {
    const { lane, asks, close } = laneHere();
    const both = await Promise.all([digests(lane), digests(lane)]);
    const alone = await digests(digestLaneOf(Promise.resolve(undefined)));
    close();
    expect(both[0].found).toEqual(both[1].found);
    expect(alone.found).toEqual(both[0].found);
    expect(asks.filter((kind) => kind === "start")).toEqual(["start"]);
  });

  test("is digested in place where the lane never comes up, and anew where it falls silent", async () => {
    const never = new Promise<MessagePort | undefined>(() => undefined);
    expect((await digests(digestLaneOf(never, 20))).found).toEqual(expected);
    const { port1, port2 } = new MessageChannel();
    let heard = 0;
    port1.onmessage = () => {
      heard += 1;
    };
    expect((await digests(digestLaneOf(Promise.resolve(port2), 20))).found).toEqual(expected);
    expect(heard).toBeGreaterThan(1);
    port1.close();
  });

  test("rejects where the Blob cannot be read to its end", async () => {
    class Torn extends Blob {
      override slice(from: number, to: number): Blob {
        return super.slice(from, from > worthLane / 2 ? to - 1 : to);
      }
    }
    const { lane, close } = laneHere();
    const source = blobSource(new Torn([bytes]), { pool: createDigestPool(), lane });
    await expect(source.digest(0, bytes.length, ["sha256", "crc32"])).rejects.toThrow(
      "fewer bytes",
    );
    close();
  });
});
