import { mkdtempSync, rmSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { toBase64 } from "../../../shared/bytes/base64.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { codeOf, createPractice, had, identitiesAt } from "../../parties/identity-store.ts";

const passphrase = "一个很长的口令 with spaces";
const wish = { name: "律所", subject: "张三 律师", passphrase };
const practice = await createPractice("here");
let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cunzhen-identity-"));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function storeAt(keys = home, now?: number) {
  return identitiesAt(keys, practice.certificates, now);
}

describe("key files", () => {
  test("lie for their owner alone, under names that tell nothing", async () => {
    const store = storeAt();
    had(await store.create({ ...wish, name: "../../etc/passwd" }));
    had(await store.operator("practice"));
    const names = readdirSync(home);
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^identity-[0-9a-f]{32}\.json$/u);
      if (process.platform !== "win32") expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
    }
  });

  test("that are protected hold neither key nor passphrase in the clear", async () => {
    const store = storeAt();
    had(await store.create(wish));
    const [name = ""] = readdirSync(home);
    const text = readFileSync(join(home, name), "utf8");
    expect(text).not.toContain(passphrase);
    expect(text).not.toContain("privateKey");
    expect(text).not.toContain(toBase64(toUtf8(passphrase)));
  });

  test("that are unprotected say so", async () => {
    const store = storeAt();
    had(await store.device("practice"));
    for (const name of readdirSync(home)) {
      expect(readFileSync(join(home, name), "utf8")).toContain("UNPROTECTED");
    }
    expect(had(await store.list())).toEqual([]);
    had(await store.operator("practice"));
    const [identity] = had(await store.list());
    expect(identity).toMatchObject({ name: "practice", protected: false, unlocked: true });
  });

  test("that were altered are refused, and no secret stands in the fault", async () => {
    had(await storeAt().create(wish));
    const [name = ""] = readdirSync(home);
    const path = join(home, name);
    const intact = readFileSync(path);
    const seen = new Set<string>();
    for (let at = 3; at < intact.length; at += 41) {
      const altered = Buffer.from(intact);
      altered[at] = (altered[at] ?? 0) ^ 1;
      writeFileSync(path, altered);
      const store = storeAt();
      const unlocked = await store.unlock("律所", passphrase);
      seen.add(codeOf(unlocked));
      expect(JSON.stringify(unlocked)).not.toContain(passphrase);
      expect(unlocked.ok && !(await store.operator("律所")).ok).toBe(false);
    }
    // A changed certificate signature or serial number is a verifier's to find, not the key file's.
    seen.delete("no fault");
    expect([...seen].sort()).toEqual(["IDENTITY_DAMAGED", "IDENTITY_PASSPHRASE_WRONG"]);
  });

  test("that claim a passphrase key of another file do not open", async () => {
    const store = storeAt();
    had(await store.create(wish));
    had(await store.create({ ...wish, name: "zweite" }));
    const [a = "", b = ""] = readdirSync(home).map((name) => join(home, name));
    const keyOf = (path: string) =>
      /"keys":\{.*\},"name"/u.exec(readFileSync(path, "utf8"))?.[0] ?? "";
    const swapped = readFileSync(a, "utf8").replace(keyOf(a), keyOf(b));
    writeFileSync(a, swapped);
    const fresh = storeAt();
    const codes = [
      codeOf(await fresh.unlock("律所", passphrase)),
      codeOf(await fresh.unlock("zweite", passphrase)),
    ];
    expect(codes.sort()).toEqual(["IDENTITY_DAMAGED", "no fault"]);
  });

  test("in a folder that cannot be had are a fault with the system's code", async () => {
    const blocked = join(home, "a-file");
    writeFileSync(blocked, "");
    const store = storeAt(join(blocked, "keys"));
    for (const result of [
      await store.list(),
      await store.create(wish),
      await store.device("practice"),
    ]) {
      expect(result).toMatchObject({
        ok: false,
        fault: { code: "IDENTITY_NOT_STORED", data: { reason: "ENOTDIR" } },
      });
    }
  });
});

