import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { type Certificate, parseCertificate } from "../../../shared/x509/certificate.ts";
import { findPath, type PathReport } from "../../../shared/x509/path.ts";
import { issueCertificate } from "../../../shared/x509/issue-certificate.ts";
import {
  createRoot,
  from,
  type Party,
  purposes,
  softwareKey,
  until,
  type Wishes,
} from "../../parties/certificate-authority.ts";
import { certificateVector, whole } from "../../parties/x509-vectors.ts";

const day = 86_400_000;
const noon = from + 180 * day;
const read = (party: Party): Certificate => whole(parseCertificate(party.certificate));

function search(leaf: Party, pool: readonly Party[], anchors: readonly Party[], at = noon) {
  return findPath({
    leaf: read(leaf),
    pool: pool.map(read),
    anchors: anchors.map(read),
    at,
    verify: verifySignature,
    purpose: purposes.timeStamping,
  });
}

function told(report: PathReport): string {
  const names = report.path.map(({ subject }) => subject.commonName).join(" < ");
  if (report.kind !== "invalid") return `${report.kind}: ${names}`;
  const faults = report.faults.map(
    ({ certificate, rule }) => `${certificate.subject.commonName ?? ""} ${rule}`,
  );
  return `invalid: ${names}: ${faults.join(", ")}`;
}

const root = await createRoot("Root");
const middle = await root.issueAuthority("Middle");
const leaf = await middle.issue("Leaf");

