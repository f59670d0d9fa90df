import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { parseCrl } from "../../../shared/x509/crl.ts";
import { parseOcspResponse } from "../../../shared/x509/ocsp-response.ts";
import { writeSignatureAlgorithm } from "../../../shared/x509/algorithm-identifier.ts";
import { parsePublicKey, writePublicKey } from "../../../shared/x509/public-key.ts";
import {
  certificateVector,
  certificateVectors,
  crlVector,
  crlVectors,
  ocspVector,
  ocspVectors,
  whole,
} from "../../parties/x509-vectors.ts";

const parsers = [
  ["certificate", parseCertificate, certificateVectors],
  ["revocation list", parseCrl, crlVectors],
  ["OCSP answer", parseOcspResponse, ocspVectors],
] as const;

describe.each(parsers)("the %s parser", (_, parse, vectors) => {
  test.each(vectors)("$file: $rule", ({ bytes, rule }) => {
    const result = parse(bytes);
    expect(result.ok ? "" : result.fault.rule).toBe(rule);
  });

  test("never throws for changed bytes, and shows what it was given", () => {
    const good = vectors.filter(({ rule }) => rule === "");
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        ({ bytes }, place, flip) => {
          const changed = bytes.slice();
          const at = place % changed.length;
          changed[at] = (changed[at] ?? 0) ^ flip;
          const result = parse(changed);
          if (result.ok) expect(toHex(result.value.der)).toBe(toHex(changed));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a certificate", () => {
  test("shows its names, for machines and for people", () => {
    const { subject } = certificateVector("root");
    expect(subject.text).toBe('C=CN, O=测试 Root\\, Inc., CN=Root \\"R\\"');
    expect(subject.commonName).toBe('Root "R"');
    expect(certificateVector("no-names").subject).toMatchObject({
      text: "",
      commonName: undefined,
    });
  });

  test("shows its times, serial number and version", () => {
    const { notAfter, notBefore, serial, version } = certificateVector("plain");
    expect([notBefore, notAfter, serial, version]).toEqual([
      1_767_225_600_000,
      2_082_758_400_000,
      1n,
      3,
    ]);
    expect(certificateVector("negative-serial").serial).toBe(-5n);
    expect(certificateVector("v1").version).toBe(1);
  });

  test("shows its extensions", () => {
    const ca = certificateVector("ca").extensions;
    expect(ca.basicConstraints).toEqual({ ca: true, pathLength: 0, critical: true });
    expect(ca.keyUsage).toEqual(new Set(["keyCertSign", "cRLSign"]));
    expect(ca.extendedKeyUsage).toEqual({ purposes: ["1.3.6.1.5.5.7.3.8"], critical: false });
    expect(ca.crlUrls).toEqual(["http://crl.example/root.crl"]);
    expect(ca.ocspUrls).toEqual(["http://ocsp.example/"]);
    expect(ca.caIssuerUrls).toEqual(["http://ca.example/root.cer"]);
    expect(ca.namesRevocationSource).toBe(true);
    expect(ca.authorityKeyId?.keyId).toEqual(certificateVector("root").extensions.subjectKeyId);
    const tsa = certificateVector("tsa").extensions;
    expect(tsa.extendedKeyUsage).toEqual({ purposes: ["1.3.6.1.5.5.7.3.8"], critical: true });
    expect(tsa.crlUrls).toEqual(["http://crl.example/ca.crl", "ldap://crl.example/cn=ca"]);
    expect(tsa.authorityKeyId?.serial).toBe(certificateVector("ca").serial);
    expect(tsa.unknownCritical).toEqual([]);
    expect(certificateVector("plain").extensions).toMatchObject({
      basicConstraints: { ca: false, pathLength: undefined },
      keyUsage: undefined,
      extendedKeyUsage: undefined,
      namesRevocationSource: false,
    });
    expect(certificateVector("odd").extensions.unknownCritical).toEqual(["1.2.3.4.5"]);
  });

  test.each([
    ["root", "rsa", "rsa-pkcs1"],
    ["ca", "ec", "rsa-pss"],
    ["tsa", "ec", "ecdsa"],
    ["ed", "ed25519", "ecdsa"],
    ["bp", "ec", "ecdsa"],
    ["pss", "rsa", "ecdsa"],
    ["sm2", "sm2", "sm2-sm3"],
    ["e448", undefined, "ecdsa"],
  ])("%s has a %s key and was signed by %s", (name, kind, scheme) => {
    const certificate = certificateVector(name);
    expect(certificate.publicKey?.kind).toBe(kind);
    expect(certificate.scheme?.kind).toBe(scheme);
  });

  test("gives back its key and algorithm as they stood", () => {
    for (const name of ["root", "tsa", "ed", "bp", "sm2"]) {
      const { publicKey, scheme, signatureAlgorithm, spki } = certificateVector(name);
      if (publicKey === undefined || scheme === undefined) throw new Error(name);
      expect(toHex(writePublicKey(publicKey))).toBe(toHex(spki));
      expect(toHex(writeSignatureAlgorithm(scheme))).toBe(toHex(signatureAlgorithm.bytes));
    }
    expect(certificateVector("ca").scheme).toEqual({
      kind: "rsa-pss",
      digest: "sha256",
      mgfDigest: "sha256",
      saltLength: 32,
    });
    expect(parsePublicKey(certificateVector("e448").spki)).toMatchObject({
      fault: { rule: "public-key-unknown" },
    });
    expect(whole(parsePublicKey(certificateVector("pss").spki))).toMatchObject({ pssOnly: true });
  });
});

describe("a revocation list", () => {
  test("shows reasons as they stand, and their absence", () => {
    const crl = crlVector("x");
    const entry = (name: string) => crl.entryOf(certificateVector(name).serial);
    expect(entry("gone")?.reason).toBe("keyCompromise");
    expect(entry("ed")).toMatchObject({ at: 1_790_812_800_000, reason: "superseded" });
    expect(entry("bp")).toMatchObject({ reason: undefined });
    expect(entry("tsa")).toBeUndefined();
  });

  test("shows its scope and its end", () => {
    expect(crlVector("x").scope).toBeUndefined();
    expect(crlVector("idp").scope).toEqual({
      userOnly: true,
      authorityOnly: false,
      points: ["uri http://crl.example/ca.crl"],
      someReasons: false,
    });
    expect(crlVector("no-next-update").nextUpdate).toBeUndefined();
  });
});

describe("an OCSP answer", () => {
  test("shows who answered, and what", () => {
    const good = ocspVector("good");
    expect(good.responder).toMatchObject({ kind: "name", name: { commonName: "responder" } });
    expect(good.certificates.map(({ subject }) => subject.commonName)).toEqual(["responder"]);
    expect(good.statuses.map(({ serial, status }) => [serial, status.kind])).toEqual([
      [certificateVector("tsa").serial, "good"],
    ]);
    expect(ocspVector("by-key").responder.kind).toBe("key");
    expect(ocspVector("revoked").statuses[0]?.status).toMatchObject({ reason: "keyCompromise" });
    expect(ocspVector("revoked-no-reason").statuses[0]?.status).toMatchObject({
      kind: "revoked",
      reason: undefined,
    });
  });
});
