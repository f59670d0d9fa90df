import { mkdtempSync, readFileSync, rmSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { fail, ok } from "../../../shared/bytes/result.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { fault } from "../../../shared/words/faults/fault.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { from, type Party } from "../../parties/certificate-authority.ts";
import { codeOf, createPractice, had, identitiesAt } from "../../parties/identity-store.ts";
import { whole } from "../../parties/x509-vectors.ts";

const day = 86_400_000;
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

describe("a self-made identity", () => {
  test("signs, and its certificate says who made it", async () => {
    const store = storeAt();
    expect(had(await store.create(wish))).toMatchObject({
      name: "律所",
      subject: "CN=张三 律师",
      issuer: "CN=张三 律师",
      origin: "created",
      protected: true,
      unlocked: true,
    });
    const operator = had(await store.operator("律所"));
    expect(operator).toMatchObject({ selfDeclared: true, practice: false });
    const [der] = operator.chain;
    const certificate = whole(parseCertificate(der ?? new Uint8Array()));
    const data = toUtf8("evidence");
    const signature = await operator.signer.sign(data);
    if (certificate.publicKey === undefined) throw new Error("no key");
    expect(verifySignature(certificate.publicKey, operator.signer.scheme, signature, data)).toBe(
      true,
    );
    const { publicKey, scheme, signatureValue, tbs } = certificate;
    expect(scheme && verifySignature(publicKey, scheme, signatureValue, tbs)).toBe(true);
  });

  test("is closed after a new start and opens by its passphrase alone", async () => {
    had(await storeAt().create(wish));
    const store = storeAt();
    expect(had(await store.list())).toMatchObject([{ name: "律所", unlocked: false }]);
    expect(codeOf(await store.operator("律所"))).toBe("IDENTITY_LOCKED");
    expect(codeOf(await store.usable("律所"))).toBe("IDENTITY_LOCKED");
    for (const wrong of ["", "wrong", `${passphrase} `, passphrase.slice(1)]) {
      expect(codeOf(await store.unlock("律所", wrong))).toBe("IDENTITY_PASSPHRASE_WRONG");
    }
    expect(had(await store.unlock("律所", passphrase)).unlocked).toBe(true);
    expect((await store.usable("律所")).ok).toBe(true);
    store.close();
    expect(codeOf(await store.operator("律所"))).toBe("IDENTITY_LOCKED");
  });

  test("opens by the same passphrase in another Unicode form", async () => {
    had(await storeAt().create({ ...wish, passphrase: "caf\u00e9 au lait" }));
    expect((await storeAt().unlock("律所", "cafe\u0301 au lait")).ok).toBe(true);
  });

  test("is never replaced by another of its name", async () => {
    const store = storeAt();
    const first = had(await store.create(wish));
    expect(codeOf(await store.create(wish))).toBe("IDENTITY_EXISTS");
    expect(codeOf(await store.create({ ...wish, name: "practice" }))).toBe("IDENTITY_EXISTS");
    expect(had(await store.list())).toEqual([first]);
  });

  test("does not sign outside the time of its certificate", async () => {
    had(await storeAt().create(wish));
    for (const now of [from + 6 * 366 * day, from]) {
      const store = storeAt(home, now);
      had(await store.unlock("律所", passphrase));
      expect(codeOf(await store.operator("律所"))).toBe("IDENTITY_EXPIRED");
    }
  });

  test("has a name that fits a certificate", async () => {
    const store = storeAt();
    expect((await store.create({ ...wish, subject: "名".repeat(64) })).ok).toBe(true);
    const long = { ...wish, name: "other", subject: "名".repeat(65) };
    expect(codeOf(await store.create(long))).toBe("IDENTITY_SUBJECT_TOO_LONG");
  });
});

describe("the practice identity", () => {
  test("is certified by the practice authority on first use, and kept", async () => {
    const asked = practice.counted.asked;
    const store = storeAt();
    const first = had(await store.operator("practice"));
    expect(first).toMatchObject({ name: "practice", practice: true, selfDeclared: false });
    expect(first.chain).toHaveLength(3);
    expect(first.crls).toHaveLength(2);
    expect(had(await storeAt().operator("practice")).chain).toEqual(first.chain);
    expect(practice.counted.asked).toBe(asked + 1);
    expect(had(await store.list())[0]?.subject).toContain("PRACTICE 演练");
  });

  test("is made anew for another practice root", async () => {
    had(await storeAt().operator("practice"));
    const other = await createPractice("elsewhere");
    const operator = had(await identitiesAt(home, other.certificates).operator("practice"));
    expect(operator.chain[2]).toEqual(other.root.certificate);
  });

  test("is not kept when the authority certifies another key, or nothing", async () => {
    const wrong: Party = await practice.root.issue("Somebody else");
    const swapped = {
      ...practice.certificates,
      issue: () => Promise.resolve(ok([wrong.certificate, practice.root.certificate])),
    };
    expect(codeOf(await identitiesAt(home, swapped).operator("practice"))).toBe(
      "IDENTITY_NOT_CERTIFIED",
    );
    const down = {
      ...practice.certificates,
      issue: () => Promise.resolve(fail(fault("IDENTITY_NOT_CERTIFIED", { reason: "timeout" }))),
    };
    expect(codeOf(await identitiesAt(home, down).operator("practice"))).toBe(
      "IDENTITY_NOT_CERTIFIED",
    );
    expect(had(await storeAt().list())).toEqual([]);
    for (const name of readdirSync(home)) {
      expect(readFileSync(join(home, name), "utf8")).toContain('"chain":[]');
    }
  });
});

test("an unknown identity is told by its name", async () => {
  const store = storeAt();
  for (const result of [await store.operator("nobody"), await store.unlock("nobody", "x")]) {
    expect(result).toMatchObject({ fault: { code: "IDENTITY_UNKNOWN", data: { name: "nobody" } } });
  }
});
