import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { recogniseInput } from "../../../shared/verification/recognise-input.ts";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { layoutZip, mimetypeEntry } from "../../../shared/container/zip-layout.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { recordLimits } from "../../../shared/evidence-record/evidence-record.ts";
import { parseEvidenceRecord } from "../../../shared/evidence-record/record-parser.ts";
import {
  writeArchiveTimestamp,
  writeEvidenceRecord,
} from "../../../shared/evidence-record/record-writer.ts";
import { writeOddZip } from "../../parties/odd-zip.ts";
import { capturedAt, makePackage, type MadePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";

let made: MadePackage;
beforeAll(async () => {
  made = await makePackage(await createWorld(false));
});

const entry = (name: string) => {
  const bytes = toUtf8(name);
  return { name, bytes, size: bytes.length, crc32: crc32(bytes), sha256: "" };
};
function archive(entries: readonly Parameters<typeof layoutZip>[0][number][]): Uint8Array {
  const parts = layoutZip(entries);
  return concatBytes(
    ...parts.map((part) => (part instanceof Uint8Array ? part : new Uint8Array())),
  );
}
const kindOf = (bytes: Uint8Array) => recogniseInput(memorySource(bytes));
const file = (name: string): Uint8Array => made.files.get(name) ?? new Uint8Array();

describe("what a file is", () => {
  test("a package, its token, its response and its receipt are told by content", async () => {
    expect(await kindOf(made.bytes)).toBe("package");
    expect(await kindOf(file("META-INF/timestamp001.tst"))).toBe("timestamp-token");
    expect(await kindOf(file("META-INF/trust/timestamp001.tsr"))).toBe("timestamp-response");
    expect(await kindOf(file("META-INF/consortium/receipt.tlog-proof"))).toBe("tlog-proof");
  });

  test("other files of a package are nothing by themselves", async () => {
    for (const [name, bytes] of made.files)
      if (!/timestamp\d+\.ts[tr]$|receipt/u.test(name))
        expect([name, await kindOf(bytes)]).toEqual([name, "nothing"]);
  });

  test.each([
    ["empty", ""],
    ["text", "hello"],
    ["half a mark", "c2sp.org/tlog-proof@v"],
    ["a lone sequence tag", "0"],
    ["the end of an archive alone", "PK\u0005\u0006"],
  ])("%s is nothing", async (_, text) => {
    expect(await kindOf(toUtf8(text))).toBe("nothing");
  });

  test("an evidence record over as many digests as the parser takes is one", async () => {
    const world = await createWorld(false);
    const some = digestOf("sha512", toUtf8("some"));
    const objects = Array.from({ length: recordLimits.digests }, (_, n) => {
      const digest = Uint8Array.from(some);
      new DataView(digest.buffer).setUint32(0, n);
      return digest;
    });
    const token = await world.authority.stamp(some, capturedAt, { digest: "sha512" });
    const stamp = writeArchiveTimestamp({ digest: "sha512", reducedTree: [objects], token });
    const record = writeEvidenceRecord(["sha512"], [[stamp]]);
    expect(parseEvidenceRecord(record).ok).toBe(true);
    expect(await kindOf(record)).toBe("evidence-record");
  });

  test("an ASiC container without our files is a container; another archive is nothing", async () => {
    expect(await kindOf(archive([mimetypeEntry, entry("a.txt")]))).toBe("container");
    expect(await kindOf(archive([entry("a.txt")]))).toBe("nothing");
    const stamped = [entry("a.txt"), entry("META-INF/timestamp.tst")];
    expect(await kindOf(archive(stamped))).toBe("container");
  });

  test("an archive with our files is a package, wherever they stand and however its end is written", async () => {
    const entries = ["mimetype", "large.bin", "evidence.json"].map((name) => ({
      name,
      content: toUtf8(name.repeat(1_000)),
    }));
    expect(await kindOf(writeOddZip({ entries }))).toBe("package");
    expect(await kindOf(writeOddZip({ entries, zip64: {} }))).toBe("package");
    const comment = toUtf8("x".repeat(0xffff));
    expect(await kindOf(writeOddZip({ entries, zip64: {}, comment }))).toBe("package");
  });

  test("a package with any bit of its frame flipped, or half of it, is still judged as a package", async () => {
    const { bytes } = made;
    const places = [0, 1, 2, 3, 26, 30, 40, bytes.length - 1, bytes.length - 10, bytes.length - 22];
    for (const at of places)
      expect([at, await kindOf(bytes.map((octet, n) => (n === at ? octet ^ 1 : octet)))]).toEqual([
        at,
        "package",
      ]);
    expect(await kindOf(bytes.subarray(0, bytes.length >> 1))).toBe("package");
  });
});
