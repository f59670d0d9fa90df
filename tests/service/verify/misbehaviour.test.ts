import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepForks } from "../../../service/verify/misbehaviour.ts";
import type { Fork } from "../../../shared/verification/comparison/comparison.ts";
import { forkProofName } from "../../../shared/verification/comparison/fork-proof.ts";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "cunzhen-forks-"));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const side = { path: "a", size: 3, root: "00", note: "n", receipt: "r", logKey: "k", cosigned: [] };
const fork: Fork = {
  origin: "log.example/1",
  kind: "same-size",
  first: side,
  second: { ...side, root: "01" },
  cosignedBoth: [],
};

test("the proof of a fork is kept under its own digest, once however often it is found", async () => {
  const [file] = await keepForks(home, [fork]);
  expect(await keepForks(home, [fork])).toEqual([file]);
  const bytes = new Uint8Array(readFileSync(file ?? ""));
  expect(basename(file ?? "")).toBe(forkProofName(bytes));
});

test("without a home nothing is written, and without a fork no folder made", async () => {
  const none = join(home, "none");
  expect(await keepForks(none, [fork])).toEqual([]);
  expect(existsSync(none)).toBe(false);
  const empty = mkdtempSync(join(home, "empty-"));
  expect(await keepForks(empty, [])).toEqual([]);
  expect(existsSync(join(empty, "misbehaviour"))).toBe(false);
});
