import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeWorkers } from "../../../scripts/build.mjs";
import { judgeFiles, type Threads } from "../../../service/verify/judge-files.ts";
import type { JudgingTerms } from "../../../service/verify/judging-terms.ts";
import type { NamedFile } from "../../../service/verify/named-file.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";

const none: Threads = { entry: new URL("file:///none.cjs"), count: 0 };
let place: string;
let terms: JudgingTerms;
let files: readonly NamedFile[];
let threads: Threads;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "cunzhen-threads-"));
  await makeWorkers(place);
  threads = entry("verdict-worker.cjs");
  const world = await createWorld(false);
  const { bytes } = await makePackage(world);
  await writeFile(join(place, "member.pdf"), "hello");
  await writeFile(join(place, "note.txt"), "a note");
  const names = Array.from({ length: 36 }, (_, n) => `${String(n)}.asice`);
  for (const [n, name] of names.entries()) {
    const flipped = bytes.map((octet, at) => (n % 3 === 0 && at === 200 + n * 50 ? ~octet : octet));
    await writeFile(join(place, name), flipped);
  }
  files = [...names, "absent.asice", "note.txt"].map(named);
  terms = {
    files: [named("member.pdf")],
    trust: world.trust,
    policy: defaultPolicy,
    now: judgedAt,
  };
});
afterAll(() => rm(place, { recursive: true, force: true }));

function named(name: string): NamedFile {
  return { name, path: join(place, name) };
}

function entry(name: string): Threads {
  return { entry: pathToFileURL(join(place, name)), count: 2 };
}

async function broken(name: string, program: string): Promise<Threads> {
  await writeFile(join(place, name), program);
  return entry(name);
}

describe("many files in threads", () => {
  test("get the very verdicts, in the order, that they get in this thread", async () => {
    const here = await judgeFiles(files, terms, { threads: none });
    const there = await judgeFiles(files, terms, { threads });
    expect(there).toEqual(here);
    expect(new Set(here.map(({ outcome }) => outcome))).toEqual(
      new Set(["passed", "failed", "indeterminate", "nothing_to_verify"]),
    );
  });

  test("tell of every byte that is read, as this thread does; a loose file is read in each", async () => {
    const read = async (where: Threads, by: JudgingTerms): Promise<number> => {
      let bytes = 0;
      const progress = (more: number): void => {
        bytes += more;
      };
      await judgeFiles(files, by, { threads: where, progress });
      return bytes;
    };
    const here = await read(none, { ...terms, files: [] });
    expect(here).toBeGreaterThan(36 * 20_000);
    expect(await read(threads, { ...terms, files: [] })).toBe(here);
    const loose = "hello".length;
    expect(await read(none, terms)).toBe(here + loose);
    expect(await read(threads, terms)).toBe(here + threads.count * loose);
  }, 60_000);

  test("stop when told, before and in the middle, with the signal's reason", async () => {
    const reason = new Error("stopped by a person");
    const before = { threads, signal: AbortSignal.abort(reason) };
    await expect(judgeFiles(files, terms, before)).rejects.toBe(reason);
    const stop = new AbortController();
    const progress = (): void => stop.abort(reason);
    const running = judgeFiles(files, terms, { threads, signal: stop.signal, progress });
    await expect(running).rejects.toBe(reason);
  });
});

describe("a thread that breaks", () => {
  test("on a file leaves that file open and the others judged", async () => {
    const built = JSON.stringify(join(place, "verdict-worker.cjs"));
    const breaking = await broken(
      "breaks-on-seven.cjs",
      `require("node:worker_threads").parentPort.on("message", ({ file }) => {
         if (file?.name === "7.asice") process.exit(1);
       });
       require(${built});`,
    );
    const here = await judgeFiles(files, terms, { threads: none });
    const there = await judgeFiles(files, terms, { threads: breaking });
    expect(there[7]).toMatchObject({
      outcome: "indeterminate",
      checks: [{ code: "CHECK_INTERRUPTED", data: { step: "thread" } }],
    });
    expect(there.filter((_, n) => n !== 7)).toEqual(here.filter((_, n) => n !== 7));
  });

  test.each([
    ["at once", "process.exit(1);"],
    ["by an error", "throw new Error('no');"],
    ["because it is no program", "not a program"],
  ])("%s is done without", async (_, program) => {
    const unable = await broken("unable.cjs", program);
    expect(await judgeFiles(files, terms, { threads: unable })).toEqual(
      await judgeFiles(files, terms, { threads: none }),
    );
  });
});
