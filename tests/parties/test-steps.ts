import type { Items } from "../../service/notarize/items.ts";
import type { Steps } from "../../service/notarize/step.ts";

const digest = "a".repeat(64);

/** Steps that do nothing but move on, with facts of the right form; some may be put in their place. */
export function testSteps(replaced: Partial<Steps> = {}): Steps {
  return {
    requested: () => Promise.resolve({ kind: "done", facts: capturedFacts, custody: [] }),
    captured: () => Promise.resolve({ kind: "done", facts: sealedFacts, custody: [] }),
    sealed: () =>
      Promise.resolve({ kind: "done", facts: { stamps: [], missing: [] }, custody: [] }),
    stamped: () => Promise.resolve({ kind: "done", facts: { registration: null }, custody: [] }),
    registered: () => Promise.resolve({ kind: "done", facts: closedFacts, custody: [] }),
    closed: () => Promise.resolve({ kind: "done", facts: packagedFacts, custody: [] }),
    packaged: () => Promise.resolve({ kind: "done", facts: verifiedFacts, custody: [] }),
    ...replaced,
  };
}

export const capturedFacts: Omit<Items["captured"], keyof Items["requested"]> = {
  members: [],
  dataEntries: [],
  bytes: 0,
  device: { id: digest, key: "", os: "test" },
  software: { name: "test", version: "0", digest: null },
  clock: { source: "system", offset: null },
  capturedAt: 2_000,
};

const sealedFacts: Omit<Items["sealed"], keyof Items["captured"]> = {
  number: "0123456789ABCDEFG",
  fingerprint: digest,
  sealedEntries: [],
  signerEntries: [],
  sealedAt: 3_000,
};

const closedFacts: Omit<Items["closed"], keyof Items["registered"]> = {
  closing: { url: "", authority: "", time: 4_000, file: "META-INF/timestamp002.tst", entries: [] },
};

const packagedFacts: Omit<Items["packaged"], keyof Items["closed"]> = {
  package: { path: "packages/a.asice", name: "a.asice", size: 0, sha256: digest, copy: null },
};

const verifiedFacts: Omit<Items["verified"], keyof Items["packaged"]> = {
  verdict: { outcome: "passed", practice: false, open: [] },
  verifiedAt: 5_000,
};
