import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { signCades } from "../../../shared/cms/cades.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { checkCades } from "../../../shared/verification/signature/check-cades.ts";
import {
  createRoot,
  from,
  type Party,
  until,
  withSha1,
} from "../../parties/certificate-authority.ts";
import { codesOf, judge as judgePackage } from "../../parties/judge.ts";
import { issueOdd } from "../../parties/odd-certificates.ts";
import { makePackage } from "../../parties/package.ts";
import { rsaKey } from "../../parties/software-keys.ts";
import { createTokenCase } from "../../parties/token-case.ts";
import { createWorld } from "../../parties/world.ts";

const content = toUtf8("<ASiCManifest/>");
const { chain } = await createTokenCase();
const crls = [await chain.root.crl(), await chain.intermediate.crl()];
const end = Date.parse("2029-01-01T00:00:00Z");
const operatorOf = (kind: "rsa-pkcs1" | "rsa-pss") =>
  issueOdd(chain.intermediate, `Operator ${kind}`, { key: rsaKey(kind) });

async function objections(signer: Party, now: number, existedBy?: number) {
  const bytes = await signCades({ content, signer: signer.signer, chain: [signer.certificate] });
  const { findings } = await checkCades({
    subject: "META-INF/signature.p7s",
    bytes,
    content: { file: "m", digest: (name) => Promise.resolve(digestOf(name, content)) },
    roots: [{ certificate: chain.root.certificate, practice: false }],
    certificates: [chain.intermediate.certificate],
    crls,
    ocsps: [],
    now,
    ...(existedBy === undefined ? {} : { existedBy }),
    verify: verifySignature,
  });
  return findings.filter(({ code }) => code === "SIGNATURE_ALGORITHM_PAST").map(({ data }) => data);
}

describe("the algorithm of a signature", () => {
  test("counts to the end of its term, and after it where the signature is proven to be older", async () => {
    const signer = await operatorOf("rsa-pkcs1");
    expect(await objections(signer, end - 1)).toEqual([]);
    expect(await objections(signer, end)).toEqual([{ algorithm: "rsa-pkcs1 3072", until: end }]);
    expect(await objections(signer, end + 86_400_000, end - 1)).toEqual([]);
    expect(await objections(signer, end + 86_400_000, end)).toHaveLength(1);
  });

  test("has no end for PSS of this size", async () => {
    expect(await objections(await operatorOf("rsa-pss"), end)).toEqual([]);
  });

  test("over SHA-1 is said of a package, whose verdict is left open", async () => {
    const world = await createWorld(false);
    const wishes = {
      signer: withSha1(world.operator),
      signerChain: [world.operator.certificate, world.intermediate.certificate],
    };
    const verdict = await judgePackage((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "indeterminate")).toContain("SIGNATURE_ALGORITHM_PAST");
    expect(verdict.outcome).toBe("indeterminate");
  });
});

describe("the algorithm of a signature on the signer's chain", () => {
  const term = Date.parse("2012-08-01T00:00:00Z");
  const early = { notBefore: term - 86_400_000 * 365 };

  /** The signer of an authority whose certificate was signed over SHA-1 while that counted, or says so. */
  async function underSha1(crlUrls: readonly string[] = []) {
    const root = await createRoot("Old Root", early);
    const authority = await withSha1(root).issueAuthority("Old Authority", early);
    const signer = await authority.issue("Signer of Old Authority", { crlUrls });
    const lists = { thisUpdate: from, nextUpdate: until };
    return { root, authority, signer, crls: [await root.crl(lists), await authority.crl(lists)] };
  }

  test("leaves the signer open once its term is over, however good the signer's own is", async () => {
    const { root, authority, signer, crls: lists } = await underSha1();
    const bytes = await signCades({ content, signer: signer.signer, chain: [signer.certificate] });
    const { findings } = await checkCades({
      subject: "META-INF/signature.p7s",
      bytes,
      content: { file: "m", digest: (name) => Promise.resolve(digestOf(name, content)) },
      roots: [{ certificate: root.certificate, practice: false }],
      certificates: [authority.certificate],
      crls: lists,
      ocsps: [],
      now: from + 86_400_000,
      verify: verifySignature,
    });
    const data = { certificate: "Old Authority", algorithm: "sha1", until: term };
    expect(findings).toContainEqual({
      code: "CERTIFICATE_ALGORITHM_AGED",
      subject: "META-INF/signature.p7s",
      data,
    });
  });

  test("leaves a package open", async () => {
    const world = await createWorld(false);
    const { root, authority, signer, crls: lists } = await underSha1();
    const wishes = { signer, signerChain: [signer.certificate, authority.certificate] };
    const { bytes } = await makePackage(world, wishes);
    const verdict = await judgePackage(bytes, {
      ...world.trust,
      roots: [
        ...world.trust.roots,
        { certificate: root.certificate, source: "test", practice: false },
      ],
      crls: lists,
    });
    expect(codesOf(verdict, "indeterminate")).toEqual(["CERTIFICATE_ALGORITHM_AGED"]);
    expect(verdict.outcome).toBe("indeterminate");
  });

  test("leaves it open under a policy that asks for no list, when the list is withheld", async () => {
    const world = await createWorld(false);
    const { root, authority, signer } = await underSha1(["http://crl.example/old.crl"]);
    const wishes = { signer, signerChain: [signer.certificate, authority.certificate] };
    const { bytes } = await makePackage(world, wishes);
    const roots = [
      ...world.trust.roots,
      { certificate: root.certificate, source: "test", practice: false },
    ];
    const optional = [...defaultPolicy.optional, "SIGNER_REVOCATION_UNKNOWN" as const];
    const verdict = await judgePackage(
      bytes,
      { ...world.trust, roots },
      { policy: { ...defaultPolicy, optional } },
    );
    expect(codesOf(verdict, "indeterminate")).toEqual(["CERTIFICATE_ALGORITHM_AGED"]);
    expect(verdict.outcome).toBe("indeterminate");
  });
});
