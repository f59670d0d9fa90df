import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  openPracticeAuthority,
  type PracticeAuthority,
} from "../../../consortium/authority/practice-authority.ts";
import { practicePolicy } from "../../../consortium/authority/stamping-answer.ts";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { element, integer, octets, oid, sequence } from "../../../shared/bytes/der/writer.ts";
import { equalBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { frameFault } from "../../../shared/cms/signed-data-frame.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writeImprint } from "../../../shared/timestamp/message-imprint.ts";
import { type RequestFields, writeRequest } from "../../../shared/timestamp/request.ts";
import { parseResponse } from "../../../shared/timestamp/response.ts";
import { parseToken } from "../../../shared/timestamp/token.ts";
import { checkToken } from "../../../shared/verification/timestamp/token-check.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { writeCertificationRequest } from "../../../shared/x509/certification-request.ts";
import { parseCrl } from "../../../shared/x509/crl.ts";
import { softwareKey } from "../../parties/certificate-authority.ts";

const start = 1_795_226_587_000;
const day = 24 * 60 * 60 * 1000;
const home = mkdtempSync(join(tmpdir(), "authority-"));
const imprint = digestOf("sha256", toUtf8("a manifest"));
let now = start;
let authority: PracticeAuthority;

beforeAll(async () => {
  authority = await openPracticeAuthority(home, () => now);
});
afterAll(async () => {
  await authority.close();
  rmSync(home, { recursive: true });
});

function ask(more: Partial<RequestFields> = {}): Promise<Uint8Array> {
  return authority.stamp(writeRequest({ digest: "sha256", imprint, certReq: true, ...more }));
}

async function answerTo(query: Uint8Array) {
  const parsed = parseResponse(await authority.stamp(query));
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value;
}

async function tokenOf(more: Partial<RequestFields> = {}): Promise<Uint8Array> {
  const parsed = parseResponse(await ask(more));
  if (!parsed.ok || parsed.value.token === undefined) throw new Error("a token");
  return parsed.value.token;
}

async function serialOf(): Promise<bigint> {
  const token = parseToken(await tokenOf());
  if (!token.ok) throw new Error(token.fault.rule);
  return token.value.info.serial;
}

function certificate(der: Uint8Array) {
  const parsed = parseCertificate(der);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value;
}

describe("a token", () => {
  test("passes every check against the authority's root and lists, and is practice", async () => {
    const { findings, facts } = checkToken({
      subject: "timestamp001.tst",
      token: await tokenOf({ nonce: 77n, policy: practicePolicy }),
      covered: { file: "manifest", digest: () => imprint },
      nonce: 77n,
      policy: practicePolicy,
      roots: [{ certificate: authority.root, practice: true }],
      certificates: [],
      crls: [await authority.list("root"), await authority.list("issuing")],
      ocsps: [],
      now,
      verify: verifySignature,
    });
    expect(findings.filter(({ code }) => checks[code].outcome !== "passed")).toEqual([]);
    expect(facts).toMatchObject({ genTime: now, accuracyMs: 1000, trusted: true, practice: true });
  });

  test("leaves nothing undetermined, so that it can close a package", async () => {
    const token = await tokenOf();
    expect(frameFault(token)).toBeUndefined();
    const parsed = parseToken(token);
    if (!parsed.ok) throw new Error(parsed.fault.rule);
    const carried = parsed.value.signedData.certificates;
    expect(carried).toHaveLength(2);
    for (const der of [authority.stamping, authority.issuing]) {
      expect(carried.some((one) => equalBytes(one, der))).toBe(true);
    }
  });

  test("carries no certificate when none was asked for", async () => {
    const parsed = parseToken(await tokenOf({ certReq: false }));
    expect(parsed).toMatchObject({ ok: true, value: { signedData: { certificates: [] } } });
  });

  test.each(["sha256", "sha384", "sha512"] as const)("may be over %s", async (digest) => {
    const parsed = parseToken(await tokenOf({ digest, imprint: digestOf(digest, imprint) }));
    expect(parsed).toMatchObject({ value: { info: { imprint: { digest } } } });
  });
});

describe("a request that gets no token is told why", () => {
  const good = writeImprint("sha256", imprint);
  const sha1 = sequence(sequence(oid("1.3.14.3.2.26")), octets(new Uint8Array(20)));
  const short = sequence(sequence(oid("2.16.840.1.101.3.4.2.1")), octets(new Uint8Array(20)));
  const extension = element(0xa0, sequence(oid("2.999.7"), octets(integer(1))));
  test.each([
    ["junk", toUtf8("junk"), "badDataFormat"],
    ["nothing", new Uint8Array(0), "badDataFormat"],
    ["an imprint of the wrong length", sequence(integer(1), short), "badDataFormat"],
    ["another version", sequence(integer(2), good), "badRequest"],
    ["a negative nonce", sequence(integer(1), good, integer(-1)), "badRequest"],
    ["SHA-1", sequence(integer(1), sha1), "badAlg"],
    ["a policy of others", sequence(integer(1), good, oid("1.2.3.4")), "unacceptedPolicy"],
    ["an extension", sequence(integer(1), good, extension), "unacceptedExtension"],
  ])("%s", async (_name, query, failure) => {
    const { status, token } = await answerTo(query);
    expect(status).toMatchObject({ name: "rejection", failures: [failure] });
    expect(token).toBeUndefined();
  });

  test("a clock outside the signer's validity", async () => {
    now = start + 11 * 365 * day;
    const { status } = await answerTo(writeRequest({ digest: "sha256", imprint, certReq: true }));
    now = start;
    expect(status.failures).toEqual(["timeNotAvailable"]);
  });
});

describe("serial numbers", () => {
  test("rise, also for requests at the same time", async () => {
    const serials = await Promise.all(Array.from({ length: 50 }, serialOf));
    expect(new Set(serials).size).toBe(50);
  });

  test("never come back after a new start, and keys and certificates stay", async () => {
    const before = await serialOf();
    const { root, issuing, stamping } = authority;
    // A second one on the same store stands for a process that died without closing.
    const again = await openPracticeAuthority(home, () => now);
    await authority.close();
    authority = again;
    expect([again.root, again.issuing, again.stamping]).toEqual([root, issuing, stamping]);
    expect(await serialOf()).toBeGreaterThan(before);
  });

  test("run on over many blocks", async () => {
    const serials = new Set<bigint>();
    await Promise.all(Array.from({ length: 1_200 }, async () => serials.add(await serialOf())));
    expect(serials.size).toBe(1_200);
  });
});

describe("certificates and lists", () => {
  test("are named practice, and the signer is for time-stamping alone", () => {
    for (const der of [authority.root, authority.issuing, authority.stamping]) {
      expect(certificate(der).subject.text).toContain("PRACTICE 演练");
      expect(certificate(der).extensions.namesRevocationSource).toBe(false);
    }
    expect(certificate(authority.stamping).extensions.extendedKeyUsage).toEqual({
      purposes: ["1.3.6.1.5.5.7.3.8"],
      critical: true,
    });
  });

  test("come in this order: a list is never older than the certificates of its issuer", async () => {
    const list = async (issuer: "root" | "issuing") => {
      const parsed = parseCrl(await authority.list(issuer));
      if (!parsed.ok) throw new Error(parsed.fault.rule);
      return parsed.value;
    };
    const rootList = await list("root");
    expect(rootList.thisUpdate).toBeGreaterThan(certificate(authority.issuing).notBefore);
    now += 5000;
    const issued = await authority.certify(await requestFor("张三"));
    if (!issued.ok) throw new Error(issued.fault.rule);
    const after = await list("issuing");
    expect(after.thisUpdate).toBe(now);
    expect(after.thisUpdate).toBeGreaterThan(certificate(issued.value).notBefore);
  });

  test("a list is the same for a day, then there is a new one; a clock set back makes one too", async () => {
    const first = await authority.list("root");
    now += day - 1;
    // The root's list was made when the store was opened first, so it has just aged out.
    const second = await authority.list("root");
    expect(await authority.list("root")).toEqual(second);
    now += day;
    expect(await authority.list("root")).not.toEqual(second);
    now -= 3 * day;
    expect(await authority.list("root")).not.toEqual(first);
    now = start;
  });

  test("the store is its owner's alone", () => {
    expect(statSync(join(home, "authority", "authority.sqlite")).mode & 0o077).toBe(0);
    expect(statSync(join(home, "authority")).mode & 0o077).toBe(0);
  });
});

function requestFor(name: string, key = softwareKey("operator")): Promise<Uint8Array> {
  return writeCertificationRequest({ subject: [["CN", name]], spki: key.spki, signer: key });
}

describe("an operator's certificate", () => {
  test("names the operator under the practice organisation, for signing only", async () => {
    const issued = await authority.certify(await requestFor(" 张三 "));
    if (!issued.ok) throw new Error(issued.fault.rule);
    const { subject, issuer, extensions, spki } = certificate(issued.value);
    expect(subject.text).toBe("C=CN, O=Cunzhen PRACTICE 演练, CN=张三");
    expect(issuer.bytes).toEqual(certificate(authority.issuing).subject.bytes);
    expect([...(extensions.keyUsage ?? [])]).toEqual(["digitalSignature", "nonRepudiation"]);
    expect(spki).toEqual(softwareKey("operator").spki);
  });

  test("is not given without proof of the key, nor to a name that is none", async () => {
    const other = softwareKey("somebody else");
    const stolen = await writeCertificationRequest({
      subject: [["CN", "张三"]],
      spki: softwareKey("operator").spki,
      signer: other,
    });
    const refused = async (request: Uint8Array): Promise<string | undefined> => {
      const result = await authority.certify(request);
      return result.ok ? undefined : result.fault.rule;
    };
    expect(await refused(stolen)).toBe("request-signature");
    expect(await refused(await requestFor(""))).toBe("request-name");
    expect(await refused(await requestFor("x".repeat(65)))).toBe("request-name");
    expect(await refused(await requestFor("张\u202e三"))).toBe("request-name");
    expect(await refused(toUtf8("junk"))).toBe("der-truncated");
  });
});
