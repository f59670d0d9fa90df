import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepCheckpoint, latestCheckpoint } from "../../../service/vault/checkpoints.ts";
import { appendCustody, readCustody } from "../../../service/vault/custody.ts";
import {
  advanceItem,
  findItem,
  holdItem,
  liftHolds,
  listItems,
  openItems,
  readItem,
  removeItem,
} from "../../../service/vault/items.ts";
import { addToMatter, mattersOf } from "../../../service/vault/matters.ts";
import { keepSubmission, readSubmission } from "../../../service/vault/outbox.ts";
import { keepSeal, nextPlace, readSeal, vaultPseudonym } from "../../../service/vault/seals.ts";
import { schemaVersion } from "../../../service/vault/schema.ts";
import { openVault, type Vault } from "../../../service/vault/vault.ts";
import {
  idOf,
  openTestVault,
  removeTestVault,
  requestTestItems,
} from "../../parties/test-vault.ts";

let vault: Vault;
beforeEach(async () => {
  vault = await openTestVault();
});
afterEach(async () => {
  await removeTestVault(vault);
});

describe("opening a vault", () => {
  test("makes a home for its owner alone, and finds it again", async () => {
    const { paths } = vault;
    for (const folder of [paths.home, paths.claims, paths.objects, paths.keys, paths.trust]) {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    }
    expect((await stat(paths.vault)).mode & 0o777).toBe(0o600);
    await requestTestItems(vault, 1);
    const again = await openTestVault(paths.home);
    expect((await readItem(again.database, idOf(1)))?.state).toBe("requested");
    await again.database.close();
  });

  test("refuses what it cannot use, with a reason", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cunzhen-vault-"));
    await writeFile(join(folder, "file"), "");
    expect(await openVault(join(folder, "file", "home"))).toMatchObject({
      fault: { code: "PLACE_NOT_WRITABLE" },
    });
    await openTestVault(join(folder, "noise")).then(({ database }) => database.close());
    await rm(join(folder, "noise", "vault.sqlite"));
    await writeFile(join(folder, "noise", "vault.sqlite"), "no database at all ".repeat(100));
    expect(await openVault(join(folder, "noise"))).toMatchObject({
      fault: { code: "VAULT_DAMAGED" },
    });
    await vault.database.exec("PRAGMA user_version = 99");
    expect(await openVault(vault.paths.home)).toMatchObject({
      fault: { code: "VAULT_NEWER", data: { found: 99, known: schemaVersion } },
    });
    await rm(folder, { recursive: true });
  });

  test("several processes at once make one vault", async () => {
    const home = await mkdtemp(join(tmpdir(), "cunzhen-vault-"));
    const opened = await Promise.all([1, 2, 3, 4].map(() => openTestVault(home)));
    for (const { database } of opened) await database.close();
    await rm(home, { recursive: true });
  });
});

const move = (id: string, from: "requested" | "captured") => ({
  id,
  from,
  to: "captured" as const,
  factsJson: "{}",
  fingerprint: null,
  number: "04AK8X8Y7ZHYTFM0E",
  at: 5,
});

