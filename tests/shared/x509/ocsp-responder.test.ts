import { describe, expect, test } from "vitest";
import { octets, oid, printableText, sequence, set } from "../../../shared/bytes/der/writer.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { parseCrl } from "../../../shared/x509/crl.ts";
import { parseOcspResponse } from "../../../shared/x509/ocsp-response.ts";
import { revocationOf } from "../../../shared/x509/revocation.ts";
import type { AlgorithmObjection } from "../../../shared/x509/revocation-answer.ts";
import {
  createRoot,
  from,
  type Party,
  purposes,
  type Wishes,
} from "../../parties/certificate-authority.ts";
import { generalNames, issueOdd, strangeExtension } from "../../parties/odd-certificates.ts";
import { listExtensions, noCheck, ocspAnswer, oddList } from "../../parties/odd-revocation.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { whole } from "../../parties/x509-vectors.ts";

const root = await createRoot("Asked root");
const leaf = await root.issue("Asked leaf");
const about = certificateOf(leaf);
const issuer = certificateOf(root);
const answering = { extendedKeyUsage: { purposes: [purposes.ocspSigning], critical: false } };
const sourced = { ...answering, crlUrls: ["http://crl.example/x.crl"] };
const producedAt = from + 50_000;

interface Asked {
  readonly crls?: readonly Uint8Array[];
  readonly pool?: readonly Party[];
  readonly others?: readonly Uint8Array[];
  readonly objection?: AlgorithmObjection;
}

/** What comes of an answer: "good", "revoked", or the objections. */
function ask(answer: Uint8Array, asked: Asked = {}): string {
  const revocation = revocationOf({
    certificate: about,
    issuer,
    crls: (asked.crls ?? []).map((der) => whole(parseCrl(der))),
    ocsps: [answer, ...(asked.others ?? [])].map((der) => whole(parseOcspResponse(der))),
    pool: (asked.pool ?? []).map(certificateOf),
    at: from + 40_000,
    verify: verifySignature,
    algorithmObjection: () => asked.objection,
  });
  return revocation.kind === "not-found" ? revocation.objections.join() : revocation.kind;
}

const answerOf = (signer: Party, more: Parameters<typeof ocspAnswer>[3] = {}) =>
  ocspAnswer(signer, about, issuer, { producedAt, ...more });

async function delegate(wishes: Wishes = answering, by: Party = root): Promise<Party> {
  return by.issue("Responder", wishes);
}

describe("an OCSP answer", () => {
  test("of the issuer itself or of its delegate counts, named by name or by key", async () => {
    const responder = await delegate();
    for (const byKey of [false, true]) {
      expect(ask(await answerOf(root, { byKey }))).toBe("good");
      expect(ask(await answerOf(responder, { byKey }))).toBe("good");
    }
  });

  test("needs no nonce, and one that nobody asked for does no harm", async () => {
    const nonce = sequence(oid("1.3.6.1.5.5.7.48.1.2"), octets(octets(Uint8Array.of(1, 2))));
    expect(ask(await answerOf(root, { extensions: [nonce] }))).toBe("good");
  });

  test("that names no next update says nothing of a later time", async () => {
    const open = { nextUpdate: undefined };
    // Asked about 40 s after `from`.
    expect(ask(await answerOf(root, { ...open, producedAt: from + 40_000 }))).toBe("good");
    expect(ask(await answerOf(root, { ...open, producedAt: from + 39_000 }))).toBe("too-old");
  });

  test("that says two things of the certificate is heard where it speaks against it", async () => {
    const revoked = { at: from, reason: "keyCompromise" } as const;
    expect(ask(await answerOf(root, { revoked, andGood: true }))).toBe("revoked");
  });

  test("may spell the issuer's name as the certificate does where the issuer spells it otherwise", async () => {
    const part = (type: string, text: string) => set(sequence(oid(type), printableText(text)));
    const spelt = sequence(part("2.5.4.6", "CN"), part("2.5.4.3", "Asked root"));
    const namesake = { ...about, issuer: { ...about.issuer, bytes: spelt } };
    const answer = await ocspAnswer(root, about, {
      ...issuer,
      subject: { ...issuer.subject, bytes: spelt },
    });
    const revocation = revocationOf({
      certificate: namesake,
      issuer,
      crls: [],
      ocsps: [whole(parseOcspResponse(answer))],
      pool: [],
      at: from,
      verify: verifySignature,
      algorithmObjection: () => undefined,
    });
    expect(revocation.kind).toBe("good");
  });

  test("of a responder that is in neither the answer nor the pool says nothing", async () => {
    const responder = await delegate();
    const bare = await answerOf(responder, { certificates: [] });
    expect(ask(bare)).toBe("signer-not-authorized");
    expect(ask(bare, { pool: [responder] })).toBe("good");
  });

  test("of anybody else does not count", async () => {
    const other = await createRoot("Another root");
    const below = await root.issueAuthority("Below");
    const strangers: readonly (readonly [string, Party])[] = [
      ["no purpose", await delegate({})],
      [
        "another purpose",
        await delegate({ extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true } }),
      ],
      ["a key for agreement alone", await delegate({ ...answering, keyUsage: ["keyAgreement"] })],
      ["another authority's delegate", await delegate(answering, other)],
      ["a delegate of the issuer's own child", await delegate(answering, below)],
      ["the leaf itself", leaf],
    ];
    for (const [what, signer] of strangers) {
      expect([what, ask(await answerOf(signer))]).toEqual([what, "signer-not-authorized"]);
    }
    // A namesake of the issuer with another key.
    const forger = await issueOdd(other, "forger", {
      subject: [
        ["C", "CN"],
        ["CN", "Asked root"],
      ],
      purposes: [purposes.ocspSigning],
    });
    expect(ask(await answerOf(forger))).toBe("signer-not-authorized");
  });

  test("of a delegate counts only while its certificate is valid, at the time of the answer", async () => {
    const short = await delegate({ ...answering, notBefore: producedAt, notAfter: producedAt });
    expect(ask(await answerOf(short))).toBe("good");
    expect(ask(await answerOf(short, { producedAt: producedAt - 1000 }))).toBe("signer-not-valid");
    expect(ask(await answerOf(short, { producedAt: producedAt + 1000 }))).toBe("signer-not-valid");
    const strange = await issueOdd(root, "Strange", {
      purposes: [purposes.ocspSigning],
      extensions: [strangeExtension("1.2.3", true)],
    });
    expect(ask(await answerOf(strange))).toBe("signer-not-valid");
  });
});

