import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parseDer } from "../../../shared/bytes/der/parser.ts";
import { constructedTag } from "../../../shared/bytes/der/element.ts";
import {
  element,
  explicit,
  integer,
  octets,
  oid,
  sequence,
  set,
} from "../../../shared/bytes/der/writer.ts";
import { concatBytes, equalBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { signCades } from "../../../shared/cms/cades.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { frameFault, unknownCertificates } from "../../../shared/cms/signed-data-frame.ts";
import { parseSignedData, type SignedData } from "../../../shared/cms/signed-data.ts";
import {
  certificateBinding,
  certificatesOf,
  signedAttributesFault,
  signsContent,
  verifySigner,
} from "../../../shared/cms/signer-verification.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { createChain, from } from "../../parties/certificate-authority.ts";
import { frameAgain } from "../../parties/frame-again.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { timeStamping } from "../../parties/time-stamping.ts";

type Chain = Awaited<ReturnType<typeof createChain>>;

const content = toUtf8("<ASiCManifest/>");
let chain: Chain;
let signature: Uint8Array;

beforeAll(async () => {
  chain = await createChain();
  signature = await signCades({
    content,
    signer: chain.operator.signer,
    chain: [chain.operator.certificate, chain.intermediate.certificate],
    signingTime: from + 1000,
  });
});

function parsed(der: Uint8Array): SignedData {
  const result = parseSignedData(der);
  if (!result.ok) throw new Error(result.fault.rule);
  return result.value;
}

function ruleOf(der: Uint8Array): string | undefined {
  const result = parseSignedData(der);
  return result.ok ? undefined : result.fault.rule;
}

describe("a CAdES signature", () => {
  test("is detached, of version 1, with the chain and one signer", () => {
    const data = parsed(signature);
    expect(data).toMatchObject({ version: 1, contentType: cmsOids.data, content: undefined });
    expect(data.certificates).toHaveLength(2);
    expect(data.signers).toHaveLength(1);
    expect(data.crls).toEqual([]);
  });

  test("binds its content, its certificate and its key", () => {
    const [signer] = parsed(signature).signers;
    if (signer === undefined) throw new Error("one signer");
    const operator = certificateOf(chain.operator);
    const pool = [certificateOf(chain.intermediate), operator];
    expect(certificatesOf(signer, pool)).toEqual([operator]);
    expect(signedAttributesFault(signer, cmsOids.data)).toBeUndefined();
    expect(signedAttributesFault(signer, cmsOids.tstInfo)).toBe("content-type-differs");
    expect(signsContent(signer, content)).toBe(true);
    expect(signsContent(signer, toUtf8("<ASiCManifest />"))).toBe(false);
    expect(certificateBinding(signer, operator)).toEqual({
      kind: "bound",
      attribute: "ESSCertIDv2",
    });
    expect(certificateBinding(signer, certificateOf(chain.intermediate)).kind).toBe("unbound");
    if (operator.publicKey === undefined) throw new Error("a known key");
    const verdict = verifySigner(signer, operator.publicKey, verifySignature);
    expect(verdict).toMatchObject({ kind: "valid", asReceived: true });
  });

  test("under another key is invalid, under another kind of key too", () => {
    const [signer] = parsed(signature).signers;
    const other = certificateOf(chain.intermediate).publicKey;
    if (signer === undefined || other === undefined) throw new Error("one signer, one key");
    expect(verifySigner(signer, other, verifySignature)).toEqual({
      kind: "invalid",
      rule: "signature-does-not-verify",
    });
    const edwards = { kind: "ed25519", bytes: new Uint8Array(32) } as const;
    expect(verifySigner(signer, edwards, () => true)).toEqual({
      kind: "invalid",
      rule: "key-and-algorithm-differ",
    });
  });

  test("says its time in whole seconds when asked to", () => {
    const [signer] = parsed(signature).signers;
    const names = signer?.signedAttributes?.attributes.map((attribute) => attribute.oid);
    expect(names).toContain(cmsOids.signingTime);
  });

  test("by a signer without a certificate is a programmer's error", async () => {
    const signer = { ...chain.operator.signer, certificate: new Uint8Array(3) };
    await expect(signCades({ content, signer, chain: [] })).rejects.toThrow("not a certificate");
  });
});

describe("the parser", () => {
  test("refuses what is not SignedData", () => {
    expect(ruleOf(new Uint8Array(0))).toBe("der-truncated");
    expect(ruleOf(integer(1))).toBe("der-unexpected-tag");
    expect(ruleOf(sequence(oid(cmsOids.data)))).toBe("cms-not-signed-data");
    expect(ruleOf(sequence(oid(cmsOids.signedData)))).toBe("cms-content-missing");
    const trailing = concatBytes(signature, new Uint8Array(1));
    expect(ruleOf(trailing)).toBe("der-trailing-bytes");
  });

  test("refuses content in pieces, as BER allows, and a bag without end", () => {
    const pieces = explicit(0, element(0x24, octets(content)));
    const data = (eContent: Uint8Array, bag: Uint8Array): Uint8Array =>
      sequence(
        oid(cmsOids.signedData),
        explicit(0, sequence(integer(3), bag, sequence(oid(cmsOids.data), eContent), set())),
      );
    expect(ruleOf(data(pieces, set()))).toBe("der-form");
    const digest = sequence(oid("2.16.840.1.101.3.4.2.1"));
    const many = set(...Array.from({ length: 101 }, () => digest));
    expect(ruleOf(data(explicit(0, octets(content)), many))).toBe("cms-too-many-elements");
  });

  test("never throws, whatever one byte is", () => {
    fc.assert(
      fc.property(fc.nat(signature.length - 1), fc.nat(255), (index, octet) => {
        const changed = Uint8Array.from(signature);
        changed[index] = octet;
        const result = parseSignedData(changed);
        // What is parsed is either another value or the same bytes.
        if (!result.ok || equalBytes(changed, signature)) return;
        expect(result.value).not.toEqual(parsed(signature));
      }),
      { numRuns: 300 },
    );
  });

  test("gives back bytes that make the same frame again", async () => {
    const authority = timeStamping(chain.timestamping, [chain.timestamping.certificate]);
    const token = await authority.stamp(new Uint8Array(32), from + 5000);
    expect(frameAgain(parsed(token))).toEqual(token);
  });
});

describe("the frame of a closing token", () => {
  let token: Uint8Array;
  beforeAll(async () => {
    const { timestamping, intermediate } = chain;
    const authority = timeStamping(timestamping, [
      timestamping.certificate,
      intermediate.certificate,
    ]);
    token = await authority.stamp(new Uint8Array(32), from + 5000);
  });

  test("is in order as our authority makes it", () => {
    expect(frameFault(token)).toBeUndefined();
  });

  test("lists the certificates that are not byte-equal to a known one", () => {
    const { timestamping, intermediate, operator } = chain;
    const data = parsed(token);
    const known = [timestamping.certificate, intermediate.certificate];
    expect(unknownCertificates(data, known)).toEqual([]);
    expect(unknownCertificates(data, [timestamping.certificate, operator.certificate])).toEqual([
      intermediate.certificate,
    ]);
  });

  test("leaves no bit free: each flip breaks the frame, a certificate, or what is signed", () => {
    const { timestamping, intermediate } = chain;
    const known = [timestamping.certificate, intermediate.certificate];
    const good = parsed(token);
    const [goodSigner] = good.signers;
    let flips = 0;
    for (let index = 0; index < token.length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(token);
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        if (frameFault(changed) !== undefined) continue;
        const data = parsed(changed);
        if (unknownCertificates(data, known).length > 0) continue;
        flips += 1;
        const [signer] = data.signers;
        // What is left: the signed content and attributes, the signature, and what selects and runs its check.
        const same =
          equalBytes(data.content ?? content, good.content ?? content) &&
          equalBytes(signer?.signature ?? content, goodSigner?.signature ?? content) &&
          equalBytes(
            signer?.signedAttributes?.signedBytes ?? content,
            goodSigner?.signedAttributes?.signedBytes ?? content,
          );
        if (!same) continue;
        const fits = signer !== undefined && certificatesOf(signer, [certificateOf(timestamping)]);
        const [leaf] = fits === false ? [] : fits;
        const key = leaf?.publicKey;
        if (signer === undefined || key === undefined) continue;
        const attributes = signedAttributesFault(signer, data.contentType);
        const signs = signsContent(signer, data.content ?? content);
        const verdict = verifySigner(signer, key, verifySignature);
        const accepted = attributes === undefined && signs && verdict.kind === "valid";
        expect(accepted, `byte ${String(index)} bit ${String(bit)}`).toBe(false);
      }
    }
    expect(flips).toBeGreaterThan(1000);
  });

  test("with CRLs, unsigned attributes, another version or more digest algorithms is refused", async () => {
    const tree = parseDer(token);
    const inner = tree.ok ? tree.value.children[1]?.children[0] : undefined;
    const parts = inner?.children.map(({ bytes }) => bytes) ?? [];
    const [version, digests, eContent, certificates, signers] = parts;
    if (!version || !digests || !eContent || !certificates || !signers)
      throw new Error("five parts");
    const rebuilt = (...fields: Uint8Array[]): Uint8Array =>
      sequence(oid(cmsOids.signedData), explicit(0, sequence(...fields)));
    expect(frameFault(rebuilt(version, digests, eContent, certificates, signers))).toBeUndefined();
    const crls = element(constructedTag(1), await chain.root.crl());
    expect(frameFault(rebuilt(version, digests, eContent, certificates, crls, signers))).toBe(
      "cms-carries-revocation-data",
    );
    const empty = element(constructedTag(1));
    const wrong = "cms-version-or-digest-algorithms";
    expect(frameFault(rebuilt(version, digests, eContent, certificates, empty, signers))).toBe(
      wrong,
    );
    expect(frameFault(rebuilt(integer(4), digests, eContent, certificates, signers))).toBe(wrong);
    expect(frameFault(rebuilt(version, set(), eContent, certificates, signers))).toBe(wrong);
    const attribute = sequence(oid(cmsOids.signingTime), set(integer(1)));
    const signer = inner?.children[4]?.children[0]?.children.map(({ bytes }) => bytes) ?? [];
    const unsigned = set(sequence(...signer, element(constructedTag(1), attribute)));
    expect(frameFault(rebuilt(version, digests, eContent, certificates, unsigned))).toBe(
      "cms-carries-unsigned-attributes",
    );
  });
});
