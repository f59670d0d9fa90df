import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Authority } from "../../../service/stamping/authority.ts";
import {
  describeAuthority,
  findAuthority,
  keepAuthority,
  listAuthorities,
  removeAuthority,
} from "../../../service/stamping/authority-book.ts";
import {
  parseAuthorityFile,
  writeAuthorityFile,
} from "../../../service/stamping/authority-file.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writePem } from "../../../shared/trust/pem.ts";
import { isPracticeName } from "../../../shared/trust/practice.ts";
import { createChain } from "../../parties/certificate-authority.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "authorities-"));
  path = join(folder, "authorities.json");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function described(url: string, name?: string, certificates?: Uint8Array): Authority {
  const result = describeAuthority({
    url,
    ...(name === undefined ? {} : { name }),
    ...(certificates === undefined ? {} : { certificates }),
  });
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

function codeOf(result: ReturnType<typeof describeAuthority>): string {
  return result.ok ? "ok" : result.fault.code;
}

describe("what the owner says of an authority", () => {
  test("a PEM file gives root and intermediates, a DER file the root", async () => {
    const { root, intermediate } = await createChain();
    const digest = toHex(digestOf("sha256", root.certificate));
    const pem = [intermediate.certificate, root.certificate, root.certificate]
      .map((bytes) => writePem({ label: "CERTIFICATE", bytes }))
      .join("a comment between\n");
    const both = described("http://tsa.example/ts", "Example", toUtf8(pem));
    expect(both).toMatchObject({ name: "Example", root: digest, closes: null, practice: false });
    expect(both.certificates).toEqual([intermediate.certificate, root.certificate]);
    const one = described("https://tsa.example:8443/ts", undefined, root.certificate);
    expect(one).toMatchObject({ name: "tsa.example:8443", root: digest });
  });

  test("a file without a root, with a key in it, or of junk is refused", async () => {
    const { intermediate } = await createChain();
    const url = "http://tsa.example/";
    const refuse = (certificates: Uint8Array): string =>
      codeOf(describeAuthority({ url, certificates }));
    expect(refuse(intermediate.certificate)).toBe("AUTHORITY_ROOT_REFUSED");
    const key = writePem({ label: "PRIVATE KEY", bytes: new Uint8Array(9) });
    expect(refuse(toUtf8(key))).toBe("AUTHORITY_ROOT_REFUSED");
    expect(refuse(toUtf8("junk"))).toBe("AUTHORITY_ROOT_REFUSED");
    expect(refuse(new Uint8Array(0))).toBe("AUTHORITY_ROOT_REFUSED");
  });

  test.each(["", "tsa.example", "ftp://tsa.example/", "http://user:word@tsa.example/", "http://"])(
    "“%s” is no address",
    (url) => {
      expect(codeOf(describeAuthority({ url }))).toBe("AUTHORITY_ADDRESS_REFUSED");
    },
  );
});

describe("the book", () => {
  test("is empty without a file, keeps what is added, and survives being read again", async () => {
    expect(await listAuthorities(path)).toEqual({ ok: true, value: [] });
    const { root } = await createChain();
    const first = described("http://a.example/ts", "A", root.certificate);
    const second = { ...described("http://b.example/ts"), closes: false, terms: "付费" };
    await keepAuthority(path, first);
    await keepAuthority(path, second);
    expect(await listAuthorities(path)).toEqual({ ok: true, value: [first, second] });
  });

  test("replaces an authority at the same address and removes one by name or address", async () => {
    await keepAuthority(path, described("http://a.example/ts", "Old"));
    await keepAuthority(path, described("http://a.example/ts", "New"));
    await keepAuthority(path, described("http://b.example", "B"));
    expect(await listAuthorities(path)).toMatchObject({ value: [{ name: "New" }, { name: "B" }] });
    expect(await removeAuthority(path, "http://B.example/")).toMatchObject({
      value: { name: "B" },
    });
    expect(await removeAuthority(path, "New")).toMatchObject({ ok: true });
    expect(await removeAuthority(path, "New")).toMatchObject({
      ok: false,
      fault: { code: "AUTHORITY_UNKNOWN" },
    });
    expect(await listAuthorities(path)).toEqual({ ok: true, value: [] });
  });

  test("prefers an address to a name", () => {
    const named = described("http://a.example/", "http://b.example/");
    const other = described("http://b.example/");
    expect(findAuthority([named, other], "http://b.example")).toEqual({ ok: true, value: other });
  });

  test.each([
    ["not JSON", "{"],
    ["not canonical", '{"format": "cunzhen-authorities/1","authorities":[]}'],
    ["of another format", '{"authorities":[],"format":"cunzhen-authorities/2"}'],
    ["with a field too many", '{"authorities":[],"extra":1,"format":"cunzhen-authorities/1"}'],
  ])("a file that is %s is refused and left alone", async (_name, text) => {
    writeFileSync(path, text);
    const refused = { ok: false, fault: { code: "AUTHORITY_FILE_REFUSED" } };
    expect(await listAuthorities(path)).toMatchObject(refused);
    expect(await keepAuthority(path, described("http://a.example/"))).toMatchObject(refused);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("refuses an address that stands twice", () => {
    const one = described("http://a.example/");
    expect(parseAuthorityFile(writeAuthorityFile([one, one]))).toMatchObject({
      ok: false,
      fault: { rule: "authorities-twice" },
    });
  });
});

describe("the well-known authorities", () => {
  test("have an address, a name and terms in both languages, and none is practice", () => {
    const file = new URL("../../../resources/authorities.json", import.meta.url);
    const text = z.string().min(1);
    const entry = z.strictObject({
      url: z.url({ protocol: /^https?$/ }),
      name: text,
      tokens: text,
      terms: z.strictObject({ zh: text, en: text }),
      secondsBetweenRequests: z.int().optional(),
    });
    const shape = z.strictObject({
      about: z.strictObject({ zh: text, en: text }),
      authorities: z.array(entry).min(6),
    });
    const known = shape.parse(JSON.parse(readFileSync(file, "utf8")));
    for (const { url, name } of known.authorities) {
      expect(codeOf(describeAuthority({ url }))).toBe("ok");
      expect(isPracticeName(name)).toBe(false);
    }
  });
});