describe("revocation of a delegate", () => {
  test("is not asked where its issuer wrote so, or offers no source", async () => {
    const free = await issueOdd(root, "Free", {
      purposes: [purposes.ocspSigning],
      extensions: [noCheck],
    });
    expect(parseCertificate(free.certificate)).toMatchObject({ ok: true });
    expect(ask(await answerOf(free))).toBe("good");
    expect(ask(await answerOf(await delegate()))).toBe("good");
  });

  test("whose source is named must be known, by a list or by the issuer's own answer", async () => {
    const responder = await delegate(sourced);
    const answer = await answerOf(responder);
    expect(ask(answer)).toBe("signer-revocation-unknown");
    const own = await ocspAnswer(root, certificateOf(responder), issuer, { producedAt });
    expect(ask(answer, { others: [own] })).toBe("good");
    // Delegates do not vouch for themselves or for each other.
    const itself = await ocspAnswer(responder, certificateOf(responder), issuer, { producedAt });
    expect(ask(answer, { others: [itself] })).toBe("signer-revocation-unknown");
  });

  test.each([
    ["before it answered", producedAt - 1000, "superseded", false],
    ["after it answered", producedAt + 1000, "superseded", true],
    ["after it answered, for compromise", producedAt + 1000, "keyCompromise", false],
    ["after it answered, for no stated reason", producedAt + 1000, undefined, false],
  ] as const)("%s", async (_, at, reason, counts) => {
    const responder = await delegate(sourced);
    const revoked = reason === undefined ? { at } : { at, reason };
    const own = await ocspAnswer(root, certificateOf(responder), issuer, { producedAt, revoked });
    expect(ask(await answerOf(responder), { others: [own] })).toBe(
      counts ? "good" : "signer-revoked",
    );
    // The same by the issuer's list, whose scope the leaf is not in.
    const list = await oddList(root, {
      thisUpdate: producedAt,
      revoked: [{ serial: certificateOf(responder).serial, ...revoked }],
      extensions: [listExtensions.of(generalNames.uri("http://crl.example/x.crl"))],
    });
    expect(ask(await answerOf(responder), { crls: [list] })).toBe(
      counts ? "good" : "signer-revoked",
    );
  });

  test("that is unknown does not silence what it says against a certificate", async () => {
    const responder = await delegate(sourced);
    const revoked = { at: from, reason: "keyCompromise" } as const;
    const good = await ocspAnswer(root, about, issuer, { producedAt });
    expect(ask(await answerOf(responder, { revoked }), { others: [good] })).toBe("revoked");
    const stranger = await delegate({});
    expect(ask(await answerOf(stranger, { revoked }), { others: [good] })).toBe("good");
  });
});

describe("the algorithm of an answer", () => {
  test.each(["algorithm-past", "algorithm-broken"] as const)(
    "%s: it no longer speaks for a certificate, only against",
    async (objection) => {
      const answer = await answerOf(root);
      expect(ask(answer, { objection })).toBe(objection);
      const list = await root.crl({ thisUpdate: producedAt });
      expect(ask(answer, { objection, crls: [list] })).toBe(objection);
      const revoked = { at: from, reason: "keyCompromise" } as const;
      expect(ask(await answerOf(root, { revoked }), { objection })).toBe("revoked");
      expect(ask(await answerOf(await delegate(), { revoked }), { objection })).toBe("revoked");
      expect(ask(await answerOf(await delegate()), { objection })).toBe(objection);
    },
  );
});
