import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import {
  parseCertificationRequest,
  writeCertificationRequest,
} from "../../../shared/x509/certification-request.ts";
import { softwareKey } from "../../parties/certificate-authority.ts";

const key = softwareKey("operator");
const request = await writeCertificationRequest({
  subject: [
    ["C", "CN"],
    ["CN", "张三"],
  ],
  spki: key.spki,
  signer: key,
});

function ruleOf(der: Uint8Array): string | undefined {
  const parsed = parseCertificationRequest(der, verifySignature);
  return parsed.ok ? undefined : parsed.fault.rule;
}

describe("a certification request", () => {
  test("says after parsing what was written", () => {
    const parsed = parseCertificationRequest(request, verifySignature);
    expect(parsed).toMatchObject({
      ok: true,
      value: { subject: { text: "C=CN, CN=张三", commonName: "张三" }, spki: key.spki },
    });
  });

  test("signed by another key proves nothing", async () => {
    const stolen = await writeCertificationRequest({
      subject: [["CN", "张三"]],
      spki: key.spki,
      signer: softwareKey("somebody else"),
    });
    expect(ruleOf(stolen)).toBe("request-signature");
  });

  test("with any bit changed is refused", () => {
    fc.assert(
      fc.property(fc.nat(request.length - 1), fc.nat(7), (index, bit) => {
        const changed = Uint8Array.from(request);
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(ruleOf(changed)).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  test("that is cut, followed by a byte, empty or too large is refused", () => {
    expect(ruleOf(request.subarray(0, 40))).toBe("der-truncated");
    expect(ruleOf(concatBytes(request, new Uint8Array(1)))).toBe("der-trailing-bytes");
    expect(ruleOf(new Uint8Array(0))).toBe("der-truncated");
    expect(ruleOf(new Uint8Array(17 * 1024))).toBe("der-too-large");
  });
});
