import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { bundle } from "../../bench/material.ts";
import { createWorld, type World } from "../parties/world.ts";
import { bombs } from "./bombs.ts";

const answer = z.object({
  outcome: z.string(),
  codes: z.array(z.string()),
  cpuMs: z.number(),
  residentMb: z.number(),
});

let folder = "";
let program = "";
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-bombs-"));
  program = await bundle("tests/slow/judge-file.ts", folder);
  world = await createWorld(false);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function judged(file: string): z.infer<typeof answer> {
  const { stdout, stderr } = spawnSync(process.execPath, [program, file], {
    encoding: "utf8",
    timeout: 60_000,
  });
  if (stdout === "") throw new Error(`no answer: ${stderr}`);
  return answer.parse(JSON.parse(stdout));
}

function expectCheap({ outcome, codes, cpuMs, residentMb }: z.infer<typeof answer>): void {
  expect(outcome).not.toBe("passed");
  expect(codes.length).toBeGreaterThan(0);
  expect(codes).not.toContain("CHECK_INTERRUPTED");
  expect(cpuMs).toBeLessThan(2_000);
  expect(residentMb).toBeLessThan(200);
}

describe("what is meant to cost the verifier dear ends in under 2 s of CPU and 200 MB, with a code", () => {
  test.each(Object.keys(bombs))("%s", async (name) => {
    const file = join(folder, "bomb");
    writeFileSync(file, (await bombs[name]?.(world)) ?? new Uint8Array());
    const result = judged(file);
    console.log(name, JSON.stringify(result));
    expectCheap(result);
  });

  test("1 GB of zeros", () => {
    const file = join(folder, "zeros");
    writeFileSync(file, "");
    truncateSync(file, 1_000_000_000);
    expectCheap(judged(file));
  });
});
