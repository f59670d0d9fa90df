import { expect, test } from "vitest";
import page from "../../../docs/spec/encodings.md?raw";
import { parseCanonicalJson, writeCanonicalJson } from "../../../shared/bytes/canonical-json.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";

test("the example in docs/spec/encodings.md is what is written, byte for byte", () => {
  const [, json = ""] = /```json\n(.*)\n```/u.exec(page) ?? [];
  const [, hex = ""] = /```hex\n([^`]*)\n```/u.exec(page) ?? [];
  const parsed = parseCanonicalJson(toUtf8(json), 1024);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  expect(toHex(writeCanonicalJson(parsed.value))).toBe(hex.replaceAll("\n", ""));
});
