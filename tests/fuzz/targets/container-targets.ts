import { unzipSync } from "fflate";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { malformed, ok, type Result } from "../../../shared/bytes/result.ts";
import { inflateEntry } from "../../../shared/container/zip-content.ts";
import { foreignZipLimits } from "../../../shared/container/zip-directory.ts";
import { layoutZip } from "../../../shared/container/zip-layout.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import { compareSkeleton } from "../../../shared/container/zip-skeleton.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { mutateZip } from "../mutators/zip-records.ts";
import { parserTarget } from "../parser-target.ts";
import { sameBytes, type Target, Violation } from "../target.ts";

const maxBytes = 400_000;

/** The contents of an archive by the reader of what other software makes, as the verifier reads them. */
async function readForeignZip(bytes: Uint8Array): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const source = memorySource(bytes);
  const read = await readZip(source, foreignZipLimits);
  if (!read.ok) return read;
  const contents = new Map<string, Uint8Array>();
  for (const entry of read.value.entries) {
    const pieces: Uint8Array[] = [];
    if (entry.method === "stored") pieces.push(await source.read(entry.start, entry.end));
    else {
      const inflated = await inflateEntry(source, entry, (piece) => {
        pieces.push(piece.slice());
      });
      if (!inflated.ok) return inflated;
    }
    const content = concatBytes(...pieces);
    if (crc32(content) !== entry.crc32) return malformed("crc", entry.start);
    contents.set(entry.name, content);
  }
  return ok(contents);
}

/** Readers of archives: the strict one of our profile, and the one for other software's. */
export const containerTargets: readonly Target[] = [
  parserTarget("zip", {
    vectors: ["zip"],
    mutators: [mutateZip],
    maxBytes,
    async run(bytes) {
      const read = await readZip(memorySource(bytes));
      if (!read.ok) return read.fault.rule;
      const skeleton = compareSkeleton(read.value);
      if (!skeleton.ok) return skeleton.fault.rule;
      const laid = layoutZip(
        read.value.entries.map(({ name, size, crc32 }) => ({ name, size, crc32, sha256: "" })),
      );
      const length = laid.reduce(
        (sum, part) => sum + (part instanceof Uint8Array ? part.length : part.size),
        0,
      );
      if (length !== bytes.length) throw new Violation("accepted, yet not what the layout writes");
      return "accepted";
    },
  }),
  parserTarget("foreign-zip", {
    vectors: ["zip"],
    mutators: [mutateZip],
    maxBytes,
    async run(bytes) {
      const ours = await readForeignZip(bytes);
      if (!ours.ok) return ours.fault.rule;
      // Only what ours accepts is shown to another reader: it must then be able to read all of it.
      const theirs = new Map(Object.entries(unzipSync(bytes)));
      if (theirs.size !== ours.value.size) throw new Violation("another reader finds other names");
      for (const [name, content] of ours.value) {
        const found = theirs.get(name);
        if (found === undefined) throw new Violation("another reader finds other names");
        if (!sameBytes(content, found)) throw new Violation("another reader finds other bytes");
      }
      return "accepted";
    },
  }),
];
