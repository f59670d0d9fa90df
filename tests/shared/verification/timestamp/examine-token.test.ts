import { describe, expect, test } from "vitest";
import { toHex } from "../../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { memorySource } from "../../../../shared/digest/memory-source.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { writeGranted, writeRejection } from "../../../../shared/timestamp/response.ts";
import { emptyTrust, type TrustStore } from "../../../../shared/trust/trust-store.ts";
import { SourceUnreadable } from "../../../../shared/verification/package/guarded-source.ts";
import { examineToken } from "../../../../shared/verification/timestamp/examine-token.ts";
import type { ExamineOptions } from "../../../../shared/verification/verify-options.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { createRoot, purposes } from "../../../parties/certificate-authority.ts";
import { looseFile } from "../../../parties/loose-file.ts";
import { timeStamping } from "../../../parties/time-stamping.ts";
import { at, createTokenCase, file, imprint } from "../../../parties/token-case.ts";

const { chain, authority } = await createTokenCase();
const crls = [await chain.root.crl(), await chain.intermediate.crl()];
const trust: TrustStore = {
  ...emptyTrust,
  roots: [{ certificate: chain.root.certificate, practice: false, source: "root.pem" }],
  crls,
};
const token = await authority.stamp(imprint, at);
const data = looseFile("manifest", file);
const other = looseFile("other", toUtf8("another file"));

async function examine(bytes: Uint8Array, more: Partial<ExamineOptions> = {}) {
  const options = { trust, now: at + 86_400_000, verify: verifySignature, ...more };
  const examined = await examineToken(memorySource(bytes), options);
  const objections = examined.findings.filter(({ code }) => checks[code].outcome !== "passed");
  return { ...examined, objections: objections.map(({ code }) => code) };
}

describe("a bare token", () => {
  test("with the data it is over passes every check, and shows its chain", async () => {
    const { objections, findings, facts } = await examine(token, { data });
    expect(objections).toEqual([]);
    expect(findings.find(({ code }) => code === "TOKEN_IMPRINT_MATCHES")?.data).toEqual({
      file: "manifest",
    });
    expect(facts.format).toBe("timestamp-token");
    expect(facts.timestamps).toMatchObject([
      {
        file: "",
        time: at,
        trusted: true,
        sound: true,
        algorithms: { digest: "sha256", signature: "ecdsa", keyBits: 256 },
        chain: [{ anchor: false }, { anchor: false }, { anchor: true, source: "root.pem" }],
      },
    ]);
  });

  test("finds its data among several files by digest, whatever their names", async () => {
    const { objections } = await examine(token, { files: [other, data] });
    expect(objections).toEqual([]);
  });

  test("without its data is left open and says which digest is needed", async () => {
    for (const more of [{}, { files: [] }, { files: [other] }]) {
      const { objections, findings } = await examine(token, more);
      expect(objections).toEqual(["TOKEN_DATA_NOT_GIVEN"]);
      expect(findings.find(({ code }) => code === "TOKEN_DATA_NOT_GIVEN")?.data).toEqual({
        digest: "sha256",
        imprint: toHex(imprint),
      });
    }
  });

  test("with other data than it is over fails, though the right file lies beside it", async () => {
    const { objections, facts } = await examine(token, { data: other, files: [data] });
    expect(objections).toEqual(["TOKEN_IMPRINT_DIFFERS"]);
    expect(facts.timestamps[0]?.sound).toBe(false);
  });

  test("whose data cannot be read says so", async () => {
    const broken = { ...data, digest: () => Promise.reject(new Error("disk")) };
    const { objections } = await examine(token, { data: broken });
    expect(objections).toEqual(["SOURCE_UNREADABLE", "TOKEN_DATA_NOT_GIVEN"]);
  });

  test("takes its intermediate from the trust folder, where it carries none", async () => {
    const bare = await authority.stamp(imprint, at, { certificates: [] });
    const { certificate } = chain.intermediate;
    const certificates = [chain.timestamping.certificate, certificate];
    const helped = await examine(bare, { data, trust: { ...trust, certificates } });
    expect(helped.objections).toEqual([]);
    expect((await examine(bare, { data })).objections).toEqual(["TOKEN_SIGNER_MISSING"]);
    const carried = await authority.stamp(imprint, at, {
      certificates: [chain.timestamping.certificate],
    });
    expect((await examine(carried, { data })).objections).toEqual(["CHAIN_ISSUER_UNKNOWN"]);
  });

  test("of a practice authority is told once as practice", async () => {
    const root = await createRoot("PRACTICE 演练 Root");
    const signer = await root.issue("PRACTICE 演练 TSA", {
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
    });
    const practice = await timeStamping(signer, [signer.certificate]).stamp(imprint, at);
    const stranger = await examine(practice, { data });
    expect(stranger.objections).toEqual(["PRACTICE_NETWORK"]);
    expect(stranger.practice).toBe(true);
    const roots = [{ certificate: root.certificate, practice: true, source: "" }];
    const owner = await examine(practice, { data, trust: { ...emptyTrust, roots } });
    expect(owner.objections).toEqual(["REVOCATION_NOT_OFFERED"]);
    expect(owner.findings.map(({ code }) => code)).toContain("PRACTICE_ACCEPTED");
  });
});

describe("a whole response", () => {
  test("is taken for the token in it", async () => {
    const { objections, findings } = await examine(writeGranted(token), { data });
    expect(objections).toEqual([]);
    expect(findings[0]).toMatchObject({
      code: "TOKEN_RESPONSE_GRANTED",
      data: { status: "granted" },
    });
  });

  test("that refuses holds nothing to verify", async () => {
    const { objections, facts } = await examine(writeRejection("badAlg", "no"), { data });
    expect(objections).toEqual(["TOKEN_RESPONSE_REFUSED"]);
    expect(facts.timestamps).toEqual([]);
  });

  test("with anything after its token is refused", async () => {
    const bytes = Uint8Array.of(...writeGranted(token), 0);
    expect((await examine(bytes, { data })).objections).toEqual(["TOKEN_MALFORMED"]);
  });
});

describe("what is no token", () => {
  test.each([
    ["nothing", new Uint8Array()],
    ["noise", toUtf8("hello")],
    ["a sequence of nothing", Uint8Array.of(0x30, 0)],
    ["a sequence of an empty one", Uint8Array.of(0x30, 2, 0x30, 0)],
    ["a token cut short", token.subarray(0, token.length - 1)],
  ])("%s is refused", async (_, bytes) => {
    const { objections } = await examine(bytes, { data });
    expect(["TOKEN_MALFORMED", "TOKEN_NOT_A_TIMESTAMP"]).toContain(objections[0]);
  });

  test("and larger than any token is not even read", async () => {
    const source = {
      ...memorySource(token),
      size: 5_000_000,
      read: () => Promise.reject(new Error("read")),
    };
    const options = { trust, now: at, verify: verifySignature };
    const { findings } = await examineToken(source, options);
    expect(findings.map(({ code }) => code)).toEqual(["TOKEN_MALFORMED"]);
  });

  test("a source that cannot be read rejects as it does", async () => {
    const source = { ...memorySource(token), read: () => Promise.reject(new SourceUnreadable()) };
    const options = { trust, now: at, verify: verifySignature };
    await expect(examineToken(source, options)).rejects.toBeInstanceOf(SourceUnreadable);
  });
});