/** Every private half that stands in unprotected key files, as PKCS#8 ends in it. */
const seeds = (text: string) =>
  [...text.matchAll(/"privateKey":"([^"]+)"/gu)].map(([, key]) => key);

describe("the three keys of an identity", () => {
  test("of the practice one lie unprotected, need no passphrase and no authority, and stay", async () => {
    const device = had(await storeAt().device("practice"));
    const submitter = had(await storeAt().submitter("practice"));
    expect(submitter.id).not.toBe(device.id);
    const [name = ""] = readdirSync(home);
    expect(seeds(readFileSync(join(home, name), "utf8"))).toHaveLength(3);
    const store = storeAt();
    had(await store.operator("practice"));
    const other = await createPractice("elsewhere");
    const moved = identitiesAt(home, other.certificates);
    expect(had(await moved.operator("practice")).chain[2]).toEqual(other.root.certificate);
    expect(had(await moved.device("practice")).id).toBe(device.id);
    expect(had(await storeAt().submitter("practice")).id).toBe(submitter.id);
  });

  test("of the practice one are made once, even by several at the same time", async () => {
    const stores = [storeAt(), storeAt(), storeAt()];
    const made = await Promise.all(stores.map((store) => store.device("practice")));
    expect(new Set(made.map((key) => had(key).id)).size).toBe(1);
    expect(readdirSync(home)).toHaveLength(1);
  });

  test("of a real one are its own, and all closed until it is unlocked, once", async () => {
    const store = storeAt();
    had(await store.create(wish));
    had(await store.create({ ...wish, name: "zweite" }));
    const names = ["律所", "zweite", "practice"];
    const ids = new Set<string>();
    for (const name of names) {
      ids.add(had(await store.device(name)).id).add(had(await store.submitter(name)).id);
    }
    expect(ids.size).toBe(6);
    const fresh = storeAt();
    for (const closed of [await fresh.device("律所"), await fresh.submitter("律所")]) {
      expect(closed).toMatchObject({ fault: { code: "IDENTITY_LOCKED", data: { name: "律所" } } });
    }
    expect(codeOf(await fresh.unlock("律所", "wrong"))).toBe("IDENTITY_PASSPHRASE_WRONG");
    expect(codeOf(await fresh.device("律所"))).toBe("IDENTITY_LOCKED");
    had(await fresh.unlock("律所", passphrase));
    const device = had(await fresh.device("律所"));
    const submitter = had(await fresh.submitter("律所"));
    expect((await fresh.operator("律所")).ok).toBe(true);
    expect([device.id, submitter.id].every((id) => ids.has(id))).toBe(true);
    expect(codeOf(await fresh.device("zweite"))).toBe("IDENTITY_LOCKED");
    expect(codeOf(await fresh.device("nobody"))).toBe("IDENTITY_UNKNOWN");
    const shown = had(await fresh.list()).find(({ name }) => name === "律所");
    expect(shown).toMatchObject({
      device: toBase64(device.publicKey),
      submitter: toBase64(submitter.publicKey),
    });
    fresh.close();
    expect(codeOf(await fresh.device("律所"))).toBe("IDENTITY_LOCKED");
  });

  test("sign with Ed25519, are named by their public half and show no private half", async () => {
    const device = had(await storeAt().device("practice"));
    const data = toUtf8("an entry");
    const key = { kind: "ed25519", bytes: device.publicKey } as const;
    expect(verifySignature(key, { kind: "ed25519" }, device.sign(data), data)).toBe(true);
    expect(device.id).toBe(toHex(digestOf("sha256", device.publicKey)));
    expect(JSON.stringify(device)).not.toContain("privateKey");
  });

  test("in a damaged practice file are refused", async () => {
    had(await storeAt().device("practice"));
    const [name = ""] = readdirSync(home);
    writeFileSync(join(home, name), "{}");
    const store = storeAt();
    expect(codeOf(await store.device("practice"))).toBe("IDENTITY_DAMAGED");
    expect(codeOf(await store.submitter("practice"))).toBe("IDENTITY_DAMAGED");
    expect(codeOf(await store.list())).toBe("IDENTITY_DAMAGED");
  });
});
