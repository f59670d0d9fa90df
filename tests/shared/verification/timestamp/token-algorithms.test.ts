import { describe, expect, test } from "vitest";
import {
  bits,
  explicit,
  integer,
  octets,
  oid,
  sequence,
} from "../../../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../../shared/cms/signed-data-writer.ts";
import { writeSigningCertificateV2 } from "../../../../shared/cms/signing-certificate.ts";
import { parseDer } from "../../../../shared/bytes/der/parser.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import type { PssParameters } from "../../../../shared/signature/scheme.ts";
import type { DigestName } from "../../../../shared/digest/digest-name.ts";
import {
  writeDigestAlgorithm,
  writeSignatureAlgorithm,
} from "../../../../shared/x509/algorithm-identifier.ts";
import { writePublicKey } from "../../../../shared/x509/public-key.ts";
import { type Party, purposes } from "../../../parties/certificate-authority.ts";
import { issueOdd } from "../../../parties/odd-certificates.ts";
import { certificateOf, oddToken } from "../../../parties/odd-tokens.ts";
import { curveKey, ed25519Key, rsaKey, sm2Key } from "../../../parties/software-keys.ts";
import { timeStamping } from "../../../parties/time-stamping.ts";
import { at, createTokenCase, file, imprint } from "../../../parties/token-case.ts";

const { chain, content, dataOf, judge, objections } = await createTokenCase();
const stamping = { purposes: [purposes.timeStamping] };
const edwards = await issueOdd(chain.intermediate, "Ed TSA", {
  ...stamping,
  key: ed25519Key("Ed TSA"),
});
const national = await issueOdd(chain.intermediate, "SM2 TSA", {
  ...stamping,
  key: sm2Key("SM2 TSA"),
});
const stamp = (party: Party, digest: DigestName): Promise<Uint8Array> =>
  timeStamping(party, [party.certificate]).stamp(digestOf(digest, file), at, { digest });

/** A token whose attributes are under another digest than its signer's kind asks for. */
function under(party: Party, digest: DigestName): Promise<Uint8Array> {
  return oddToken(party, content, {
    attributes: [
      writeAttribute(cmsOids.contentType, oid(cmsOids.tstInfo)),
      writeAttribute(cmsOids.messageDigest, octets(digestOf(digest, content))),
      writeAttribute(
        cmsOids.signingCertificateV2,
        writeSigningCertificateV2(certificateOf(party), digest),
      ),
    ],
    frame: { digestAlgorithm: writeDigestAlgorithm(digest) },
  });
}

describe("a token by Ed25519", () => {
  test("passes, over SHA-512 attributes, and says so", async () => {
    const token = await stamp(edwards, "sha256");
    expect(objections(token)).toEqual([]);
    expect(dataOf(token, "TOKEN_SIGNATURE_VALID")).toEqual({ scheme: "ed25519" });
    expect(judge(token).facts?.algorithms).toEqual({
      digest: "sha256",
      signature: "ed25519",
      keyBits: 256,
    });
  });

  test("with attributes under another digest is refused (RFC 8419 3.1)", async () => {
    expect(objections(await under(edwards, "sha512"))).toEqual([]);
    const token = await under(edwards, "sha256");
    expect(objections(token)).toEqual(["TOKEN_SIGNATURE_INVALID"]);
    expect(dataOf(token, "TOKEN_SIGNATURE_INVALID")).toEqual({ rule: "digests-differ" });
  });

  test("whose signature has one bit changed is refused", async () => {
    const token = await stamp(edwards, "sha256");
    token[token.length - 1] = (token[token.length - 1] ?? 0) ^ 1;
    expect(objections(token)).toEqual(["TOKEN_SIGNATURE_INVALID"]);
  });
});

describe("a token by SM2 with SM3", () => {
  test("passes over an SM3 imprint, and over a SHA-256 one", async () => {
    for (const digest of ["sm3", "sha256"] as const) {
      const token = await stamp(national, digest);
      expect(objections(token)).toEqual([]);
      expect(dataOf(token, "TOKEN_SIGNATURE_VALID")).toEqual({ scheme: "sm2-sm3" });
      expect(judge(token).facts?.algorithms).toEqual({
        digest,
        signature: "sm2-sm3",
        keyBits: 256,
      });
    }
  });

  test("with attributes under another digest, or one bit changed, is refused", async () => {
    const token = await under(national, "sha256");
    expect(dataOf(token, "TOKEN_SIGNATURE_INVALID")).toEqual({ rule: "digests-differ" });
    const changed = await stamp(national, "sm3");
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    expect(objections(changed)).toEqual(["TOKEN_SIGNATURE_INVALID"]);
  });

  test("in a frame of the national standard passes, which is said; the frame of any other kind is none", async () => {
    const framed = async (type: string): Promise<Uint8Array> => {
      const tree = parseDer(await stamp(national, "sm3"));
      const inner = tree.ok ? tree.value.children[1]?.children[0] : undefined;
      if (inner === undefined) throw new Error("a token has a SignedData");
      return sequence(oid(type), explicit(0, inner.bytes));
    };
    const token = await framed(cmsOids.signedDataGm);
    expect(objections(token)).toEqual([]);
    expect(judge(token).findings.map(({ code }) => code)).toContain("TOKEN_GM_FRAME");
    const ordinary = await stamp(national, "sm3");
    expect(judge(ordinary).findings.map(({ code }) => code)).not.toContain("TOKEN_GM_FRAME");
    expect(objections(await framed("1.2.156.10197.6.1.4.2.3"))).toEqual(["TOKEN_NOT_A_TIMESTAMP"]);
  });
});

