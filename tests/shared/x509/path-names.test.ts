import { describe, expect, test } from "vitest";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { createRoot, type Party } from "../../parties/certificate-authority.ts";
import {
  alternativeNames,
  generalNames,
  issueOdd,
  nameConstraints,
  type OddCertificate,
} from "../../parties/odd-certificates.ts";
import { pathAnswer } from "../../parties/path-answer.ts";

const { directory, dns, email, ip, otherName, registeredId, uri } = generalNames;

const root = await createRoot("Constraining root");
const cn = (name: string) => [["CN", name]] as const;
const org = [
  ["C", "CN"],
  ["O", "Court"],
] as const;

function judge(leaf: Party, pool: readonly Party[], anchor: Party = root): string {
  return pathAnswer(leaf, pool, anchor);
}

type Constraints = Parameters<typeof nameConstraints>[0];

/** What is said of a leaf under an authority with these constraints. */
async function under(constraints: Constraints, leaf: OddCertificate): Promise<string> {
  const middle = await issueOdd(root, "Middle", {
    authority: true,
    extensions: [nameConstraints(constraints)],
  });
  return judge(await issueOdd(middle, "leaf", leaf), [middle]);
}

const named = (...names: readonly Uint8Array[]): OddCertificate => ({
  extensions: [alternativeNames(...names)],
});

const notPermitted = "leaf: name-not-permitted";
const excluded = "leaf: name-excluded";
const notComparable = "leaf: name-not-comparable";

/** Base, a name, and what is said where the base is permitted, and where it is excluded. */
const placements: readonly (readonly [string, Uint8Array, Uint8Array, string, string])[] = [
  ["the host itself", dns("court.cn"), dns("Court.CN"), "valid", excluded],
  ["a host below", dns("court.cn"), dns("tsa.court.cn"), "valid", excluded],
  ["a host that ends alike", dns("court.cn"), dns("mycourt.cn"), notPermitted, "valid"],
  ["a host under a leading dot", dns(".court.cn"), dns("a.court.cn"), "valid", excluded],
  ["the domain of a leading dot", dns(".court.cn"), dns("court.cn"), notPermitted, "valid"],
  ["every host under an empty base", dns(""), dns("a.b"), "valid", excluded],
  ["a host that is none", dns("court.cn"), dns("court.cn."), notComparable, notComparable],
  ["a wildcard that reaches in", dns("a.court.cn"), dns("*.court.cn"), notPermitted, excluded],
  ["a mailbox of the host", email("court.cn"), email("a@Court.cn"), "valid", excluded],
  ["a mailbox of a host below", email("court.cn"), email("a@b.court.cn"), notPermitted, "valid"],
  ["a mailbox under a dot", email(".court.cn"), email("a@b.court.cn"), "valid", excluded],
  ["one mailbox", email("a@court.cn"), email("a@COURT.cn"), "valid", excluded],
  ["one mailbox in other case", email("a@court.cn"), email("A@court.cn"), notPermitted, "valid"],
  ["a mailbox in quotes", email("court.cn"), email('"a b"@court.cn'), notComparable, notComparable],
  ["a mailbox without a host", email("court.cn"), email("a@"), notComparable, notComparable],
  ["an address at the host", uri("court.cn"), uri("https://u@Court.cn:1/x"), "valid", excluded],
  ["an address below", uri("court.cn"), uri("https://a.court.cn/"), notPermitted, "valid"],
  ["an address under a dot", uri(".court.cn"), uri("https://a.court.cn"), "valid", excluded],
  [
    "an address with the host behind",
    uri("court.cn"),
    uri("https://e.cn/@court.cn"),
    notPermitted,
    "valid",
  ],
  ["an address by number", uri("court.cn"), uri("https://1.2.3.4/"), notComparable, notComparable],
  ["an address without a host", uri("court.cn"), uri("urn:court.cn"), notComparable, notComparable],
  ["a number in the net", ip(10, 1, 0, 0, 255, 255, 0, 0), ip(10, 1, 9, 9), "valid", excluded],
  ["a number outside", ip(10, 1, 0, 0, 255, 255, 0, 0), ip(10, 2, 9, 9), notPermitted, "valid"],
  [
    "a number of the other kind",
    ip(10, 1, 0, 0, 255, 255, 0, 0),
    ip(...new Array<number>(16).fill(0)),
    notPermitted,
    "valid",
  ],
  [
    "a number of three octets",
    ip(10, 1, 0, 0, 255, 255, 0, 0),
    ip(1, 2, 3),
    notComparable,
    notComparable,
  ],
  ["a directory name below", directory(org), directory([...org, ["CN", "x"]]), "valid", excluded],
  ["a directory name that is the base", directory(org), directory(org), "valid", excluded],
  ["a shorter directory name", directory(org), directory([["C", "CN"]]), notPermitted, "valid"],
  ["a registered id", registeredId("1.2.3"), registeredId("1.2.3"), notComparable, notComparable],
  ["another name", otherName("a"), otherName("a"), notComparable, notComparable],
];

