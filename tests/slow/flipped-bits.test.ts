import { expect, test } from "vitest";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { memorySource } from "../../shared/digest/memory-source.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import { readPackage } from "../../shared/verification/container/read-package.ts";
import { verifyInput } from "../../shared/verification/verify-input.ts";
import { judgedAt, makePackage } from "../parties/package.ts";
import { createWorld } from "../parties/world.ts";

/** One bit in each byte of the closing token, which nothing covers, and in every 16th of all others. */
test("a package with one flipped bit never passes", async () => {
  const world = await createWorld(true);
  const { bytes } = await makePackage(world);
  const view = (await readPackage(memorySource(bytes))).package;
  const token = view?.entries.get(view.closing?.file ?? "");
  if (token === undefined) throw new Error("no closing token");
  const outcomeOf = async (changed: Uint8Array) => {
    const { trust } = world;
    const question = { trust, now: judgedAt, policy: defaultPolicy, verify: verifySignature };
    return (await verifyInput(memorySource(changed), question)).outcome;
  };
  expect(await outcomeOf(bytes)).toBe("passed");
  const passed: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if ((at < token.start || at >= token.end) && at % 16 !== 0) continue;
    const changed = Uint8Array.from(bytes);
    changed[at] = (bytes[at] ?? 0) ^ (1 << ((at * 5) % 8));
    if ((await outcomeOf(changed)) === "passed") passed.push(at);
  }
  expect(passed).toEqual([]);
}, 600_000);
