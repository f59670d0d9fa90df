import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  packageNames,
  timestampManifestName,
  timestampName,
} from "../../shared/container/package-names.ts";
import {
  authorityAt,
  closed,
  closingToken,
  type Forger,
  openForger,
  renewed,
  restamped,
  type Stamper,
  withSums,
} from "./forger.ts";
import {
  type Entries,
  entryOf,
  flipped,
  pack,
  unpack,
  withEntry,
  without,
} from "./package-folder.ts";
import { type Bench, codesOf, openBench, practiceTsa, textIn, writeFiles } from "./workbench.ts";

let bench: Bench;
let entries: Entries;
let data: string;
let fresh: Stamper;
let forger: Forger;

beforeAll(async () => {
  bench = openBench();
  writeFiles(bench.folder, { "合同.txt": "甲方与乙方\n".repeat(50) });
  const made = await bench.answer("notarize", join(bench.folder, "合同.txt"));
  expect(made.code).toBe(0);
  entries = await unpack(textIn(made.value, "items", 0, "package"), join(bench.folder, "unpacked"));
  data = [...entries.keys()].find((name) => name.startsWith("data/")) ?? "";
  fresh = authorityAt(await practiceTsa(bench), join(bench.folder, "asked"));
  forger = await openForger(join(bench.folder, "forger"));
});

afterAll(async () => {
  await bench.close();
});

async function judged(
  forged: Entries,
): Promise<{ outcome: string; failed: readonly string[]; open: readonly string[] }> {
  const path = join(bench.folder, "forged.asice");
  pack(forged, path);
  const { value } = await bench.answer("verify", path);
  return {
    outcome: textIn(value, "outcome"),
    failed: codesOf(value, "failed"),
    open: codesOf(value, "indeterminate"),
  };
}

const { signature, payloadManifest, receipt, submission, policy, network } = packageNames;
const stampManifest = timestampManifestName(1);
const stamp = timestampName(1);

describe("a package as it was made", () => {
  test("passes, and passes when it is packed again from its entries", async () => {
    expect(await judged(entries)).toEqual({ outcome: "passed", failed: [], open: [] });
  });
});

describe("forgeries in two places", () => {
  test("a member and SHA256SUMS", async () => {
    const { outcome, failed } = await judged(withSums(flipped(entries, data)));
    expect(outcome).toBe("failed");
    expect(failed).toContain("ENTRY_CHANGED");
  });

  test("a member and its manifest, closed again with a fresh token: the signature is over other bytes", async () => {
    const altered = withSums(renewed(flipped(entries, data), payloadManifest));
    const { outcome, failed } = await judged(await closed(altered, fresh));
    expect(outcome).toBe("failed");
    expect(failed).toContain("SIGNATURE_OTHER_CONTENT");
  });

  test("a member, manifests, signature and tokens of a forger's own authority", async () => {
    const altered = renewed(flipped(entries, data), payloadManifest);
    const signed = withEntry(
      altered,
      signature,
      await forger.sign(entryOf(altered, payloadManifest)),
    );
    const stamped = await restamped(renewed(signed, stampManifest), stampManifest, forger.stamp);
    const { outcome, failed, open } = await judged(await closed(withSums(stamped), forger.stamp));
    expect(outcome).not.toBe("passed");
    expect([...failed, ...open]).toContain("CHAIN_ISSUER_UNKNOWN");
    expect(failed).toContain("SUBMISSION_DISAGREES");
  });

  test("the signature stripped, closed again", async () => {
    const { outcome, failed } = await judged(
      await closed(withSums(without(entries, [signature])), fresh),
    );
    expect(outcome).toBe("failed");
    expect(failed).toContain("SIGNATURE_MISSING");
  });

  test("the signature stripped from the stamped manifest too, stamped and closed again", async () => {
    const bare = renewed(without(entries, [signature]), stampManifest);
    const stamped = await restamped(bare, stampManifest, fresh);
    const { outcome, failed } = await judged(await closed(withSums(stamped), fresh));
    expect(outcome).toBe("failed");
    expect(failed).toContain("SIGNATURE_MISSING");
    expect(failed).toContain("SUBMISSION_TOKEN_MISSING");
  });

  test("the receipt stripped, closed again", async () => {
    const bare = without(entries, [receipt, submission, policy, network]);
    const { outcome, failed } = await judged(await closed(withSums(bare), fresh));
    expect(outcome).toBe("failed");
    expect(failed).toContain("PLANNED_RECEIPT_MISSING");
  });

  test("the token stripped with its manifest, closed again", async () => {
    const bare = without(entries, [stamp, stampManifest]);
    const { outcome, failed } = await judged(await closed(withSums(bare), fresh));
    expect(outcome).toBe("failed");
    expect(failed).toContain("PLANNED_TOKENS_MISSING");
  });

  test("the closing token of a forger's authority alone", async () => {
    const { outcome, failed, open } = await judged(await closed(entries, forger.stamp));
    expect(outcome).not.toBe("passed");
    expect(
      [...failed, ...open].some(
        (code) => code.startsWith("CHAIN_") || code === "CLOSING_CERTIFICATE_UNKNOWN",
      ),
    ).toBe(true);
  });

  test("a file slipped in that no manifest lists", async () => {
    const more = new Map([...entries, ["data/extra.txt", new Uint8Array([1])]]);
    const { outcome, failed } = await judged(more);
    expect(outcome).toBe("failed");
    expect(failed).toContain("ENTRY_NOT_COVERED");
  });

  test("a file slipped in and listed by a new closing", async () => {
    const more = new Map([...entries, ["data/extra.txt", new Uint8Array([1])]]);
    const { outcome, failed } = await judged(await closed(more, fresh));
    expect(outcome).toBe("failed");
    expect(failed).toContain("ENTRY_NOT_SEALED");
  });
});

/** Judges many in one process; gives the names of those that were not refused. */
async function unnoticed(forged: ReadonlyMap<string, Entries>): Promise<readonly string[]> {
  const paths = [...forged].map(([, each], index) => {
    const path = join(bench.folder, "flipped", `${index}.asice`);
    pack(each, path);
    return path;
  });
  const { value } = await bench.answer("verify", ...paths);
  return [...forged.keys()].filter(
    (_, index) => textIn(value, "packages", index, "outcome") === "passed",
  );
}

describe("one flipped bit", () => {
  test("is noticed in every entry, at its beginning, its middle and its end", async () => {
    const forged = [...entries.keys()].flatMap((name) =>
      [0, 0.5, 1].map((share) => [`${name} ${share}`, flipped(entries, name, share)] as const),
    );
    expect(await unnoticed(new Map(forged))).toEqual([]);
  });

  test("is noticed all over the closing token, the part that nothing else covers", async () => {
    const token = closingToken(entries);
    const forged = Array.from({ length: 100 }, (_, part) => {
      return [String(part), flipped(entries, token, part / 100)] as const;
    });
    expect(await unnoticed(new Map(forged))).toEqual([]);
  });
});
