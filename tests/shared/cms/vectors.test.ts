import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { signCades } from "../../../shared/cms/cades.ts";
import {
  maxSignedDataBytes,
  parseSignedData,
  type SignedData,
} from "../../../shared/cms/signed-data.ts";
import { certificatesOf, verifySigner } from "../../../shared/cms/signer-verification.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { checkSignature } from "../../../shared/verification/signature/check-signature.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { createChain } from "../../parties/certificate-authority.ts";
import { frameAgain } from "../../parties/frame-again.ts";
import { bytesOf, bytesOfDataUrl, goodOf, vectorsOf } from "../../parties/vectors.ts";
import contentUrl from "../../vectors/signed-data/content.xml?inline";
import index from "../../vectors/signed-data/INDEX.tsv?raw";

const content = bytesOfDataUrl(contentUrl);
const vectors = vectorsOf(
  import.meta.glob<string>("../../vectors/signed-data/*/*.p7s", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  index,
);

function parsed(der: Uint8Array): SignedData {
  const result = parseSignedData(der);
  if (!result.ok) throw new Error(result.fault.rule);
  return result.value;
}

/** The rule that the signature's form breaks, or the code of what is wrong with it; empty for a good one. */
function ruleOf(bytes: Uint8Array): string {
  const { findings } = checkSignature({
    file: "META-INF/signature001.p7s",
    bytes,
    manifest: content,
    parties: [],
    at: Date.UTC(2027, 0, 1),
    roots: [],
    certificates: [],
    crls: [],
    ocsps: [],
    verify: verifySignature,
  });
  const [first] = findings;
  if (first?.code === "SIGNATURE_MALFORMED") return first.data.rule;
  return first?.code === "SIGNATURE_VALID" ? "" : (first?.code ?? "nothing found");
}

describe("detached CAdES signatures", () => {
  test.each(vectors)("$file: $rule", ({ bytes, rule }) => {
    expect(ruleOf(bytes)).toBe(rule);
  });

  test.each(goodOf(vectors))("$file is written as it was read", ({ bytes }) => {
    expect(toHex(frameAgain(parsed(bytes)))).toBe(toHex(bytes));
  });

  test.each([
    ["own", 2, "issuer-and-serial", "ecdsa"],
    ["openssl-p256", 2, "issuer-and-serial", "ecdsa"],
    ["openssl-p384", 1, "issuer-and-serial", "ecdsa"],
    ["openssl-rsa", 2, "issuer-and-serial", "rsa-pkcs1"],
    ["openssl-pss", 2, "issuer-and-serial", "rsa-pss"],
    ["openssl-key-id", 2, "key-id", "ecdsa"],
    ["openssl-capabilities", 1, "issuer-and-serial", "ecdsa"],
  ])("%s has the certificates, signer and algorithm it was asked for", (name, count, sid, kind) => {
    const data = parsed(bytesOf(vectors, `good/${name}.p7s`));
    expect(data.certificates).toHaveLength(count);
    const [signer] = data.signers;
    const pool = data.certificates.flatMap((der) => {
      const certificate = parseCertificate(der);
      return certificate.ok ? [certificate.value] : [];
    });
    const key = signer && certificatesOf(signer, pool)[0]?.publicKey;
    if (signer === undefined || key === undefined) throw new Error("a signer and its key");
    expect(signer.sid.kind).toBe(sid);
    expect(verifySigner(signer, key, verifySignature)).toMatchObject({
      kind: "valid",
      scheme: { kind },
      asReceived: true,
    });
  });

  test("own.p7s is what our writer writes", async () => {
    const { operator, intermediate } = await createChain();
    const written = await signCades({
      content: toUtf8("<ASiCManifest/>"),
      signer: operator.signer,
      chain: [operator.certificate, intermediate.certificate],
      signingTime: Date.UTC(2026, 10, 21, 2, 3, 7),
    });
    expect(toHex(written)).toBe(toHex(bytesOf(vectors, "good/own.p7s")));
  });

  test("more than 4 MiB is refused unread", () => {
    expect(ruleOf(new Uint8Array(maxSignedDataBytes + 1))).toBe("der-too-large");
  });
});
