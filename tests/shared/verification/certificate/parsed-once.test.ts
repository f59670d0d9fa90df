import { expect, test } from "vitest";
import { fail, ok, type Result } from "../../../../shared/bytes/result.ts";
import { parsedOnce } from "../../../../shared/verification/certificate/parsed-once.ts";

interface Whole {
  readonly der: Uint8Array;
}

function counting(): { parse: (der: Uint8Array) => Result<Whole>; calls: () => number } {
  let calls = 0;
  return {
    parse: (der) => {
      calls += 1;
      return der[0] === 0 ? fail({ rule: "der-text", at: 0 }) : ok({ der });
    },
    calls: () => calls,
  };
}

const input = (first: number, length = 30): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes[0] = first;
  return bytes;
};

test("equal bytes are parsed once, and shown as they are", () => {
  const { parse, calls } = counting();
  const once = parsedOnce(parse, 1600);
  const first = once(input(1));
  expect(once(input(1))).toBe(first);
  expect(calls()).toBe(1);
  expect(first).toMatchObject({ value: { der: input(1) } });
});

test("bytes that differ before their end are not taken for each other", () => {
  const { parse, calls } = counting();
  const once = parsedOnce(parse, 1600);
  for (const first of [1, 2, 1, 2]) {
    expect(once(input(first))).toMatchObject({ value: { der: input(first) } });
  }
  // Each takes the place of the other, since they end alike.
  expect(calls()).toBe(4);
});

test("a refusal is remembered for the same array alone", () => {
  const { parse, calls } = counting();
  const once = parsedOnce(parse, 1600);
  const bad = input(0);
  expect([once(bad), once(bad)].map(({ ok }) => ok)).toEqual([false, false]);
  expect(calls()).toBe(1);
  once(input(0));
  expect(calls()).toBe(2);
});

test("no more than the given octets are kept, and no large input at all", () => {
  const { parse, calls } = counting();
  const once = parsedOnce(parse, 1600);
  const last = (n: number): Uint8Array => {
    const bytes = input(1, 100);
    bytes[99] = n;
    return bytes;
  };
  for (let n = 0; n < 17; n += 1) once(last(n));
  expect(calls()).toBe(17);
  once(last(16));
  expect(calls()).toBe(17);
  once(last(0));
  expect(calls()).toBe(18);
  once(input(1, 101));
  once(input(1, 101));
  expect(calls()).toBe(20);
});
