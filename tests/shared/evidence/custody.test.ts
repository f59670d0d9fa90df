import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { followCustody } from "../../../shared/evidence/custody-chain.ts";
import { custodyStart, parseCustodyLog } from "../../../shared/evidence/custody-log.ts";
import { writeEvidence } from "../../../shared/evidence/descriptor-writer.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import {
  sampleActs,
  sampleDevice,
  sampleEvidence,
  writeCustody,
} from "../../parties/evidence-sample.ts";
import { vectorsOf } from "../../parties/vectors.ts";
import index from "../../vectors/custody/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/custody/*/*.jsonl", {
  query: "?inline",
  import: "default",
  eager: true,
});
const vectors = vectorsOf(files, index);
const device = sampleDevice(7);

/** "" for a whole log, a parser's rule, or the kinds of flaws joined by "+". */
function judge(bytes: Uint8Array): string {
  const log = parseCustodyLog(bytes);
  if (!log.ok) return log.fault.rule;
  const { flaws } = followCustody(
    log.value,
    custodyStart(sampleEvidence.id),
    device,
    verifySignature,
  );
  return [...new Set(flaws.map((flaw) => flaw.kind))].join("+");
}

describe("the custody log", () => {
  test.each(vectors)("$file: $rule", ({ bytes, rule }) => {
    expect(judge(bytes)).toBe(rule);
  });

  test("the sample is the vector, signatures included", async () => {
    const sealed = toHex(digestOf("sha256", writeEvidence(sampleEvidence)));
    const log = await writeCustody(sampleEvidence.id, sampleActs(sealed, "operator"), device);
    const vector = vectors.find(({ rule }) => rule === "");
    expect(vector && toHex(vector.bytes)).toBe(toHex(log));
  });

  test("any changed byte is noticed", async () => {
    const log = await writeCustody(sampleEvidence.id, sampleActs("00".repeat(32), null), device);
    expect(judge(log)).toBe("");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: log.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          expect(judge(log.map((octet, i) => (i === at ? octet ^ flip : octet)))).not.toBe("");
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a log cut short still follows, so that the seal at its end must be asked for", async () => {
    const acts = sampleActs("00".repeat(32), null).slice(0, 2);
    expect(judge(await writeCustody(sampleEvidence.id, acts, device))).toBe("");
  });
});
