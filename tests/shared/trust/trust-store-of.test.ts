import { expect, test } from "vitest";
import type { Descriptor } from "../../../shared/network/descriptor.ts";
import { trustStoreOf } from "../../../shared/trust/trust-store-of.ts";
import { createNetwork } from "../../parties/network.ts";

const { descriptor } = createNetwork(false, "0123456789abcdef");
const later: Descriptor = {
  ...descriptor,
  epochs: descriptor.epochs.flatMap((epoch) => [epoch, { ...epoch, n: 2, fromSize: 100 }]),
};
const other = createNetwork(false, "fedcba9876543210").descriptor;

const given = (source: string, of: Descriptor) => ({
  item: {
    kind: "network" as const,
    network: { descriptor: of, bytes: new Uint8Array(), digest: source, practice: false },
  },
  source,
});

test("of two descriptors of one log the one of more epochs counts, in whatever order they are read", () => {
  const [older, newer, another] = [given("a", descriptor), given("b", later), given("c", other)];
  const sources = (items: readonly (typeof older)[]) =>
    trustStoreOf(items).networks.map(({ source }) => source);
  expect(sources([older, newer, another])).toEqual(["b", "c"]);
  expect(sources([newer, another, older])).toEqual(["b", "c"]);
  expect(sources([older, given("d", descriptor)])).toEqual(["a"]);
});
