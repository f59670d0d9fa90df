import { describe, expect, test } from "vitest";
import custodyPage from "../../../docs/spec/custody.md?raw";
import evidencePage from "../../../docs/spec/evidence.md?raw";
import numberPage from "../../../docs/spec/evidence-number.md?raw";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { custodyActions } from "../../../shared/evidence/custody-entry.ts";
import { custodyStart, parseCustodyLog } from "../../../shared/evidence/custody-log.ts";
import { parseEvidence } from "../../../shared/evidence/descriptor-parser.ts";
import { writeEvidence } from "../../../shared/evidence/descriptor-writer.ts";
import { evidenceNumber } from "../../../shared/evidence/evidence-number.ts";
import { sampleEvidence } from "../../parties/evidence-sample.ts";

function block(page: string, language: string): string {
  const [, content] = new RegExp(`\`\`\`${language}\n([^\`]*)\n\`\`\``, "u").exec(page) ?? [];
  if (content === undefined) throw new Error(`no ${language} block`);
  return content;
}

function hexBlock(page: string): Uint8Array {
  return fromHex(block(page, "hex").replace(/\n/gu, "")) ?? new Uint8Array();
}

describe("the examples in docs/spec", () => {
  test("evidence.md shows the sample byte for byte, with its digest", () => {
    const bytes = toUtf8(block(evidencePage, "json"));
    expect(toHex(bytes)).toBe(toHex(writeEvidence(sampleEvidence)));
    expect(evidencePage).toContain(`SHA-256 \`${toHex(digestOf("sha256", bytes))}\``);
    expect(parseEvidence(bytes)).toMatchObject({ ok: true });
  });

  test("evidence.md names every field", () => {
    for (const field of Object.keys(sampleEvidence)) expect(evidencePage).toContain(`\`${field}`);
  });

  test("custody.md shows a log whose first signature covers the bytes shown", () => {
    const log = parseCustodyLog(toUtf8(`${block(custodyPage, "json")}\n`));
    if (!log.ok) throw new Error(log.fault.rule);
    const [first] = log.value;
    expect(first && toHex(first.signed)).toBe(toHex(hexBlock(custodyPage)));
    const start = custodyStart(sampleEvidence.id).digest;
    expect(first?.entry.prev).toBe(start);
    expect(custodyPage).toContain(start);
  });

  test("custody.md names every action", () => {
    for (const action of custodyActions) expect(custodyPage).toContain(`\`${action}\``);
  });

  test("evidence-number.md gives the number of the fingerprint shown", () => {
    expect(numberPage).toContain(`\`${evidenceNumber(hexBlock(numberPage))}\``);
  });
});
