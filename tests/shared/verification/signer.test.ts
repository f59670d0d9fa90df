import { beforeAll, describe, expect, test } from "vitest";
import { createRoot, partyOf, purposes, softwareKey } from "../../parties/certificate-authority.ts";
import { sampleEvidence } from "../../parties/evidence-sample.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import {
  capturedAt,
  closedAgain,
  makePackage,
  type MadePackage,
  reopened,
} from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { trustName } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld(false);
});

describe("the signer", () => {
  test("a self-made certificate neither fails nor proves identity", async () => {
    const self = await createRoot("张三", { keyUsage: ["digitalSignature"] });
    const wishes = { signer: self, signerChain: [self.certificate] };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(verdict.outcome).toBe("passed");
    const check = verdict.checks.find(({ code }) => code === "SIGNER_SELF_DECLARED");
    expect(check).toMatchObject({ outcome: "indeterminate", required: false });
    expect(verdict.facts.signer).toMatchObject({ name: "张三", selfDeclared: true });
  });

  test("an issuer that the verifier does not know leaves the verdict open", async () => {
    const elsewhere = await createWorld(false, "Elsewhere");
    const wishes = {
      signer: elsewhere.operator,
      signerChain: [elsewhere.operator.certificate, elsewhere.intermediate.certificate],
    };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "indeterminate")).toEqual(["SIGNER_ISSUER_UNKNOWN"]);
  });

  test("a certificate that had ended before the first time-stamp is refused", async () => {
    const late = await world.intermediate.issue("Late Operator", { notAfter: capturedAt - 1_000 });
    const verdict = await judge((await makePackage(world, { signer: late })).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["SIGNER_CERTIFICATE_REFUSED"]);
  });

  test("a certificate that ended after the first time-stamp still counts", async () => {
    const ended = await world.intermediate.issue("Ended Operator", {
      notAfter: capturedAt + 60_000,
    });
    const verdict = await judge((await makePackage(world, { signer: ended })).bytes, world.trust);
    expect(verdict.outcome).toBe("passed");
  });

  test.each([
    { keyUsage: ["keyEncipherment"] as const, outcome: "failed" },
    { keyUsage: ["nonRepudiation"] as const, outcome: "passed" },
    { keyUsage: ["digitalSignature", "keyEncipherment"] as const, outcome: "passed" },
  ])("a certificate for $keyUsage: $outcome", async ({ keyUsage, outcome }) => {
    const signer = await world.intermediate.issue("Operator of a Key", { keyUsage });
    const verdict = await judge((await makePackage(world, { signer })).bytes, world.trust);
    expect(verdict.outcome).toBe(outcome);
    const refused = outcome === "failed" ? ["SIGNER_CERTIFICATE_REFUSED"] : [];
    expect(codesOf(verdict, "failed")).toEqual(refused);
  });

  test.each([
    { purpose: purposes.timeStamping, critical: true, outcome: "failed" },
    { purpose: "1.3.6.1.5.5.7.3.1", critical: false, outcome: "failed" },
    { purpose: "1.3.6.1.5.5.7.3.3", critical: false, outcome: "failed" },
    { purpose: "1.3.6.1.5.5.7.3.9", critical: false, outcome: "failed" },
    { purpose: "1.3.6.1.5.5.7.3.4", critical: false, outcome: "passed" },
    { purpose: "1.3.6.1.5.5.7.3.36", critical: true, outcome: "passed" },
    { purpose: "2.5.29.37.0", critical: false, outcome: "passed" },
  ])("a certificate for the purpose $purpose: $outcome", async ({ purpose, critical, outcome }) => {
    const extendedKeyUsage = { purposes: [purpose], critical };
    const signer = await world.intermediate.issue("Operator of a Purpose", { extendedKeyUsage });
    const verdict = await judge((await makePackage(world, { signer })).bytes, world.trust);
    expect(verdict.outcome).toBe(outcome);
    const refused = outcome === "failed" ? ["SIGNER_CERTIFICATE_REFUSED"] : [];
    expect(codesOf(verdict, "failed")).toEqual(refused);
  });

  test("must be the operator whom evidence.json names", async () => {
    const wishes = {
      evidence: {
        parties: sampleEvidence.parties,
      },
    };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["SIGNER_NOT_OPERATOR"]);
  });
});

