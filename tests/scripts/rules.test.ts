import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root, rooms } from "../../scripts/layers.mjs";
import { namedRules } from "../../shared/rules/rule.ts";

const product = ["shared", "platform", "service", "consortium"];
const sources = product.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .map((path) => `${room}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !/^shared\/(?:rules|words)\//u.test(path)),
);
const text = sources.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
const literals = new Set(
  [...text.matchAll(/"([a-z0-9]+(?:[.-][a-zA-Z0-9]+)*)"/gu)].map(([, name]) => name),
);

test("no rule has words that nothing breaks any more", () => {
  expect(rooms.map(({ path }) => path)).toEqual(expect.arrayContaining(product));
  expect(namedRules.filter((rule) => !literals.has(rule))).toEqual([]);
});

// A rule like `x-missing` would pass for a field of JSON: the compiler takes any start of it. A field has a point or
// a capital in it, or is one of few.
test("every rule that a parser names as a whole has words as a whole", () => {
  const refusals = /(?:\brefuse|\bmalformed|loose)\(\s*"([^"]+)"|\bfault: \{ rule: "([^"]+)"/gu;
  const named = [...text.matchAll(refusals)].flatMap(([, first, second]) => first ?? second ?? []);
  const whole = named.filter((rule) => /^[a-z0-9-]+$/u.test(rule));
  expect(whole.length).toBeGreaterThan(250);
  expect(whole.filter((rule) => !namedRules.includes(rule))).toEqual([]);
});
