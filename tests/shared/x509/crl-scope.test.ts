import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { authorityKeyExtension } from "../../../shared/x509/extension-writer.ts";
import { type Crl, parseCrl } from "../../../shared/x509/crl.ts";
import { revocationOf } from "../../../shared/x509/revocation.ts";
import {
  createRoot,
  from,
  partyOf,
  type Party,
  softwareKey,
} from "../../parties/certificate-authority.ts";
import { generalNames, issueOdd } from "../../parties/odd-certificates.ts";
import { listExtensions, oddList, pointsOf } from "../../parties/odd-revocation.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { whole } from "../../parties/x509-vectors.ts";

const { directory, uri } = generalNames;
const root = await createRoot("Listing root");
const here = uri("http://crl.example/a.crl");
const there = uri("http://crl.example/b.crl");
const folder = directory([["CN", "Lists"]]);
const leaf = await issueOdd(root, "Listed", { extensions: [pointsOf(here, folder)] });
const authority = await issueOdd(root, "Listed authority", {
  authority: true,
  extensions: [pointsOf(here)],
});
const at = from + 10_000;

/** What the lists say: "good", "revoked", or the objections, which are none when they are not about it. */
function ask(lists: readonly Uint8Array[], subject: Party = leaf): string {
  return askParsed(
    lists.map((der) => whole(parseCrl(der))),
    subject,
  );
}

function askParsed(crls: readonly Crl[], subject: Party): string {
  const revocation = revocationOf({
    certificate: certificateOf(subject),
    issuer: certificateOf(root),
    crls,
    ocsps: [],
    pool: [],
    at,
    verify: verifySignature,
    algorithmObjection: () => undefined,
  });
  return revocation.kind === "not-found" ? revocation.objections.join() : revocation.kind;
}

const list = (...extensions: readonly Uint8Array[]) => oddList(root, { extensions });
const revokingList = (...extensions: readonly Uint8Array[]) =>
  oddList(root, {
    extensions,
    revoked: [{ serial: certificateOf(leaf).serial, at: from, reason: "keyCompromise" }],
  });

describe("a revocation list", () => {
  test.each([
    ["of changes since another", listExtensions.delta, "crl-delta"],
    ["for some reasons alone", listExtensions.someReasons, "crl-some-reasons"],
  ])("%s never speaks for a certificate, and is heard against it", async (_, extension, rule) => {
    expect(ask([await list(extension)])).toBe(rule);
    expect(ask([await revokingList(extension)])).toBe("revoked");
    const complete = await list();
    expect(ask([complete, await list(extension)])).toBe("good");
    expect(ask([complete, await revokingList(extension)])).toBe("revoked");
  });

  test.each([
    ["crl-indirect", listExtensions.indirect],
    ["crl-attribute-certificates", listExtensions.attributesOnly],
    ["crl-relative-point", listExtensions.relative],
  ])("that nothing here evaluates is refused by name: %s", async (rule, extension) => {
    expect(parseCrl(await list(extension))).toMatchObject({ fault: { rule } });
  });

  test("of a point that the certificate does not name is not about it", async () => {
    expect(ask([await list(listExtensions.of(here))])).toBe("good");
    expect(ask([await list(listExtensions.of(there, here))])).toBe("good");
    expect(ask([await list(listExtensions.of(there))])).toBe("");
    // A point may be named by a directory name; before, such a list was taken for one about everybody.
    expect(ask([await list(listExtensions.of(folder))])).toBe("good");
    expect(ask([await list(listExtensions.of(directory([["CN", "Others"]])))])).toBe("");
    expect(ask([await list(listExtensions.of(folder))], authority)).toBe("");
  });

  test("that is not about the certificate and yet names it as revoked is heard, if its issuer signed it", async () => {
    expect(ask([await list(), await revokingList(listExtensions.of(there))])).toBe("revoked");
    expect(ask([await list(), await revokingList(listExtensions.authorityOnly)])).toBe("revoked");
    const ofOtherKey = authorityKeyExtension(new Uint8Array(20));
    expect(ask([await list(ofOtherKey)])).toBe("");
    expect(ask([await list(), await revokingList(ofOtherKey)])).toBe("revoked");
    const namesake = partyOf(softwareKey("Namesake"), root.certificate);
    const { serial } = certificateOf(leaf);
    const revoked = [{ serial, at: from, reason: "keyCompromise" }] as const;
    const extensions = [listExtensions.of(there)];
    expect(ask([await oddList(namesake, { extensions, revoked })])).toBe("");
    expect(ask([await list(), await oddList(namesake, { extensions, revoked })])).toBe("good");
  });

  test("of 10,000 points is compared with a certificate that names as many others in no time", async () => {
    const names = (start: number) =>
      Array.from({ length: 10_000 }, (_, n) => uri(`http://crl.example/${String(start + n)}`));
    const many = await issueOdd(root, "Many points", { extensions: [pointsOf(...names(0))] });
    const one = whole(parseCrl(await list(listExtensions.of(...names(10_000)))));
    const started = performance.now();
    expect(askParsed(new Array<Crl>(200).fill(one), many)).toBe("");
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("for users or for authorities is not about the others", async () => {
    expect(ask([await list(listExtensions.userOnly)])).toBe("good");
    expect(ask([await list(listExtensions.userOnly)], authority)).toBe("");
    expect(ask([await list(listExtensions.authorityOnly)])).toBe("");
    expect(ask([await list(listExtensions.authorityOnly)], authority)).toBe("good");
  });

  test("that names no next update says nothing of a later time", async () => {
    const open = { withoutNextUpdate: true };
    expect(ask([await oddList(root, { ...open, thisUpdate: at })])).toBe("good");
    expect(ask([await oddList(root, { ...open, thisUpdate: at - 1000 })])).toBe("too-old");
  });

  test("of changes must say since which", () => {
    const delta = listExtensions.delta.slice();
    delta[delta.length - 3] = 0x04;
    return expect(list(delta).then((der) => parseCrl(der).ok)).resolves.toBe(false);
  });
});
