import { expect, test } from "vitest";
import { parseDer } from "../../../shared/bytes/der/parser.ts";
import { integer, sequenceOf, setOf } from "../../../shared/bytes/der/writer.ts";

test("a list of 300,000 elements is written like a short one", () => {
  const one = integer(5);
  const long = sequenceOf(Array.from({ length: 300_000 }, () => one));
  const parsed = parseDer(long, { maxElements: 300_001 });
  expect(parsed.ok && parsed.value.children.length).toBe(300_000);
  expect(sequenceOf([one, one])).toEqual(Uint8Array.of(0x30, 6, 2, 1, 5, 2, 1, 5));
  expect(setOf(integer(2), integer(1))).toEqual(Uint8Array.of(0x31, 6, 2, 1, 1, 2, 1, 2));
});
