import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { type Certificate, parseCertificate } from "../../../shared/x509/certificate.ts";
import { type Crl, parseCrl } from "../../../shared/x509/crl.ts";
import type { CrlFields } from "../../../shared/x509/issue-crl.ts";
import type { OcspResponse } from "../../../shared/x509/ocsp-response.ts";
import type { RevocationReason } from "../../../shared/x509/revocation-reason.ts";
import { type Revocation, revocationOf } from "../../../shared/x509/revocation.ts";
import {
  createRoot,
  from,
  type Party,
  softwareKey,
  until,
} from "../../parties/certificate-authority.ts";
import { certificateVector, crlVector, ocspVector, whole } from "../../parties/x509-vectors.ts";

const day = 86_400_000;
const read = (party: Party): Certificate => whole(parseCertificate(party.certificate));

const root = await createRoot("Revoking root");
const leaf = await root.issue("Revoked or not");
const serial = read(leaf).serial;

async function listFrom(issuer: Party, fields: Partial<CrlFields>): Promise<Crl> {
  return whole(parseCrl(await issuer.crl(fields)));
}

function ask(
  crls: readonly Crl[],
  at: number,
  certificate = read(leaf),
  issuer = read(root),
): Revocation {
  return revocationOf({
    certificate,
    issuer,
    crls,
    ocsps: [],
    pool: [],
    at,
    verify: verifySignature,
    algorithmObjection: () => undefined,
  });
}

const revoked = (at: number, reason: RevocationReason | undefined) => ({
  revoked: [{ serial, at, reason }],
});

describe("revocation by list", () => {
  test("is good when the list of the issuer does not name the certificate", async () => {
    const list = await listFrom(root, { thisUpdate: from + day });
    expect(ask([list], from + 2 * day)).toEqual({
      kind: "good",
      source: "crl",
      knownAt: from + day,
    });
  });

  test("counts a list from before the instant until it ends, and tells when it was issued", async () => {
    const list = await listFrom(root, { thisUpdate: from, nextUpdate: from + 7 * day });
    expect(ask([list], from + 7 * day)).toMatchObject({ kind: "good", knownAt: from });
    expect(ask([list], from + 7 * day + 1)).toEqual({
      kind: "not-found",
      objections: ["too-old"],
    });
  });

  test.each([
    ["keyCompromise", false],
    ["cACompromise", false],
    ["privilegeWithdrawn", false],
    ["certificateHold", false],
    [undefined, false],
    ["unspecified", true],
    ["affiliationChanged", true],
    ["superseded", true],
    ["cessationOfOperation", true],
  ] as const)("for %s, what was signed before stands: %s", async (reason, stands) => {
    const list = await listFrom(root, revoked(from + 10 * day, reason));
    expect(ask([list], from + 9 * day)).toEqual({
      kind: "revoked",
      source: "crl",
      at: from + 10 * day,
      reason,
      knownAt: from,
      signatureStands: stands,
    });
    expect(ask([list], from + 10 * day)).toMatchObject({ signatureStands: false });
  });

  test("takes the latest of several, but a revocation for good outlasts a later silence", async () => {
    const before = await listFrom(root, { thisUpdate: from });
    const hold = await listFrom(root, {
      thisUpdate: from + day,
      ...revoked(from + day, "certificateHold"),
    });
    const after = await listFrom(root, { thisUpdate: from + 2 * day });
    expect(ask([hold, before], from + 3 * day).kind).toBe("revoked");
    expect(ask([hold, after, before], from + 3 * day)).toMatchObject({ knownAt: from + 2 * day });
    const final = await listFrom(root, {
      thisUpdate: from + day,
      ...revoked(from + day, "superseded"),
    });
    expect(ask([final, after], from + 3 * day).kind).toBe("revoked");
  });

  test("says nothing of a certificate that has expired and may have been dropped", async () => {
    const short = await root.issue("Short-lived", { notAfter: from + day });
    const late = await listFrom(root, { thisUpdate: from + 2 * day });
    expect(ask([late], from, read(short))).toEqual({
      kind: "not-found",
      objections: ["after-expiry"],
    });
    const inTime = await listFrom(root, { thisUpdate: from + day });
    expect(ask([inTime], from, read(short)).kind).toBe("good");
  });

  test("is not taken from another authority, a forger, or one that may not sign lists", async () => {
    const stranger = await createRoot("Stranger");
    const strangers = await listFrom(stranger, revoked(from, "keyCompromise"));
    expect(ask([strangers], from).kind).toBe("not-offered");

    const forged = whole(
      parseCrl(
        await (async () => {
          const bytes = (await root.crl()).slice();
          bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
          return bytes;
        })(),
      ),
    );
    expect(ask([forged], from)).toEqual({ kind: "not-found", objections: ["signature"] });

    const noLists = await root.issueAuthority("No lists", { keyUsage: ["keyCertSign"] });
    const child = await noLists.issue("Child");
    expect(ask([await listFrom(noLists, {})], from, read(child), read(noLists))).toEqual({
      kind: "not-found",
      objections: ["signer-not-authorized"],
    });
  });

  test("tells a certificate that names no source from one whose source was not had", async () => {
    expect(ask([], from)).toEqual({ kind: "not-offered" });
    for (const wishes of [
      { crlUrls: ["http://crl.example/x.crl"] },
      { ocspUrls: ["http://ocsp.example/"] },
    ]) {
      const named = await root.issue("Named source", wishes);
      expect(ask([], from, read(named))).toEqual({ kind: "not-found", objections: [] });
    }
  });

  test("among forgeries without end is not good, whatever a true list says; a revocation found counts", async () => {
    const forgeries: Crl[] = [];
    for (let n = 0; n < 40; n += 1) {
      const bytes = (await root.crl({ number: BigInt(n) })).slice();
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      forgeries.push(whole(parseCrl(bytes)));
    }
    let count = 0;
    const asked = (crls: readonly Crl[]) =>
      revocationOf({
        certificate: read(leaf),
        issuer: read(root),
        crls,
        ocsps: [],
        pool: [],
        at: from,
        verify: (...signature) => {
          count += 1;
          return verifySignature(...signature);
        },
        algorithmObjection: () => undefined,
      });
    const good = await listFrom(root, {});
    const tooMany = { kind: "not-found", objections: ["signature", "too-many-forgeries"] };
    expect(asked([good, ...forgeries])).toEqual(tooMany);
    expect(count).toBeLessThan(20);
    expect(asked([...forgeries, good])).toEqual(tooMany);
    expect(asked([good, ...forgeries.slice(0, 15)]).kind).toBe("good");
    const bad = await listFrom(root, revoked(from, "keyCompromise"));
    expect(asked([bad, ...forgeries]).kind).toBe("revoked");
  });

  test("keeps to the list's scope", () => {
    const issued = crlVector("idp").thisUpdate;
    const ofScope = (name: string, issuer: string) =>
      ask([crlVector("idp")], issued, certificateVector(name), certificateVector(issuer)).kind;
    expect(ofScope("tsa", "ca")).toBe("good");
    // No address in common with the list's.
    expect(ofScope("responder", "ca")).toBe("not-offered");
  });

  test("reads OpenSSL's lists", () => {
    const crl = crlVector("x");
    const state = (name: string) =>
      ask([crl], crl.thisUpdate, certificateVector(name), certificateVector("ca"));
    expect(state("tsa")).toMatchObject({ kind: "good", source: "crl" });
    expect(state("gone")).toMatchObject({ kind: "revoked", reason: "keyCompromise" });
    expect(state("bp")).toMatchObject({ kind: "revoked", reason: undefined });
  });
});

