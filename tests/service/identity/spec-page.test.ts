import { expect, test } from "vitest";
import page from "../../../docs/spec/key-file.md?raw";
import {
  openKey,
  parseKeyFile,
  sealKey,
  writeKeyFile,
} from "../../../service/identity/key-file.ts";
import { openPrivateKey } from "../../../service/identity/private-key.ts";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";

const [, json = ""] = /```json\n(.*)\n```/u.exec(page) ?? [];
const [, hex = ""] = /```hex\n([^`]*)\n```/u.exec(page) ?? [];
const privateKey = fromHex(hex.replaceAll("\n", "")) ?? new Uint8Array();

function exampleFile() {
  const parsed = parseKeyFile(toUtf8(json));
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value;
}

test("the key file in docs/spec/key-file.md opens to the key shown, by its passphrase alone", async () => {
  const file = exampleFile();
  expect(toHex((await openKey(file, "correct 口令")) ?? new Uint8Array())).toBe(toHex(privateKey));
  expect(await openKey(file, "correct")).toBeUndefined();
  expect(openPrivateKey(privateKey)?.publicKey).toEqual(file.publicKey);
  expect(fromUtf8(writeKeyFile(file))).toBe(json);
});

test("the same key under the same passphrase is never the same file", async () => {
  const { publicKey } = exampleFile();
  const seal = () => sealKey("device", publicKey, privateKey, "again", 2 ** 14);
  const [one, two] = [await seal(), await seal()];
  expect(writeKeyFile(one)).not.toEqual(writeKeyFile(two));
  expect(await openKey(one, "again")).toEqual(Buffer.from(privateKey));
});

test.each([
  ["purpose", "submitter", "device", undefined],
  ["public key", "MCowBQYDK2VwAyEAA6EH", "MCowBQYDK2VwAyEAA6EI", undefined],
  ["cost", '"n":16384', '"n":32768', undefined],
  ["cost beyond bounds", '"n":16384', '"n":1073741824', "protection.kdf.n-range"],
  ["cost that is no power of two", '"n":16384', '"n":16385', "kdf.n-range"],
  ["cost too small", '"n":16384', '"n":2', "protection.kdf.n-range"],
  ["block size", '"r":8', '"r":1024', "protection.kdf.r-range"],
  ["parallelism", '"p":1', '"p":1000', "protection.kdf.p-range"],
  ["cipher", "aes-256-gcm", "aes-256-cbc", "protection.cipher.name-unknown"],
  ["format", "cunzhen-key/1", "cunzhen-key/2", "format-unknown"],
  ["nonce", "AAECAwQFBgcICQoL", "AAECAwQFBgcICQo=", "protection.cipher.nonce-form"],
  ["white space", '{"encryptedKey"', '{ "encryptedKey"', "json-not-canonical"],
])("another %s does not open", async (_, written, instead, rule) => {
  const parsed = parseKeyFile(toUtf8(json.replace(written, instead)));
  expect(parsed.ok ? undefined : parsed.fault.rule).toBe(rule);
  if (parsed.ok) expect(await openKey(parsed.value, "correct 口令")).toBeUndefined();
});