describe("items", () => {
  test("move only from the state they are in", async () => {
    await requestTestItems(vault, 1);
    expect(await advanceItem(vault.database, move(idOf(1), "requested"))).toBe(true);
    expect(await advanceItem(vault.database, move(idOf(1), "requested"))).toBe(false);
    expect((await readItem(vault.database, idOf(1)))?.state).toBe("captured");
  });

  test("are found by id, by number, and by an unambiguous start of either", async () => {
    const { database } = vault;
    await requestTestItems(vault, 2);
    await advanceItem(database, move(idOf(2), "requested"));
    expect((await findItem(database, idOf(1)))?.id).toBe(idOf(1));
    expect((await findItem(database, "04AK8X8Y7ZHYTFM0E"))?.id).toBe(idOf(2));
    expect((await findItem(database, "04ak"))?.id).toBe(idOf(2));
    expect(await findItem(database, "0000")).toBeUndefined();
    expect(await findItem(database, "FFFF")).toBeUndefined();
    expect(await findItem(database, "' OR 1=1 --")).toBeUndefined();
  });

  test("are listed newest first, by pages and by matter", async () => {
    const { database } = vault;
    await requestTestItems(vault, 5);
    await addToMatter(database, "甲诉乙", idOf(2));
    await addToMatter(database, "甲诉乙", idOf(4));
    await addToMatter(database, "甲诉乙", idOf(4));
    await addToMatter(database, "another", idOf(4));
    const ids = async (page: Parameters<typeof listItems>[1]) =>
      (await listItems(database, page)).map(({ id }) => Number(`0x${id}`));
    expect(await ids({ limit: 2 })).toEqual([5, 4]);
    expect(await ids({ limit: 2, before: idOf(4) })).toEqual([3, 2]);
    expect(await ids({ limit: 9, matter: "甲诉乙" })).toEqual([4, 2]);
    expect(await mattersOf(database, idOf(4))).toEqual(["another", "甲诉乙"]);
  });

  test("that may move are those without a hold and those whose wait is over", async () => {
    const { database } = vault;
    await requestTestItems(vault, 5);
    const wait = (until: number) => ({ kind: "wait", until, json: "{}" }) as const;
    await holdItem(database, idOf(2), { kind: "stop", until: null, json: "{}" }, 1);
    await holdItem(database, idOf(3), wait(100), 1);
    await holdItem(database, idOf(4), wait(101), 1);
    await holdItem(database, idOf(5), { kind: "cancelled", until: null, json: "{}" }, 1);
    const open = async (now: number) =>
      (await openItems(database, now, 50)).map((id) => Number(`0x${id}`));
    expect(await open(100)).toEqual([1, 3]);
    expect(await open(101)).toEqual([1, 3, 4]);
    expect(await open(0)).toEqual([1, 3, 4]);
    await liftHolds(database, 1);
    expect(await open(60)).toEqual([1, 2, 3, 4]);
    expect(await holdItem(database, idOf(5), wait(1), 1)).toBe(false);
  });

  test("take all that is theirs with them when removed, but for their place in the sequence", async () => {
    const { database } = vault;
    await requestTestItems(vault, 1);
    await appendCustody(database, idOf(1), [{ seq: 1, bytes: new Uint8Array([7]) }]);
    await addToMatter(database, "m", idOf(1));
    await removeItem(database, idOf(1));
    expect(await readItem(database, idOf(1))).toBeUndefined();
    expect(await readCustody(database, idOf(1))).toEqual([]);
    expect(await mattersOf(database, idOf(1))).toEqual([]);
  });
});

describe("a custody log", () => {
  test("never has two entries in one place", async () => {
    await requestTestItems(vault, 1);
    const entry = (seq: number) => ({ seq, bytes: new Uint8Array([seq]) });
    await appendCustody(vault.database, idOf(1), [entry(1), entry(2)]);
    await expect(appendCustody(vault.database, idOf(1), [entry(2)])).rejects.toThrow();
    expect((await readCustody(vault.database, idOf(1))).length).toBe(2);
  });
});

describe("the sequence", () => {
  const seal = (n: number, item: number) => ({
    vault: "v",
    network: "",
    n,
    item: idOf(item),
    fingerprint: `f${String(n)}`,
    factsJson: `{"n":${String(n)}}`,
  });

  test("gives each place once, with the fingerprint before it", async () => {
    const { database } = vault;
    expect(await nextPlace(database, "v", "")).toEqual({ n: 1, previous: null });
    expect(await keepSeal(database, seal(1, 1))).toBe(true);
    expect(await keepSeal(database, seal(1, 2))).toBe(false);
    expect(await nextPlace(database, "v", "")).toEqual({ n: 2, previous: "f1" });
    expect(await nextPlace(database, "v", "log.example")).toEqual({ n: 1, previous: null });
    expect(await readSeal(database, idOf(1))).toEqual({ n: 1 });
    expect(await readSeal(database, idOf(2))).toBeUndefined();
  });

  test("never seals one item twice", async () => {
    await keepSeal(vault.database, seal(1, 1));
    await expect(keepSeal(vault.database, seal(2, 1))).rejects.toThrow();
  });

  test("of the sample has a pseudonym of its own", async () => {
    const { database } = vault;
    expect(await vaultPseudonym(database, "evidence", "a")).toBe("a");
    expect(await vaultPseudonym(database, "evidence", "b")).toBe("a");
    expect(await vaultPseudonym(database, "sample", "c")).toBe("c");
  });
});

describe("what is kept for the network", () => {
  test("a checkpoint gives way only to one that is not smaller", async () => {
    const { database } = vault;
    const note = (n: number) => new Uint8Array([n]);
    expect(await latestCheckpoint(database, "o")).toBeUndefined();
    await keepCheckpoint(database, "o", { size: 5, note: note(5) });
    await keepCheckpoint(database, "o", { size: 4, note: note(4) });
    expect(await latestCheckpoint(database, "o")).toEqual({ size: 5, note: note(5) });
    await keepCheckpoint(database, "o", { size: 5, note: note(6) });
    expect(await latestCheckpoint(database, "o")).toEqual({ size: 5, note: note(6) });
  });

  test("a submission is replaced by the next one of its item", async () => {
    await requestTestItems(vault, 1);
    await keepSubmission(vault.database, idOf(1), new Uint8Array([1]));
    await keepSubmission(vault.database, idOf(1), new Uint8Array([2]));
    expect(await readSubmission(vault.database, idOf(1))).toEqual(new Uint8Array([2]));
    expect(await readSubmission(vault.database, idOf(2))).toBeUndefined();
  });
});
