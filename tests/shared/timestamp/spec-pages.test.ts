import { describe, expect, test } from "vitest";
import signaturePage from "../../../docs/spec/signature.md?raw";
import timestampPage from "../../../docs/spec/timestamp.md?raw";
import { toHex } from "../../../shared/bytes/hex.ts";
import { algorithmChecks } from "../../../shared/words/checks/algorithm.ts";
import { certificateChecks } from "../../../shared/words/checks/certificate.ts";
import { timestampChecks } from "../../../shared/words/checks/timestamp.ts";
import { timestampSignerChecks } from "../../../shared/words/checks/timestamp-signer.ts";
import {
  attributesExample,
  cadesExample,
  requestExample,
  responseExample,
  tokenExample,
  tstInfoExample,
} from "../../parties/timestamp-examples.ts";

/** The octets of the first hex block after a heading of a page. */
function hexUnder(page: string, heading: string): string {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`));
  const block = /```hex\n([^`]*)```/u.exec(section)?.[1];
  if (block === undefined) throw new Error(`no hex under ${heading}`);
  return block.replace(/\s/gu, "");
}

describe("docs/spec/timestamp.md and signature.md", () => {
  test("show the octets that our writers give", async () => {
    expect(hexUnder(timestampPage, "Request")).toBe(toHex(requestExample));
    expect(hexUnder(timestampPage, "TSTInfo")).toBe(toHex(tstInfoExample));
    expect(hexUnder(timestampPage, "Token")).toBe(toHex(await tokenExample()));
    expect(hexUnder(timestampPage, "Response")).toBe(toHex(await responseExample()));
    expect(hexUnder(signaturePage, "Attributes")).toBe(toHex(await attributesExample()));
    expect(hexUnder(signaturePage, "Example")).toBe(toHex(await cadesExample()));
  });

  test("name only codes that there are, and every one of a token", () => {
    const named = [...timestampPage.matchAll(/`([A-Z]{3,}_[A-Z_]+\*?|REVOKED)`/gu)].map(
      ([, code = ""]) => code,
    );
    const own = { ...timestampChecks, ...timestampSignerChecks };
    const codes = Object.keys({ ...own, ...algorithmChecks, ...certificateChecks });
    const fits = (code: string, name: string): boolean =>
      name.endsWith("*") ? code.startsWith(name.slice(0, -1)) : code === name;
    for (const name of named)
      expect(
        codes.some((code) => fits(code, name)),
        name,
      ).toBe(true);
    for (const code of Object.keys(own)) {
      expect(
        named.some((name) => fits(code, name)),
        code,
      ).toBe(true);
    }
  });
});