test("a key of one kind under an algorithm of another is refused, whoever verifies", async () => {
  const { signatureAlgorithm } = certificateOf(edwards);
  const token = await oddToken(edwards, content, {
    frame: { signatureAlgorithm: signatureAlgorithm.bytes },
  });
  const lenient = { verify: () => true };
  expect(dataOf(token, "TOKEN_SIGNATURE_INVALID", lenient)).toEqual({
    rule: "key-and-algorithm-differ",
  });
});

test("a signature algorithm that nobody here knows is left open, and nobody's word is taken", async () => {
  const token = await oddToken(edwards, content, {
    frame: { signatureAlgorithm: sequence(oid("1.3.101.113")) },
  });
  expect(objections(token)).toEqual(["TOKEN_ALGORITHM_UNKNOWN"]);
  // Anybody can put the authority's certificate beside a signature that nobody can verify.
  expect(judge(token).facts?.trusted).toBe(false);
});

describe("a token by RSA", () => {
  const end = Date.parse("2029-01-01T00:00:00Z");
  const pss = { digest: "sha256", mgfDigest: "sha256", saltLength: 32 } as const;
  const tsa = (kind: "rsa-pkcs1" | "rsa-pss", spki?: Uint8Array) =>
    issueOdd(chain.intermediate, `TSA ${kind}`, {
      ...stamping,
      key: rsaKey(kind),
      ...(spki === undefined ? {} : { spki }),
    });

  test.each(["rsa-pkcs1", "rsa-pss"] as const)(
    "%s passes, and with one bit changed not",
    async (kind) => {
      const token = await stamp(await tsa(kind), "sha256");
      expect(objections(token)).toEqual([]);
      expect(judge(token).facts?.algorithms).toMatchObject({ signature: kind, keyBits: 3072 });
      token[token.length - 1] = (token[token.length - 1] ?? 0) ^ 1;
      expect(objections(token)).toEqual(["TOKEN_SIGNATURE_INVALID"]);
    },
  );

  test("PKCS#1 v1.5 is left open from 2029 on, unless something newer protects it since before", async () => {
    const token = await stamp(await tsa("rsa-pkcs1"), "sha256");
    expect(objections(token, { now: end - 1 })).toEqual([]);
    expect(objections(token, { now: end })).toEqual(["TOKEN_ALGORITHM_AGED"]);
    expect(objections(token, { now: end, judgedAt: end - 1 })).toEqual([]);
    expect(dataOf(token, "TOKEN_ALGORITHM_AGED", { now: end })).toEqual({
      algorithm: "rsa-pkcs1 3072",
      time: at,
      until: end,
    });
  });

  test("PKCS#1 v1.5 made after its term is left open whenever it is judged; PSS of this size has no end", async () => {
    const late = async (kind: "rsa-pkcs1" | "rsa-pss"): Promise<readonly string[]> => {
      const party = await tsa(kind);
      const token = await timeStamping(party, [party.certificate]).stamp(imprint, end + 1000);
      return objections(token, { now: end + 5000 });
    };
    expect(await late("rsa-pkcs1")).toEqual(["TOKEN_ALGORITHM_PAST_USE"]);
    expect(await late("rsa-pss")).toEqual([]);
  });

  test("whose key is bound to other PSS parameters is refused (RFC 4055 3.3)", async () => {
    const { publicKey } = certificateOf(await tsa("rsa-pss"));
    if (publicKey?.kind !== "rsa") throw new Error("an RSA key");
    const modulus = sequence(integer(publicKey.n), integer(publicKey.e));
    const bound = (parameters: Partial<PssParameters>) =>
      sequence(writeSignatureAlgorithm({ kind: "rsa-pss", ...pss, ...parameters }), bits(modulus));
    const told = async (spki: Uint8Array) => {
      const token = await stamp(await tsa("rsa-pss", spki), "sha256");
      return dataOf(token, "TOKEN_SIGNATURE_INVALID", { verify: () => true });
    };
    const differ = { rule: "pss-parameters-differ" };
    expect(await told(bound({}))).toBeUndefined();
    expect(await told(bound({ saltLength: 20 }))).toBeUndefined();
    expect(await told(bound({ saltLength: 33 }))).toEqual(differ);
    expect(await told(bound({ digest: "sha384" }))).toEqual(differ);
    expect(await told(bound({ mgfDigest: "sha1" }))).toEqual(differ);
    const pssOnly = writePublicKey({ ...publicKey, pssOnly: true });
    const token = await stamp(await tsa("rsa-pkcs1", pssOnly), "sha256");
    expect(dataOf(token, "TOKEN_SIGNATURE_INVALID")).toEqual({ rule: "key-is-for-pss" });
  });
});

test.each([
  "P-256",
  "P-384",
  "P-521",
  "brainpoolP256r1",
  "brainpoolP384r1",
  "brainpoolP512r1",
] as const)("a token by ECDSA on %s passes, and with one bit changed not", async (curve) => {
  const name = `TSA ${curve}`;
  const party = await issueOdd(chain.intermediate, name, {
    ...stamping,
    key: curveKey(name, curve),
  });
  const token = await stamp(party, "sha256");
  expect(objections(token)).toEqual([]);
  token[token.length - 1] = (token[token.length - 1] ?? 0) ^ 1;
  expect(objections(token)).toEqual(["TOKEN_SIGNATURE_INVALID"]);
});
