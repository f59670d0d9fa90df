import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { parseEvidence } from "../../../shared/evidence/descriptor-parser.ts";
import { writeEvidence } from "../../../shared/evidence/descriptor-writer.ts";
import { sampleEvidence } from "../../parties/evidence-sample.ts";
import { goodOf, vectorsOf } from "../../parties/vectors.ts";
import index from "../../vectors/evidence/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/evidence/*/*.txt", {
  query: "?inline",
  import: "default",
  eager: true,
});
const vectors = vectorsOf(files, index);
const good = goodOf(vectors);
const bad = vectors.filter((vector) => vector.rule !== "");

describe("evidence.json", () => {
  test.each(good)("$file is read and writes back to the same bytes", ({ bytes }) => {
    const parsed = parseEvidence(bytes);
    expect(parsed).toMatchObject({ ok: true });
    if (parsed.ok) expect(toHex(writeEvidence(parsed.value))).toBe(toHex(bytes));
  });

  test.each(bad)("$file is refused: $rule", ({ bytes, rule }) => {
    const parsed = parseEvidence(bytes);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    const { fault } = parsed;
    expect(fault.kind === "newer" ? "newer" : fault.malformed.rule).toBe(rule);
  });

  test("the sample is the vector, field by field", () => {
    const bytes = good.find(({ file }) => file.endsWith("contract.json.txt"))?.bytes;
    expect(bytes && parseEvidence(bytes)).toEqual({ ok: true, value: sampleEvidence });
  });

  test("a newer major is named before anything else is looked at", () => {
    expect(parseEvidence(toUtf8('{"format":"cunzhen-evidence/9"}'))).toEqual({
      ok: false,
      fault: { kind: "newer", needs: "cunzhen-evidence/9" },
    });
  });

  test("any changed byte is refused or changes the value", () => {
    const bytes = writeEvidence(sampleEvidence);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const changed = bytes.map((octet, index) => (index === at ? octet ^ flip : octet));
          const parsed = parseEvidence(changed);
          if (parsed.ok) {
            expect(parsed.value).not.toEqual(sampleEvidence);
            expect(toHex(writeEvidence(parsed.value))).toBe(toHex(changed));
          }
        },
      ),
    );
  });

  test("what fits the types reads back as it was written", () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });
    fc.assert(
      fc.property(
        text,
        text,
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        (title, os, bytes) => {
          const evidence = {
            ...sampleEvidence,
            title,
            device: { ...sampleEvidence.device, os },
            members: sampleEvidence.members.map((member) => ({
              ...member,
              originalName: { bytes },
            })),
          };
          expect(parseEvidence(writeEvidence(evidence))).toEqual({ ok: true, value: evidence });
        },
      ),
    );
  });
});
