import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { findPath } from "../../shared/x509/path.ts";
import { createRoot, from, type Party } from "../parties/certificate-authority.ts";
import {
  alternativeNames,
  generalNames,
  inhibitAnyPolicy,
  issueOdd,
  nameConstraints,
  policies,
  policyConstraints,
  policyMappings,
  strangeExtension,
} from "../parties/odd-certificates.ts";
import { certificateOf } from "../parties/odd-tokens.ts";
import { run } from "./workbench.ts";

/* `openssl verify -policy_check` and our own path validation on name constraints and certificate policies. */

const folder = mkdtempSync(join(tmpdir(), "cunzhen-path-rules-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function pemFile(name: string, parties: readonly Party[]): string {
  const path = join(folder, name);
  const blocks = parties.map(
    ({ certificate }) =>
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString("base64")}\n-----END CERTIFICATE-----\n`,
  );
  writeFileSync(path, blocks.join(""));
  return path;
}

const at = from + 1_000_000;
const root = await createRoot("Rules root");

async function theirs(leaf: Party, between: readonly Party[]): Promise<boolean> {
  const { code } = await run("openssl", [
    // Without a policy of its own it would find none good enough where an authority demands one.
    ...["verify", "-policy_check", "-policy", any, "-attime", String(at / 1000)],
    ...["-CAfile", pemFile("root.pem", [root]), "-untrusted", pemFile("between.pem", between)],
    pemFile("leaf.pem", [leaf]),
  ]);
  return code === 0;
}

function ours(leaf: Party, between: readonly Party[]): boolean {
  const report = findPath({
    leaf: certificateOf(leaf),
    pool: between.map(certificateOf),
    anchors: [certificateOf(root)],
    at,
    verify: verifySignature,
  });
  return report.kind === "valid";
}

type Extensions = readonly Uint8Array[];

async function chain(...all: readonly Extensions[]): Promise<readonly [Party, readonly Party[]]> {
  const between: Party[] = [];
  let issuer = root;
  for (const [index, extensions] of all.entries()) {
    const authority = index < all.length - 1;
    const name = authority ? `Between ${String(index)}` : "Leaf";
    issuer = await issueOdd(issuer, name, { authority, extensions });
    if (authority) between.push(issuer);
  }
  return [issuer, between];
}

const { directory, dns, email, ip, registeredId, uri } = generalNames;
const court = [["CN", "Leaf"]] as const;
const net = ip(10, 1, 0, 0, 255, 255, 0, 0);
const any = "2.5.29.32.0";
const gold = "1.2.3.1";
const silver = "1.2.3.2";
const demand = policyConstraints(0);
const mapping = policyMappings([gold, silver]);

/** A permitted base, a name of the leaf, and whether both accept it. */
const permitted: readonly (readonly [string, Uint8Array, Uint8Array, boolean])[] = [
  ["a host below", dns("court.cn"), dns("a.court.cn"), true],
  ["a host that ends alike", dns("court.cn"), dns("mycourt.cn"), false],
  ["a leading dot", dns(".court.cn"), dns("a.court.cn"), true],
  ["the domain of a leading dot", dns(".court.cn"), dns("court.cn"), false],
  ["a mailbox of the host", email("court.cn"), email("a@court.cn"), true],
  ["a mailbox of a host below", email("court.cn"), email("a@b.court.cn"), false],
  ["a mailbox under a dot", email(".court.cn"), email("a@b.court.cn"), true],
  ["one mailbox in another case", email("a@court.cn"), email("A@court.cn"), false],
  ["an address at the host", uri("court.cn"), uri("https://court.cn:1/x"), true],
  ["an address below", uri("court.cn"), uri("https://a.court.cn/"), false],
  ["a number in the net", net, ip(10, 1, 9, 9), true],
  ["a number outside", net, ip(10, 2, 9, 9), false],
  ["a number of the other kind", net, ip(...new Array<number>(16).fill(0)), false],
  ["a registered id", registeredId("1.2.3"), registeredId("1.2.3"), false],
  ["another form", dns("court.cn"), email("a@b.cn"), true],
];

/** Chains by what is in the authority and in the leaf, and whether both accept them. */
const cases: readonly (readonly [string, boolean, ...Extensions[]])[] = [
  ["an excluded subject", false, [nameConstraints({ excluded: [directory(court)] })], []],
  ["a permitted subject", true, [nameConstraints({ permitted: [directory(court)] })], []],
  [
    "an excluded host, not critical",
    false,
    [nameConstraints({ excluded: [dns("court.cn")], critical: false })],
    [alternativeNames(dns("court.cn"))],
  ],
  [
    "constraints two certificates above",
    false,
    [nameConstraints({ excluded: [dns("court.cn")] })],
    [],
    [alternativeNames(dns("court.cn"))],
  ],
  [
    "a subtree with a minimum",
    false,
    [nameConstraints({ permitted: [dns("court.cn")], minimum: true })],
    [alternativeNames(dns("court.cn"))],
  ],
  ["policies that nobody demands", true, [policies(gold)], [policies(silver)]],
  ["the demanded policy", true, [policies(gold), demand], [policies(gold)]],
  ["another policy than demanded", false, [policies(gold), demand], [policies(silver)]],
  ["no policy where one is demanded", false, [policies(gold), demand], []],
  ["any policy where one is demanded", true, [policies(gold), demand], [policies(any)]],
  [
    "any policy where it is inhibited",
    false,
    [policies(gold), demand, inhibitAnyPolicy(0)],
    [policies(any)],
  ],
  ["a demand after one more", false, [policies(gold), policyConstraints(1)], [], []],
  ["a demand after four more", true, [policies(gold), policyConstraints(4)], [], []],
  ["a mapped policy", true, [policies(gold), demand, mapping], [policies(silver)]],
  ["a policy mapped away", false, [policies(gold), demand, mapping], [policies(gold)]],
  ["any policy mapped", true, [policies(any), demand, mapping], [policies(silver)]],
  [
    "a mapping that is inhibited",
    false,
    [policies(gold), policyConstraints(0, 0)],
    [policies(gold), mapping],
    [policies(silver)],
  ],
  [
    "a mapping of any policy",
    false,
    [policies(gold), policyMappings([any, gold])],
    [policies(gold)],
  ],
  ["a strange critical extension of an authority", false, [strangeExtension("1.2.3.4", true)], []],
  ["a strange critical extension of the leaf", false, [], [strangeExtension("1.2.3.4", true)]],
  ["a strange extension", true, [strangeExtension("1.2.3.4", false)], []],
];

async function expectBoth(accepted: boolean, ...extensions: readonly Extensions[]): Promise<void> {
  const [leaf, between] = await chain(...extensions);
  expect(ours(leaf, between)).toBe(accepted);
  expect(await theirs(leaf, between)).toBe(accepted);
}

describe("openssl verify and we agree on", () => {
  test.each(permitted)("%s", async (_, base, name, accepted) => {
    const constraints = nameConstraints({ permitted: [base] });
    await expectBoth(accepted, [constraints], [alternativeNames(name)]);
  });

  for (const [name, accepted, ...extensions] of cases) {
    test(name, () => expectBoth(accepted, ...extensions));
  }
});
