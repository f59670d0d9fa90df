import { expect, test, vi } from "vitest";
import page from "../../../docs/spec/key-file.md?raw";
import * as protection from "../../../service/identity/key-protection.ts";
import {
  type KeyPurpose,
  keyPurposes,
  ofEachKey,
  openKeys,
  parseKeyFile,
  sealKeys,
  writeKeyFile,
} from "../../../service/identity/key-file.ts";
import { openPrivateKey } from "../../../service/identity/private-key.ts";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";

vi.mock("../../../service/identity/key-protection.ts", { spy: true });

const [, json = ""] = /```json\n(.*)\n```/u.exec(page) ?? [];
const [, hexBlock = ""] = /```hex\n([^`]*)\n```/u.exec(page) ?? [];
const blocks = hexBlock.split("\n\n").map((block) => fromHex(block.replaceAll("\n", "")));
const privateKeys = ofEachKey(
  (purpose) => blocks[keyPurposes.indexOf(purpose)] ?? new Uint8Array(),
);

function exampleFile() {
  const parsed = parseKeyFile(toUtf8(json));
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value;
}

test("the key file in docs/spec/key-file.md opens to the keys shown, by its passphrase alone", async () => {
  const file = exampleFile();
  const opened = await openKeys(file, "correct 口令");
  for (const purpose of keyPurposes) {
    const key = privateKeys[purpose];
    expect(toHex(opened?.[purpose] ?? new Uint8Array())).toBe(toHex(key));
    expect(openPrivateKey(key)?.publicKey).toEqual(file.publicKeys[purpose]);
  }
  expect(await openKeys(file, "correct")).toBeUndefined();
  expect(fromUtf8(writeKeyFile(file))).toBe(json);
});

test("one derivation opens all three keys", async () => {
  vi.mocked(protection.derive).mockClear();
  await openKeys(exampleFile(), "correct 口令");
  expect(protection.derive).toHaveBeenCalledTimes(1);
});

test("the same keys under the same passphrase are never the same file, and no nonce is used twice", async () => {
  const { publicKeys } = exampleFile();
  const seal = () => sealKeys(publicKeys, privateKeys, "again", 2 ** 14);
  const [one, two] = [await seal(), await seal()];
  expect(writeKeyFile(one)).not.toEqual(writeKeyFile(two));
  expect(await openKeys(one, "again")).toEqual(
    ofEachKey((purpose) => Buffer.from(privateKeys[purpose])),
  );
  if (one.secret.kind !== "passphrase") throw new Error("unprotected");
  const { encrypted } = one.secret;
  expect(new Set(keyPurposes.map((purpose) => toHex(encrypted[purpose].nonce))).size).toBe(3);
});

test("the file holds no part of a private key in the clear", async () => {
  const file = await sealKeys(exampleFile().publicKeys, privateKeys, "again", 2 ** 14);
  if (file.secret.kind !== "passphrase") throw new Error("unprotected");
  for (const purpose of keyPurposes) {
    const held = toHex(file.secret.encrypted[purpose].bytes);
    const hex = toHex(privateKeys[purpose]);
    for (let at = 0; at + 16 <= hex.length; at += 2)
      expect(held).not.toContain(hex.slice(at, at + 16));
  }
  expect(fromUtf8(writeKeyFile(file))).not.toContain("privateKey");
});

test("keys that changed places or lost one do not open", async () => {
  const { publicKeys, secret } = exampleFile();
  if (secret.kind !== "passphrase") throw new Error("unprotected");
  const from = (places: Readonly<Record<KeyPurpose, KeyPurpose>>) =>
    openKeys(
      {
        publicKeys: ofEachKey((purpose) => publicKeys[places[purpose]]),
        secret: {
          ...secret,
          encrypted: ofEachKey((purpose) => secret.encrypted[places[purpose]]),
        },
      },
      "correct 口令",
    );
  const own = { operator: "operator", device: "device", submitter: "submitter" } as const;
  expect(await from(own)).toBeDefined();
  expect(await from({ ...own, device: "submitter", submitter: "device" })).toBeUndefined();
  expect(await from({ ...own, submitter: "device" })).toBeUndefined();
});

test.each([
  ["purpose", '"submitter":{', '"submitted":{', "keys.submitter-missing"],
  ["public key", "MCowBQYDK2VwAyEAA6EH", "MCowBQYDK2VwAyEAA6EI", undefined],
  ["cost", '"n":16384', '"n":32768', undefined],
  ["cost beyond bounds", '"n":16384', '"n":1073741824', "protection.kdf.n-range"],
  ["cost that is no power of two", '"n":16384', '"n":16385', "kdf.n-range"],
  ["cost too small", '"n":16384', '"n":2', "protection.kdf.n-range"],
  ["block size", '"r":8', '"r":1024', "protection.kdf.r-range"],
  ["parallelism", '"p":1', '"p":1000', "protection.kdf.p-range"],
  ["cipher", "aes-256-gcm", "aes-256-cbc", "protection.cipher-unknown"],
  ["format", "cunzhen-keys/1", "cunzhen-keys/2", "format-unknown"],
  ["nonce", "AAECAwQFBgcICQoL", "AAECAwQFBgcICQo=", "keys.operator.nonce-form"],
  ["white space", '{"format"', '{ "format"', "json-not-canonical"],
])("another %s does not open", async (_, written, instead, rule) => {
  expect(json).toContain(written);
  const parsed = parseKeyFile(toUtf8(json.replace(written, instead)));
  expect(parsed.ok ? undefined : parsed.fault.rule).toBe(rule);
  if (parsed.ok) expect(await openKeys(parsed.value, "correct 口令")).toBeUndefined();
});