describe("a certificate path", () => {
  test("is found in a bag of any order, with strangers and duplicates", async () => {
    const stranger = await createRoot("Stranger");
    const bag = [leaf, stranger, root, middle, middle, await stranger.issueAuthority("Other")];
    expect(told(search(leaf, bag, [stranger, root]))).toBe("valid: Leaf < Middle < Root");
    expect(told(search(leaf, [...bag].reverse(), [root, stranger]))).toBe(
      "valid: Leaf < Middle < Root",
    );
  });

  test("ends nowhere without an accepted root, though the bag holds one", () => {
    expect(told(search(leaf, [middle, root], []))).toBe("unanchored: Leaf < Middle < Root");
    expect(told(search(leaf, [], [root]))).toBe("unanchored: Leaf");
  });

  test("may end in an intermediate that its owner accepted, or be the leaf alone", () => {
    expect(told(search(leaf, [], [middle]))).toBe("valid: Leaf < Middle");
    expect(told(search(leaf, [], [leaf]))).toBe("valid: Leaf");
  });

  test.each([
    [from - 1, "Leaf not-yet-valid, Middle not-yet-valid, Root not-yet-valid"],
    [from, ""],
    [until + 999, ""],
    [until + 1000, "Leaf expired, Middle expired, Root expired"],
  ])("at %i has the faults “%s”", (at, faults) => {
    const report = told(search(leaf, [middle], [root], at));
    expect(report).toBe(
      faults === "" ? "valid: Leaf < Middle < Root" : `invalid: Leaf < Middle < Root: ${faults}`,
    );
  });

  async function under(wishes: Wishes, leafWishes: Wishes = {}): Promise<string> {
    const odd = await root.issueAuthority("Odd", wishes);
    return told(search(await odd.issue("Leaf of Odd", leafWishes), [odd], [root]));
  }

  test("needs authorities", async () => {
    const plain = await root.issue("Plain", { keyUsage: ["digitalSignature"] });
    expect(told(search(await plain.issue("Leaf of Plain"), [plain], [root]))).toBe(
      "invalid: Leaf of Plain < Plain < Root: Plain not-an-authority, Plain key-may-not-sign-certificates",
    );
    expect(await under({ keyUsage: ["cRLSign"] })).toContain("Odd key-may-not-sign-certificates");
  });

  test("keeps to path lengths", async () => {
    const short = await root.issueAuthority("Short", { authority: { pathLength: 0 } });
    const below = await short.issueAuthority("Below");
    expect(told(search(await short.issue("Near"), [short], [root]))).toMatch(/^valid/u);
    expect(told(search(await below.issue("Far"), [short, below], [root]))).toBe(
      "invalid: Far < Below < Short < Root: Short path-too-long",
    );
  });

  test("does not count a self-issued certificate for the length", async () => {
    const short = await createRoot("Rolled", { authority: { pathLength: 0 } });
    const key = softwareKey("the new key of Rolled");
    const rolled = await issueCertificate(
      {
        serial: 77n,
        subject: [
          ["C", "CN"],
          ["CN", "Rolled"],
        ],
        notBefore: from,
        notAfter: until,
        spki: key.spki,
        authority: { pathLength: 0 },
        keyUsage: ["keyCertSign"],
      },
      short.signer,
    );
    const signed = await issueCertificate(
      {
        serial: 78n,
        subject: [["CN", "Below rolled"]],
        notBefore: from,
        notAfter: until,
        spki: softwareKey("Below rolled").spki,
        keyUsage: ["digitalSignature"],
      },
      { ...key, certificate: rolled },
    );
    const report = findPath({
      leaf: whole(parseCertificate(signed)),
      pool: [whole(parseCertificate(rolled))],
      anchors: [read(short)],
      at: noon,
      verify: verifySignature,
    });
    expect(report.kind).toBe("valid");
    expect(report.path).toHaveLength(3);
  });

  test("lets an authority that limits its purposes serve no other", async () => {
    const mail = { extendedKeyUsage: { purposes: [purposes.emailProtection], critical: false } };
    const any = { extendedKeyUsage: { purposes: ["2.5.29.37.0"], critical: false } };
    expect(await under(mail)).toContain("Odd purpose-not-allowed");
    expect(await under(any)).toMatch(/^valid/u);
  });

  test("fails on an unknown critical extension, not on qcStatements", () => {
    const report = (name: string) =>
      told(
        findPath({
          leaf: certificateVector(name),
          pool: [certificateVector("ca")],
          anchors: [certificateVector("root")],
          at: certificateVector(name).notBefore,
          verify: verifySignature,
        }),
      );
    expect(report("odd")).toContain("odd unknown-critical-extension");
    for (const name of ["tsa", "ed", "bp", "pss", "e448"]) expect(report(name)).toMatch(/^valid/u);
  });

  test("says when a signature in it is broken", () => {
    const broken = leaf.certificate.slice();
    const at = broken.length - 1;
    broken[at] = (broken[at] ?? 0) ^ 1;
    const report = findPath({
      leaf: whole(parseCertificate(broken)),
      pool: [read(middle)],
      anchors: [read(root)],
      at: noon,
      verify: verifySignature,
    });
    expect(told(report)).toBe("invalid: Leaf < Middle < Root: Leaf signature");
  });

  test("takes another accepted root of the same name for a stranger", async () => {
    const twin = await createRoot("Root", { serial: 5n });
    const other = await issueCertificate(
      {
        serial: 9n,
        subject: [
          ["C", "CN"],
          ["CN", "Root"],
        ],
        notBefore: from,
        notAfter: until,
        spki: softwareKey("another key").spki,
        authority: { pathLength: undefined },
        keyUsage: ["keyCertSign"],
      },
      { ...softwareKey("another key"), certificate: undefined },
    );
    const anchors = [whole(parseCertificate(other))];
    const ask = (more: readonly Certificate[]) =>
      findPath({
        leaf: read(leaf),
        pool: [read(middle)],
        anchors: [...anchors, ...more],
        at: noon,
        verify: verifySignature,
      }).kind;
    expect(ask([])).toBe("unanchored");
    expect(ask([read(twin)])).toBe("valid");
  });

  test("goes round a cross certificate that has expired", async () => {
    const old = await createRoot("Old root");
    const key = softwareKey("Root");
    const cross = await issueCertificate(
      {
        serial: 10n,
        subject: [
          ["C", "CN"],
          ["CN", "Root"],
        ],
        notBefore: from,
        notAfter: from + day,
        spki: key.spki,
        authority: { pathLength: undefined },
        keyUsage: ["keyCertSign"],
      },
      old.signer,
    );
    const pool = [whole(parseCertificate(cross)), read(middle)];
    const ask = (anchors: readonly Party[]) =>
      told(
        findPath({
          leaf: read(leaf),
          pool,
          anchors: anchors.map(read),
          at: noon,
          verify: verifySignature,
        }),
      );
    expect(ask([old, root])).toBe("valid: Leaf < Middle < Root");
    expect(ask([old])).toBe("invalid: Leaf < Middle < Root < Old root: Root expired");
  });

  test("costs a bounded number of signatures in a bag full of loops", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `Loop ${String(index)}`);
    const issuers = await Promise.all(names.map((name) => createRoot(name)));
    const mesh: Party[] = [];
    for (const issuer of issuers) {
      for (const name of names) mesh.push(await issuer.issueAuthority(name));
    }
    const [first] = issuers;
    if (first === undefined) throw new Error("no issuer");
    let signatures = 0;
    const report = findPath({
      leaf: read(await first.issue("Lost leaf")),
      pool: mesh.map(read),
      anchors: [read(root)],
      at: noon,
      verify: (...question) => {
        signatures += 1;
        return verifySignature(...question);
      },
    });
    expect(report.kind).toBe("unanchored");
    expect(signatures).toBeLessThanOrEqual(300);
  });
});