describe("a signer who was revoked before the signature", () => {
  /** The list of a later day, beside the older one that knows of nothing. */
  async function newerList(): Promise<Uint8Array> {
    const operator = parseCertificate(world.operator.certificate);
    if (!operator.ok) throw new Error(operator.fault.rule);
    return world.intermediate.crl({
      number: 2n,
      thisUpdate: capturedAt - 1_000,
      revoked: [{ serial: operator.value.serial, at: capturedAt - 2_000, reason: "keyCompromise" }],
    });
  }

  const nameOf = (der: Uint8Array): string => trustName(toHex(digestOf("sha256", der)), "crl");

  async function withNewerList(): Promise<MadePackage> {
    const newer = await newerList();
    return makePackage(world, {
      before: { register: (files) => void files.set(nameOf(newer), newer) },
    });
  }

  test("is refused though an older list without the entry lies beside the newer one", async () => {
    const made = await withNewerList();
    expect([...made.files.keys()].filter((name) => name.endsWith(".crl"))).toHaveLength(3);
    const verdict = await judge(made.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["SIGNER_CERTIFICATE_REFUSED"]);
  });

  test("is refused by the verifier's own list when the package has but the older one", async () => {
    const made = await withNewerList();
    const newer = await newerList();
    const files = reopened(made.files);
    files.delete(nameOf(newer));
    const stripped = await closedAgain(world, files);
    expect((await judge(stripped, world.trust)).outcome).toBe("passed");
    const verdict = await judge(stripped, { ...world.trust, crls: [newer] });
    expect(codesOf(verdict, "failed")).toEqual(["SIGNER_CERTIFICATE_REFUSED"]);
  });

  test("is refused by the verifier's own list however many forged ones the package has", async () => {
    const own = await newerList();
    const impostor = partyOf(softwareKey("Impostor"), world.intermediate.certificate);
    const made = await makePackage(world, {
      before: {
        register: async (files) => {
          for (let number = 1n; number <= 20n; number += 1n) {
            const list = await impostor.crl({ number });
            files.set(nameOf(list), list);
          }
        },
      },
    });
    const verdict = await judge(made.bytes, { ...world.trust, crls: [own] });
    expect(codesOf(verdict, "failed")).toEqual(["SIGNER_CERTIFICATE_REFUSED"]);
  });
});

test("a root that was issued again after the signature leaves the signer open, and the token", async () => {
  const { bytes } = await makePackage(world);
  const again = await createRoot("Test Root", { notBefore: capturedAt + 60_000 });
  const roots = [{ certificate: again.certificate, source: "test", practice: false }];
  const verdict = await judge(bytes, { ...world.trust, roots });
  expect(codesOf(verdict, "failed")).toEqual([]);
  expect(codesOf(verdict, "indeterminate")).toEqual(["CHAIN_ROOT_LATER"]);
  expect(verdict.checks.map(({ code }) => code)).not.toContain("SIGNER_CERTIFIED");
  expect(verdict.facts.timeline.map(({ standing }) => standing.state)).toContain("open");
});

test("a practice root makes practice of everybody below it, whatever they are called", async () => {
  const root = await createRoot("Test PRACTICE 演练 Root");
  const quiet = await root.issueAuthority("Quiet Authority");
  const signer = await quiet.issue("Real Lawyer");
  const wishes = { signer, signerChain: [signer.certificate, quiet.certificate] };
  const { bytes } = await makePackage(world, wishes);
  const accepted = { certificate: root.certificate, source: "test", practice: true };
  const trust = { ...world.trust, roots: [...world.trust.roots, accepted] };
  const verdict = await judge(bytes, trust);
  expect(verdict.practice).toBe(true);
  expect(codesOf(verdict, "passed")).toContain("PRACTICE_ACCEPTED");
  expect(verdict.facts.signer?.practice).toBe(true);
});

describe("certificates that the verifier put beside the roots", () => {
  test("help to build the chain of a package that does not carry them", async () => {
    const below = await world.intermediate.issueAuthority("Authority Below");
    const signer = await below.issue("Operator Below");
    const wishes = { signer, signerChain: [signer.certificate] };
    const { bytes } = await makePackage(world, wishes);
    const crls = [await below.crl()];
    const without = await judge(bytes, { ...world.trust, crls });
    expect(codesOf(without, "indeterminate")).toEqual(["SIGNER_ISSUER_UNKNOWN"]);
    const trust = { ...world.trust, crls, certificates: [below.certificate] };
    expect((await judge(bytes, trust)).outcome).toBe("passed");
  });
});
