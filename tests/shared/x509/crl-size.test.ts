import { expect, test } from "vitest";
import { parseCrl } from "../../../shared/x509/crl.ts";
import { createRoot, from } from "../../parties/certificate-authority.ts";

/** A list of 12,000 serial numbers, and how long it takes to read it. */
async function timeToRead(serialOf: (n: bigint) => bigint): Promise<number> {
  const root = await createRoot("Test Root");
  const numbers = Array.from({ length: 12_000 }, (_, index) => BigInt(index + 1));
  const revoked = numbers.map((n) => ({ serial: serialOf(n), at: from, reason: undefined }));
  const der = await root.crl({ revoked });
  const start = performance.now();
  const crl = parseCrl(der);
  const took = performance.now() - start;
  expect(crl.ok && crl.value.entryOf(serialOf(5n))?.at).toBe(from);
  expect(crl.ok && crl.value.entryOf(serialOf(5n) + 1n)).toBe(undefined);
  return took;
}

test("serial numbers that differ in their upper bits alone take no longer than others", async () => {
  const high = 1n << 120n;
  await timeToRead((n) => high + (n << 8n));
  const usual = await timeToRead((n) => high + (n << 8n));
  const alike = await timeToRead((n) => high + (n << 80n));
  expect(alike).toBeLessThan(usual * 8 + 50);
});

test("a list of 50,000 revoked certificates is issued and read", async () => {
  const root = await createRoot("Test Root");
  const revoked = Array.from({ length: 50_000 }, (_, index) => ({
    serial: BigInt(index + 1),
    at: from,
    reason: undefined,
  }));
  const crl = parseCrl(await root.crl({ revoked }));
  expect(crl.ok && crl.value.entryOf(50_000n)?.at).toBe(from);
  expect(crl.ok && crl.value.entryOf(50_001n)).toBe(undefined);
});