describe("revocation by OCSP", () => {
  const askOcsp = (
    name: string,
    answers: readonly OcspResponse[],
    at?: number,
    pool: readonly Certificate[] = [],
  ) =>
    revocationOf({
      certificate: certificateVector(name),
      issuer: certificateVector("ca"),
      crls: [],
      ocsps: answers,
      pool,
      at: at ?? answers[0]?.producedAt ?? 0,
      verify: verifySignature,
      algorithmObjection: () => undefined,
    });

  test.each(["good", "by-key", "by-issuer"])("%s is good", (file) => {
    expect(askOcsp("tsa", [ocspVector(file)])).toMatchObject({ kind: "good", source: "ocsp" });
  });

  test("is revoked, with and without a reason", () => {
    expect(askOcsp("gone", [ocspVector("revoked")])).toMatchObject({
      kind: "revoked",
      reason: "keyCompromise",
      signatureStands: false,
    });
    expect(askOcsp("bp", [ocspVector("revoked-no-reason")])).toMatchObject({
      kind: "revoked",
      reason: undefined,
      signatureStands: false,
    });
  });

  test.each([
    ["pss", "unknown", "status-unknown"],
    ["tsa", "by-stranger", "signer-not-authorized"],
  ])("%s answered by %s is not found: %s", (name, file, objection) => {
    expect(askOcsp(name, [ocspVector(file)])).toEqual({
      kind: "not-found",
      objections: [objection],
    });
  });

  test("is not about another certificate, nor about the same number of another issuer", () => {
    expect(askOcsp("ed", [ocspVector("good")])).toEqual({ kind: "not-found", objections: [] });
    const other = revocationOf({
      certificate: certificateVector("tsa"),
      issuer: certificateVector("root"),
      crls: [],
      ocsps: [ocspVector("good")],
      pool: [],
      at: ocspVector("good").producedAt,
      verify: verifySignature,
      algorithmObjection: () => undefined,
    });
    expect(other).toEqual({ kind: "not-found", objections: [] });
  });

  test("is too old when the instant lies beyond its next update", () => {
    const next = ocspVector("good").statuses[0]?.nextUpdate ?? 0;
    expect(askOcsp("tsa", [ocspVector("good")], next + 1)).toEqual({
      kind: "not-found",
      objections: ["too-old"],
    });
  });

  test("finds a responder that the answer leaves out, and refuses one out of its time", () => {
    const good = ocspVector("good");
    const bare = { ...good, certificates: [] };
    const responder = certificateVector("responder");
    expect(askOcsp("tsa", [bare])).toMatchObject({ objections: ["signer-not-authorized"] });
    expect(askOcsp("tsa", [bare], undefined, [responder]).kind).toBe("good");
    const early = { ...good, producedAt: responder.notBefore - 1 };
    expect(askOcsp("tsa", [early])).toMatchObject({ objections: ["signer-not-valid"] });
  });

  test("refuses a broken signature", () => {
    const good = ocspVector("good");
    const signatureValue = good.signatureValue.slice();
    signatureValue[9] = (signatureValue[9] ?? 0) ^ 1;
    expect(askOcsp("tsa", [{ ...good, signatureValue }])).toMatchObject({
      objections: ["signature"],
    });
  });
});

test("what the keys of the test authority sign is what they say", async () => {
  const key = softwareKey("any");
  const data = Uint8Array.of(1, 2, 3);
  const { publicKey } = read(await root.issue("any", { notAfter: until }));
  if (publicKey === undefined) throw new Error("no key");
  expect(verifySignature(publicKey, key.scheme, await key.sign(data), data)).toBe(true);
});
