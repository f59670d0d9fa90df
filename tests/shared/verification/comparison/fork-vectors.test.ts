import { describe, expect, test } from "vitest";
import { parseCanonicalJson } from "../../../../shared/bytes/canonical-json.ts";
import { fromUtf8 } from "../../../../shared/bytes/utf8.ts";
import { z } from "../../../../shared/contract/zod-csp.ts";
import {
  forkProofName,
  writeForkProof,
} from "../../../../shared/verification/comparison/fork-proof.ts";
import { vectorsOf } from "../../../parties/vectors.ts";
import index from "../../../vectors/fork/INDEX.tsv?raw";
import { compare, passed, registered } from "./verdicts.ts";

const vectors = vectorsOf(
  import.meta.glob<string>("../../../vectors/fork/*/*.json.txt", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  index,
);

const side = z.strictObject({
  size: z.int(),
  root: z.string(),
  logKey: z.string(),
  cosigned: z.array(z.string()),
  receipt: z.string(),
});
const proofForm = z.object({
  format: z.literal("cunzhen-fork/1"),
  kind: z.enum(["same-size", "subtree", "root"]),
  first: side,
  second: side,
});

/** What a verifier finds who is given the two receipts of a proof and trusts the log. */
function foundIn(bytes: Uint8Array) {
  const { first, second } = proofForm.parse(JSON.parse(fromUtf8(bytes) ?? ""));
  const inputs = [first, second].map(({ receipt: proof, logKey }, at) =>
    passed(String(at), { receipt: { ...registered(0, 1), proof, logKey } }),
  );
  return compare(inputs);
}

describe("the proof of a fork as a file", () => {
  test.each(vectors.filter(({ rule }) => rule === ""))(
    "$file: the same fork is found from its receipts alone, and written to the same octets",
    ({ bytes }) => {
      const { codes, facts } = foundIn(bytes);
      expect(codes).toEqual(["LOG_FORK"]);
      const [fork] = facts.forks;
      if (fork === undefined) throw new Error("no fork");
      expect(fromUtf8(writeForkProof(fork))).toBe(fromUtf8(bytes));
      expect(parseCanonicalJson(bytes, bytes.length).ok).toBe(true);
      expect(forkProofName(bytes)).toMatch(/^fork-[0-9a-f]{16}\.json$/u);
    },
  );

  test.each(vectors.filter(({ rule }) => rule !== ""))(
    "$file accuses nobody: $rule",
    ({ bytes, rule }) => {
      const { codes, facts } = foundIn(bytes);
      expect(facts.forks).toEqual([]);
      expect(codes.join(" ")).toBe(rule === "nothing" ? "" : rule);
    },
  );
});
