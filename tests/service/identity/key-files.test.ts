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
    had(await store.device());
    had(await store.submitter());
    had(await store.operator("practice"));
    const names = readdirSync(home);
    expect(names).toHaveLength(4);
    for (const name of names) {
      expect(name).toMatch(/^(?:operator-[0-9a-f]{32}|device|submitter)\.json$/u);
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
    had(await store.device());
    had(await store.operator("practice"));
    for (const name of readdirSync(home)) {
      expect(readFileSync(join(home, name), "utf8")).toContain("UNPROTECTED");
    }
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
      /"key":\{.*?\},"name"/u.exec(readFileSync(path, "utf8"))?.[0] ?? "";
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
    for (const result of [await store.list(), await store.create(wish), await store.device()]) {
      expect(result).toMatchObject({
        ok: false,
        fault: { code: "IDENTITY_NOT_STORED", data: { reason: "ENOTDIR" } },
      });
    }
  });
});

describe("the keys of the machine", () => {
  test("are made once, even by several at the same time", async () => {
    const made = await Promise.all(
      [storeAt(), storeAt(), storeAt()].map((store) => store.device()),
    );
    expect(new Set(made.map((key) => had(key).id)).size).toBe(1);
    expect(readdirSync(home)).toEqual(["device.json"]);
  });

  test("sign with Ed25519 and are named by their public half", async () => {
    const store = storeAt();
    const device = had(await store.device());
    const data = toUtf8("an entry");
    const key = { kind: "ed25519", bytes: device.publicKey } as const;
    expect(verifySignature(key, { kind: "ed25519" }, device.sign(data), data)).toBe(true);
    expect(device.id).toBe(toHex(digestOf("sha256", device.publicKey)));
    const submitter = had(await store.submitter());
    expect(submitter.id).not.toBe(device.id);
    expect(had(await store.show())).toMatchObject({
      device: toBase64(device.publicKey),
      submitter: toBase64(submitter.publicKey),
    });
  });

  test("are null until they are needed, and show no private half", async () => {
    const store = storeAt();
    expect(had(await store.show())).toEqual({ identities: [], device: null, submitter: null });
    const device = had(await store.device());
    expect(JSON.stringify(device)).not.toContain("privateKey");
  });

  test("in a damaged file, or of another purpose, are refused", async () => {
    const store = storeAt();
    had(await store.device());
    writeFileSync(join(home, "submitter.json"), readFileSync(join(home, "device.json")));
    expect(codeOf(await store.submitter())).toBe("IDENTITY_DAMAGED");
    writeFileSync(join(home, "device.json"), "{}");
    expect(codeOf(await store.device())).toBe("IDENTITY_DAMAGED");
    expect(codeOf(await store.show())).toBe("IDENTITY_DAMAGED");
  });
});