describe("name constraints", () => {
  test.each(placements)("%s", async (what, base, name, whenPermitted, whenExcluded) => {
    // The subject must not decide where directory names are constrained.
    const leaf = { ...named(name), subject: what.includes("directory") ? [] : cn("leaf") };
    const told = (answer: string): string =>
      leaf.subject.length === 0 ? answer.replace("?", "leaf") : answer;
    for (const critical of [true, false]) {
      expect(told(await under({ permitted: [base], critical }, leaf))).toBe(whenPermitted);
      expect(told(await under({ excluded: [base], critical }, leaf))).toBe(whenExcluded);
    }
  });

  test("on directory names hold for the subject, its kinds of text and case aside", async () => {
    const permitted = [directory(org)];
    const subject = [
      ["C", "CN"],
      ["O", "COURT"],
      ["CN", "leaf"],
    ] as const;
    expect(await under({ permitted }, { subject })).toBe("valid");
    expect(await under({ permitted }, { subject: cn("leaf") })).toBe(notPermitted);
    expect(await under({ excluded: permitted }, { subject })).toBe(excluded);
  });

  test("on mailboxes hold for the one in the subject", async () => {
    const subject = [
      ["CN", "leaf"],
      ["emailAddress", "a@elsewhere.cn"],
    ] as const;
    expect(await under({ permitted: [email("court.cn")] }, { subject })).toBe(notPermitted);
    expect(await under({ excluded: [email("elsewhere.cn")] }, { subject })).toBe(excluded);
  });

  test("need one of several that are permitted, and none that is excluded", async () => {
    const both = { permitted: [dns("a.cn"), dns("b.cn")], excluded: [dns("x.b.cn")] };
    expect(await under(both, named(dns("b.cn"), dns("a.cn")))).toBe("valid");
    expect(await under(both, named(dns("b.cn"), dns("c.cn")))).toBe(notPermitted);
    expect(await under(both, named(dns("x.b.cn")))).toBe(excluded);
    // Names of other forms are free.
    expect(await under(both, named(email("a@c.cn")))).toBe("valid");
  });

  test("with a minimum, which nobody can interpret, refuse a name of the form and no other", async () => {
    const bounded = { permitted: [dns("a.cn")], minimum: true };
    expect(await under(bounded, named(dns("a.cn")))).toBe(notComparable);
    expect(await under(bounded, named(email("a@a.cn")))).toBe("valid");
  });

  test("that cannot be read leave the authority out, and alternative names that cannot, the leaf", async () => {
    const empty = await issueOdd(root, "Middle", {
      authority: true,
      extensions: [nameConstraints({})],
    });
    expect(parseCertificate(empty.certificate)).toMatchObject({
      fault: { rule: "name-constraints-empty" },
    });
    const noText = { extensions: [alternativeNames(Uint8Array.of(0x82, 1, 0xff))] };
    expect(await under({ permitted: [email("a.cn")] }, noText)).toBe(notComparable);
  });

  test("of every authority above count, the root's own too", async () => {
    const upper = await issueOdd(root, "Upper", {
      authority: true,
      extensions: [nameConstraints({ permitted: [dns("court.cn")] })],
    });
    const lower = await issueOdd(upper, "Lower", {
      authority: true,
      extensions: [nameConstraints({ permitted: [dns("a.court.cn"), dns("b.cn")] })],
    });
    const leafOf = (name: string) => issueOdd(lower, "leaf", named(dns(name)));
    expect(judge(await leafOf("a.court.cn"), [lower, upper])).toBe("valid");
    expect(judge(await leafOf("b.cn"), [lower, upper])).toBe(notPermitted);
    expect(judge(await leafOf("c.court.cn"), [lower, upper])).toBe(notPermitted);
    expect(judge(await leafOf("b.cn"), [], lower)).toBe("valid");
    expect(judge(await leafOf("c.court.cn"), [], lower)).toBe(notPermitted);
  });

  test("hold for authorities between, unless they are self-issued", async () => {
    const constraining = await issueOdd(root, "Middle", {
      authority: true,
      extensions: [nameConstraints({ permitted: [directory(org)] })],
    });
    const outside = await issueOdd(constraining, "Outside", { authority: true });
    const subject = [...org, ["CN", "leaf"]] as const;
    expect(judge(await issueOdd(outside, "leaf", { subject }), [outside, constraining])).toBe(
      "Outside: name-not-permitted",
    );
    const rolled = await issueOdd(constraining, "rolled", {
      subject: cn("Middle"),
      authority: true,
    });
    expect(judge(await issueOdd(rolled, "leaf", { subject }), [rolled, constraining])).toBe(
      "valid",
    );
  });

  test("with more pairs of names and bases than are compared refuse", async () => {
    const bases = Array.from({ length: 900 }, (_, n) => dns(`n${String(n)}.cn`));
    const names = Array.from({ length: 30 }, () => dns("n1.cn"));
    expect(await under({ permitted: bases }, named(...names.slice(0, 20)))).toBe("valid");
    expect(await under({ permitted: bases }, named(...names))).toBe(notComparable);
  });
});
