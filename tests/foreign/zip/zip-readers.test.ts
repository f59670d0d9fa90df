import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { readForeignContainer } from "../../../shared/verification/foreign/foreign-container.ts";
import { seededRandom } from "../../parties/random.ts";
import { goodZip, oddZipSample } from "../../parties/zip-samples.ts";
import { sampleSeed, sampleSize } from "../sample-size.ts";
import { readByAll, readingOf, type Reading } from "./readers.ts";

interface Sample {
  readonly kind: string;
  readonly ours: Reading;
  /** Why ours refuses it; empty when it does not. */
  readonly codes: readonly string[];
}

let folder: string;
const samples = new Map<string, Sample>();
let readers: ReadonlyMap<string, ReadonlyMap<string, Reading>> = new Map();

/** What is no business of the ZIP: these archives hold no container. */
const ofContainer = new Set([
  "MIMETYPE_CONTENT",
  "MIMETYPE_MISSING",
  "MIMETYPE_NOT_FIRST",
  "MIMETYPE_NOT_PLAIN",
]);

async function readByUs(bytes: Uint8Array): Promise<Omit<Sample, "kind">> {
  const { container, findings } = await readForeignContainer(memorySource(bytes), () =>
    Promise.resolve(new Map()),
  );
  const codes = findings.map(({ code }) => code).filter((code) => !ofContainer.has(code));
  if (container === undefined || codes.length > 0) return { ours: null, codes };
  const files: (readonly [string, string])[] = [];
  for (const name of container.entries.keys()) {
    const { sha256 } = (await container.digest(name, ["sha256"])) ?? {};
    files.push([name, sha256 === undefined ? "" : toHex(sha256)]);
  }
  return { ours: readingOf(files), codes };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zips-"));
  const zips = join(folder, "zips");
  const work = join(folder, "work");
  mkdirSync(zips);
  mkdirSync(work);
  const random = seededRandom(sampleSeed);
  for (let n = 0; n < 2 * sampleSize; n += 1) {
    const good = n < sampleSize;
    const { kind, bytes } = good ? goodZip(random) : oddZipSample(n, random);
    const name = `${good ? "good" : "odd"}-${String(n).padStart(5, "0")}.zip`;
    samples.set(name, { kind, ...(await readByUs(bytes)) });
    writeFileSync(join(zips, name), bytes);
  }
  readers = await readByAll(zips, work);
}, 1_800_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

function told(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const { kind, ours, codes } = samples.get(name) ?? { kind: "", ours: null, codes: [] };
    const others = [...readers].map(([reader, by]) => {
      const reading = by.get(name);
      return `${reader} ${reading === null ? "refuses" : reading === ours ? "agrees" : "differs"}`;
    });
    return `${name} ${kind}: ours ${ours === null ? codes.join(" ") : "accepts"}; ${others.join(", ")}`;
  });
}

function named(fits: (sample: Sample, name: string) => boolean): readonly string[] {
  return [...samples].filter(([name, sample]) => fits(sample, name)).map(([name]) => name);
}

/** Whether the others gave more than one answer. */
function isDisputed(name: string): boolean {
  return new Set([...readers.values()].map((by) => by.get(name))).size > 1;
}

describe("ZIPs that follow from a seed, read by us and by seven others", () => {
  test("we accept every good one", () => {
    expect(told(named(({ ours }, name) => name.startsWith("good") && ours === null))).toEqual([]);
  });

  test("whatever we accept, every other reader reads with the same names and bytes", () => {
    const misread = named(
      ({ ours }, name) =>
        ours !== null && [...readers.values()].some((by) => by.get(name) !== ours),
    );
    expect(told(misread)).toEqual([]);
  });

  test("every oddity is refused by a code that says what it is", () => {
    const harmless = new Set(["flip", "mimetypeLast", "mimetypeDeflated", "mimetypeMissing"]);
    const nameless = named(
      ({ kind, codes }, name) =>
        name.startsWith("odd") &&
        !harmless.has(kind) &&
        (codes.length === 0 || codes.includes("CONTAINER_MALFORMED")),
    );
    expect(told(nameless)).toEqual([]);
  });

  test("the others dispute many, so that their agreement counts", () => {
    const disputed = named((_, name) => isDisputed(name));
    expect(disputed.length).toBeGreaterThan(sampleSize / 4);
    for (const [reader, by] of readers) {
      const refused = named((_, name) => by.get(name) === null);
      expect([reader, refused.length > 0]).toEqual([reader, true]);
    }
  });
});
