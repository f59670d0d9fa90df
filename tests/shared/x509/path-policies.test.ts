import { describe, expect, test } from "vitest";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { oid, sequence } from "../../../shared/bytes/der/writer.ts";
import { writeExtension } from "../../../shared/x509/extension-writer.ts";
import { createRoot, type Party } from "../../parties/certificate-authority.ts";
import {
  inhibitAnyPolicy,
  issueOdd,
  policies,
  policyConstraints,
  policyMappings,
} from "../../parties/odd-certificates.ts";
import { pathAnswer } from "../../parties/path-answer.ts";

const any = "2.5.29.32.0";
const gold = "1.2.3.1";
const silver = "1.2.3.2";
const root = await createRoot("Policy root");

function judge(leaf: Party, pool: readonly Party[]): string {
  return pathAnswer(leaf, pool, root);
}

type Extensions = readonly Uint8Array[];

/** What is said of a chain root, "1", "2", ... and "leaf", whose extensions are given in that order. */
async function chain(...all: readonly Extensions[]): Promise<string> {
  const parties: Party[] = [];
  let issuer = root;
  for (const [index, extensions] of all.entries()) {
    const isLeaf = index === all.length - 1;
    issuer = await issueOdd(issuer, isLeaf ? "leaf" : String(index + 1), {
      authority: !isLeaf,
      extensions,
    });
    parties.push(issuer);
  }
  return judge(issuer, parties);
}

const required = "leaf: policy-required";

describe("certificate policies", () => {
  test("that nobody demands may differ, end or be missing", async () => {
    expect(await chain([policies(gold)], [policies(silver)])).toBe("valid");
    expect(await chain([], [policies(silver)])).toBe("valid");
    expect(await chain([policies(gold)], [])).toBe("valid");
  });

  test("demanded at once must be valid all the way", async () => {
    const demand = policyConstraints(0);
    expect(await chain([policies(gold), demand], [policies(gold)])).toBe("valid");
    expect(await chain([policies(any), demand], [policies(gold)])).toBe("valid");
    expect(await chain([policies(gold), demand], [policies(any)])).toBe("valid");
    expect(await chain([policies(gold), demand], [policies(silver)])).toBe(required);
    expect(await chain([policies(gold), demand], [])).toBe(required);
    expect(await chain([demand], [policies(gold)])).toBe(required);
  });

  test("demanded after some certificates are free before", async () => {
    const later = [policies(gold), policyConstraints(1)];
    expect(await chain(later, [], [])).toBe(required);
    expect(await chain([policies(gold), policyConstraints(3)], [], [])).toBe("valid");
    // The count ends at the leaf: RFC 5280 6.1.5 (a) takes one more off.
    expect(await chain([policies(gold), policyConstraints(1)], [policies(silver)])).toBe(required);
    expect(await chain([policies(gold), policyConstraints(2)], [policies(silver)])).toBe("valid");
  });

  test("demanded by the leaf itself count", async () => {
    expect(await chain([policies(gold)], [policies(silver), policyConstraints(0)])).toBe(required);
    expect(await chain([policies(gold)], [policies(gold), policyConstraints(0)])).toBe("valid");
  });

  test("demanded above are told at the first authority without one", async () => {
    const demand = policyConstraints(0);
    expect(await chain([policies(gold), demand], [policies(silver)], [policies(silver)])).toBe(
      "2: policy-required",
    );
  });

  test("of any kind no longer count where that is inhibited", async () => {
    const demand = [policyConstraints(0), inhibitAnyPolicy(0)];
    expect(await chain([policies(gold), ...demand], [policies(any)])).toBe(required);
    expect(await chain([policies(gold), ...demand], [policies(gold)])).toBe("valid");
    const later = [policyConstraints(0), inhibitAnyPolicy(1)];
    expect(await chain([policies(gold), ...later], [policies(any)])).toBe("valid");
    expect(await chain([policies(gold), ...later], [policies(any)], [policies(any)])).toBe(
      required,
    );
  });

  test("are mapped, also from anyPolicy, unless mapping is inhibited", async () => {
    const demand = policyConstraints(0);
    const mapping = policyMappings([gold, silver]);
    expect(await chain([policies(gold), demand, mapping], [policies(silver)])).toBe("valid");
    expect(await chain([policies(gold), demand, mapping], [policies(gold)])).toBe(required);
    expect(await chain([policies(any), demand, mapping], [policies(silver)])).toBe("valid");
    const inhibited = [policies(gold), policyConstraints(0, 0)];
    const second = [policies(gold), mapping];
    expect(await chain(inhibited, second, [policies(silver)])).toBe(required);
    expect(await chain([policies(gold), demand], second, [policies(silver)])).toBe("valid");
  });

  test("are never mapped from or to anyPolicy", async () => {
    for (const pair of [
      [any, gold],
      [gold, any],
    ] as const) {
      expect(await chain([policies(gold), policyMappings(pair)], [policies(gold)])).toBe(
        "1: policy-mapping-of-any",
      );
    }
  });

  test("that are critical must be understood to the last qualifier", async () => {
    const qualified = (qualifier: string, critical: boolean): Uint8Array =>
      writeExtension(
        "2.5.29.32",
        critical,
        sequence(sequence(oid(gold), sequence(sequence(oid(qualifier), oid("1.2.3"))))),
      );
    const unknown = "leaf: unknown-critical-extension";
    expect(await chain([], [qualified("1.2.3.4", true)])).toBe(unknown);
    expect(await chain([], [qualified("1.2.3.4", false)])).toBe("valid");
    expect(await chain([], [qualified("1.3.6.1.5.5.7.2.1", true)])).toBe("valid");
  });

  test.each([
    ["policies-empty", policies()],
    ["policies-empty", policyMappings()],
    ["policy-constraints-empty", policyConstraints()],
    ["policies-too-many", policies(...Array.from({ length: 257 }, (_, n) => `1.2.3.${String(n)}`))],
    ["der-integer-range", policyConstraints(2 ** 31)],
    ["der-integer-range", inhibitAnyPolicy(-1)],
  ])("that cannot be read refuse the certificate: %s", async (rule, extension) => {
    const { certificate } = await issueOdd(root, "odd", { extensions: [extension] });
    expect(parseCertificate(certificate)).toMatchObject({ fault: { rule } });
  });

  test("of many kinds through many mappings take no time", async () => {
    const many = Array.from({ length: 250 }, (_, n) => `1.2.3.${String(n)}`);
    const pairs = many.map((one, n) => [one, many[(n * 7) % 250] ?? one] as const);
    const between = [policies(any, ...many), policyMappings(...pairs)];
    const levels = Array.from({ length: 8 }, () => between);
    const started = performance.now();
    expect(await chain(...levels, [policies(gold)])).toBe("valid");
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
