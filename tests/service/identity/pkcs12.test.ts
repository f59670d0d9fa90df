import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { readPkcs12 } from "../../../service/identity/pkcs12.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { codeOf, createPractice, had, identitiesAt } from "../../parties/identity-store.ts";
import { bytesOf, vectorsOf } from "../../parties/vectors.ts";
import { whole } from "../../parties/x509-vectors.ts";
import index from "../../vectors/pkcs12/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/pkcs12/*/*.p12", {
  query: "?inline",
  import: "default",
  eager: true,
});
const vectors = vectorsOf(files, index);
const filePassphrase = "口令 of the file";
const practice = await createPractice("PKCS#12");
const folder = mkdtempSync(join(tmpdir(), "cunzhen-pkcs12-"));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a PKCS#12 file", () => {
  test.each(vectors)("$file: $rule", async ({ bytes, rule }) => {
    const read = await readPkcs12(bytes, filePassphrase);
    expect(read.ok ? "" : read.fault.code).toBe(rule);
    expect(JSON.stringify(read.ok ? {} : read.fault)).not.toContain(filePassphrase);
  });

  test.each([
    ["good/rsa.p12", 3, "rsa-pss"],
    ["good/rsa-legacy.p12", 3, "rsa-pss"],
    ["good/ec.p12", 3, "ecdsa"],
    ["good/ec-alone.p12", 1, "ecdsa"],
  ])("%s has a chain of %i and a key for %s that signs", async (file, length, kind) => {
    const { chain, key } = had(await readPkcs12(bytesOf(vectors, file), filePassphrase));
    expect(chain).toHaveLength(length);
    expect(key.scheme.kind).toBe(kind);
    const certificates = chain.map((der) => whole(parseCertificate(der)));
    // Exactly the bytes that were signed: every certificate verifies under its issuer.
    certificates.forEach((certificate, at) => {
      const issuer = certificates[at + 1] ?? (length === 1 ? undefined : certificate);
      if (issuer?.publicKey === undefined || certificate.scheme === undefined) return;
      const { scheme, signatureValue, tbs } = certificate;
      expect(verifySignature(issuer.publicKey, scheme, signatureValue, tbs)).toBe(true);
    });
    const data = toUtf8("evidence");
    const publicKey = certificates[0]?.publicKey;
    expect(publicKey && verifySignature(publicKey, key.scheme, key.sign(data), data)).toBe(true);
  });

  test("that is not opened by an empty or wrong passphrase is told from a broken one", async () => {
    const bytes = bytesOf(vectors, "good/ec.p12");
    for (const wrong of ["", "wrong", `${filePassphrase} `]) {
      expect(codeOf(await readPkcs12(bytes, wrong))).toBe("IDENTITY_FILE_PASSPHRASE_WRONG");
    }
    const large = new Uint8Array(1024 * 1024 + 1);
    expect(codeOf(await readPkcs12(large, ""))).toBe("IDENTITY_FILE_UNREADABLE");
  });

  test("becomes an identity under a passphrase of this home, its revocation data beside it", async () => {
    const file = bytesOf(vectors, "good/rsa.p12");
    const { chain } = had(await readPkcs12(file, filePassphrase));
    const { notBefore } = whole(parseCertificate(chain[0] ?? new Uint8Array()));
    const store = identitiesAt(folder, practice.certificates, notBefore + 1000);
    const crl = await practice.root.crl();
    const wish = { name: "imported", file, filePassphrase, passphrase: "of this home" };
    const revocation = [crl, toUtf8("neither a list nor an answer")];
    expect(had(await store.importFile({ ...wish, revocation }))).toMatchObject({
      subject: "C=CN, O=Test, CN=op-rsa",
      origin: "imported",
      protected: true,
    });
    const operator = had(await store.operator("imported"));
    expect(operator).toMatchObject({ selfDeclared: false, practice: false, ocsps: [] });
    expect(operator.crls).toEqual([crl]);
    expect(operator.chain).toEqual(chain);
    expect(codeOf(await store.importFile(wish))).toBe("IDENTITY_EXISTS");
    expect(codeOf(await store.importFile({ ...wish, name: "practice" }))).toBe("IDENTITY_EXISTS");
    expect(codeOf(await store.unlock("imported", filePassphrase))).toBe(
      "IDENTITY_PASSPHRASE_WRONG",
    );
    const [name = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, name), "utf8")).not.toContain(filePassphrase);
  });
});
