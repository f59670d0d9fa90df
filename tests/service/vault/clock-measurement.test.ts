import { afterEach, beforeEach, expect, test } from "vitest";
import {
  clockOffsetAt,
  keepClockMeasurement,
  lastClockMeasurement,
} from "../../../service/vault/clock-measurement.ts";
import type { Vault } from "../../../service/vault/vault.ts";
import { openTestVault, removeTestVault } from "../../parties/test-vault.ts";

const hour = 60 * 60 * 1000;
const at = 1_795_226_587_000;
let vault: Vault;
beforeEach(async () => {
  vault = await openTestVault();
});
afterEach(async () => {
  await removeTestVault(vault);
});

test("a vault that never saw a token knows no offset", async () => {
  expect(await lastClockMeasurement(vault.database)).toBeUndefined();
  expect(await clockOffsetAt(vault.database, at)).toBeNull();
});

test("the last measurement is kept for every process of the vault", async () => {
  await keepClockMeasurement(vault.database, { offset: 120.6, authority: "one", at });
  await keepClockMeasurement(vault.database, { offset: -80, authority: "other", at: at + 5 });
  const elsewhere = await openTestVault(vault.paths.home);
  expect(await lastClockMeasurement(elsewhere.database)).toEqual({
    offset: -80,
    authority: "other",
    at: at + 5,
  });
  expect(await clockOffsetAt(elsewhere.database, at + hour)).toBe(-80);
  await elsewhere.database.close();
});

test("a measurement of last week, or of a time still to come, says nothing of the clock today", async () => {
  await keepClockMeasurement(vault.database, { offset: 3, authority: "one", at });
  expect(await clockOffsetAt(vault.database, at + 7 * 24 * hour)).toBe(3);
  expect(await clockOffsetAt(vault.database, at + 7 * 24 * hour + 1)).toBeNull();
  expect(await clockOffsetAt(vault.database, at - 1)).toBeNull();
});

test("a vault of the version before is brought up and keeps what it has", async () => {
  await vault.database.exec("DROP TABLE clock_measurement; PRAGMA user_version = 1");
  const again = await openTestVault(vault.paths.home);
  expect(await lastClockMeasurement(again.database)).toBeUndefined();
  await again.database.close();
});
