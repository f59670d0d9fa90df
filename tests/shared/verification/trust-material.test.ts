import { expect, test } from "vitest";
import type {
  PackageEntry,
  PackageView,
} from "../../../shared/verification/container/package-view.ts";
import { readTrustMaterial } from "../../../shared/verification/package/trust-material.ts";

/** A package with files of these sizes under META-INF/trust, which counts what is read of it. */
function viewOf(sizes: Readonly<Record<string, number>>): PackageView & { total(): number } {
  let total = 0;
  const entries = new Map<string, PackageEntry>();
  for (const [file, size] of Object.entries(sizes)) {
    const name = `META-INF/trust/${file}`;
    entries.set(name, { name, size, start: 0, end: size, sha256: "" });
  }
  return {
    entries,
    stamps: [],
    editions: [],
    total: () => total,
    read: (name, limit) => {
      const size = entries.get(name)?.size ?? 0;
      if (size > limit) return Promise.resolve(undefined);
      total += size;
      return Promise.resolve(new Uint8Array(size));
    },
  };
}

test("each file is taken for what its ending says, any other ending for nothing", async () => {
  const view = viewOf({ "a.crt": 1, "b.crl": 2, "c.ocsp": 3, "d.tsq": 4, "e.constructor": 5 });
  const { certificates, crls, ocsps } = await readTrustMaterial(view);
  expect([certificates, crls, ocsps].map((list) => list.map(({ length }) => length))).toEqual([
    [1],
    [2],
    [3],
  ]);
});

test("a package cannot make its reader hold more than 8 MiB of lists", async () => {
  const mebibyte = 1024 * 1024;
  const sizes = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`${String(n)}.crl`, 1.5 * mebibyte]),
  );
  const view = viewOf({ ...sizes, "over.crl": 2 * mebibyte + 1, "last.crt": 700 });
  const { crls, certificates } = await readTrustMaterial(view);
  expect(crls).toHaveLength(5);
  expect(certificates).toHaveLength(1);
  expect(view.total()).toBeLessThanOrEqual(8 * mebibyte);
});
