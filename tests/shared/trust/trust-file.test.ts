import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { readPem, writePem } from "../../../shared/trust/pem.ts";
import {
  isPracticeCertificate,
  isPracticeName,
  isPracticeOrigin,
} from "../../../shared/trust/practice.ts";
import { readTrustFile } from "../../../shared/trust/trust-file.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let practiceWorld: World;

beforeAll(async () => {
  world = await createWorld(false);
  practiceWorld = await createWorld(true);
});

describe("PEM", () => {
  test("what is written is read back, with text around it and either line end", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 4 }), fc.boolean(), (list, crlf) => {
        const blocks = list.map((one) => ({ label: "X509 CRL", bytes: one }));
        const text = `Some words\n${blocks.map(writePem).join("and more\n")}`;
        const read = readPem(toUtf8(crlf ? text.replace(/\n/gu, "\r\n") : text));
        expect(read).toEqual({ ok: true, value: blocks });
      }),
    );
  });

  test.each([
    ["", "pem-empty"],
    ["-----BEGIN A-----\nAAAA\n", "pem-block-open"],
    ["-----BEGIN A-----\n-----BEGIN B-----\n", "pem-block-open"],
    ["-----BEGIN A-----\nAAAA\n-----END B-----\n", "pem-block-open"],
    ["-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nAAAA\n-----END A-----\n", "pem-base64"],
    ["-----BEGIN A-----\nAAB=\n-----END A-----\n", "pem-base64"],
  ])("%j is refused: %s", (text, rule) => {
    expect(readPem(toUtf8(text))).toMatchObject({ ok: false, fault: { rule } });
  });
});

describe("a file that somebody wants trusted", () => {
  test("a mutated root or descriptor is refused", () => {
    for (const bytes of [world.root.certificate, world.network.descriptorBytes]) {
      expect(readTrustFile(bytes, verifySignature)).toMatchObject({ ok: true });
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: bytes.length - 1 }),
          fc.integer({ min: 0, max: 7 }),
          (at, bit) => {
            const mutant = bytes.map((octet, i) => (i === at ? octet ^ (1 << bit) : octet));
            expect(readTrustFile(mutant, verifySignature).ok).toBe(false);
          },
        ),
        { numRuns: 40 },
      );
    }
  });

  test("several roots and lists may stand in one PEM file, a leaf spoils it", () => {
    const pem = (der: Uint8Array, label: string) => writePem({ label, bytes: der });
    const root = pem(world.root.certificate, "CERTIFICATE");
    const crl = pem(world.crls[0] ?? new Uint8Array(), "X509 CRL");
    const kinds = readTrustFile(toUtf8(root + crl), verifySignature);
    expect(kinds).toMatchObject({ ok: true, value: [{ kind: "root" }, { kind: "crl" }] });
    const leaf = pem(world.operator.certificate, "CERTIFICATE");
    expect(readTrustFile(toUtf8(root + leaf), verifySignature).ok).toBe(false);
  });
});

describe("practice", () => {
  test("stands in names and origins", () => {
    expect(isPracticeName("Cunzhen PRACTICE 演练 TSA")).toBe(true);
    expect(isPracticeName("Practice of law 演练")).toBe(false);
    expect(isPracticeOrigin("practice.cunzhen.invalid/00")).toBe(true);
    expect(isPracticeOrigin("log.practice.example")).toBe(false);
  });

  test("shows in a certificate by its own name or its issuer's", () => {
    const read = (der: Uint8Array) => {
      const parsed = parseCertificate(der);
      if (!parsed.ok) throw new Error(parsed.fault.rule);
      return parsed.value;
    };
    expect(isPracticeCertificate(read(practiceWorld.operator.certificate))).toBe(true);
    expect(isPracticeCertificate(read(world.operator.certificate))).toBe(false);
  });

  test("is told of a root and a network that are read", () => {
    for (const [from, practice] of [
      [world, false],
      [practiceWorld, true],
    ] as const) {
      expect(readTrustFile(from.root.certificate, verifySignature)).toMatchObject({
        value: [{ kind: "root", practice }],
      });
      expect(readTrustFile(from.network.descriptorBytes, verifySignature)).toMatchObject({
        value: [{ kind: "network", network: { practice } }],
      });
    }
  });
});
