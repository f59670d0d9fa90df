import { beforeAll, describe, expect, test } from "vitest";
import { packageNames } from "../../../../shared/container/package-names.ts";
import { checkClosingToken } from "../../../../shared/verification/container/check-closing-token.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { checkToken } from "../../../../shared/verification/timestamp/token-check.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { judgedAt, makePackage } from "../../../parties/package.ts";
import { createWorld, type World } from "../../../parties/world.ts";

const file = "META-INF/timestamp002.tst";
let world: World;
let token: Uint8Array;
let closed: Uint8Array;

beforeAll(async () => {
  world = await createWorld(true);
  const { files } = await makePackage(world);
  token = files.get(file) ?? new Uint8Array();
  closed = files.get(packageNames.archiveManifest) ?? new Uint8Array();
});

function trust(): readonly Uint8Array[] {
  return [world.root.certificate, world.intermediate.certificate, world.authorityCertificate];
}

function codes(bytes: Uint8Array, certificates = trust()): readonly string[] {
  return [...new Set(checkClosingToken(file, bytes, certificates).map(({ code }) => code))];
}

function placeOf(part: Uint8Array): readonly [start: number, end: number] {
  for (let at = 0; at + part.length <= token.length; at += 1) {
    if (part.every((octet, index) => token[at + index] === octet)) return [at, at + part.length];
  }
  throw new Error("not in the token");
}

function tokenPasses(bytes: Uint8Array): boolean {
  const { findings } = checkToken({
    subject: file,
    token: bytes,
    covered: { file: packageNames.archiveManifest, digest: (name) => digestOf(name, closed) },
    roots: [{ certificate: world.root.certificate, practice: true }],
    certificates: trust(),
    crls: world.crls,
    ocsps: [],
    now: judgedAt,
    verify: verifySignature,
  });
  return findings.every(({ code }) => checks[code].outcome === "passed");
}

describe("strict rule (c): the closing token", () => {
  test("is exact when its certificates stand under META-INF/trust", () => {
    expect(codes(token)).toEqual(["CLOSING_TOKEN_EXACT"]);
  });

  test("is refused with a certificate that does not", () => {
    expect(codes(token, [world.root.certificate])).toEqual(["CLOSING_CERTIFICATE_UNKNOWN"]);
  });

  test.each([
    ["nothing", new Uint8Array(0)],
    ["no CMS", Uint8Array.of(0x30, 0)],
  ])("%s is refused", (_, bytes) => {
    expect(codes(bytes)).toEqual(["CLOSING_TOKEN_LOOSE"]);
  });

  test("a byte behind it is refused", () => {
    expect(codes(Uint8Array.of(...token, 0))).toEqual(["CLOSING_TOKEN_LOOSE"]);
  });

  test("every flipped bit is refused, by this rule or by the checks of what is signed", () => {
    const certificates = [world.authorityCertificate, world.intermediate.certificate].map(placeOf);
    const first = Math.min(...certificates.map(([start]) => start));
    const last = Math.max(...certificates.map(([, end]) => end));
    const left = new Map<number, Uint8Array>();
    for (let bit = 0; bit < 8 * token.length; bit += 1) {
      const at = bit >> 3;
      const flipped = Uint8Array.from(token);
      flipped[at] = (token[at] ?? 0) ^ (1 << (bit & 7));
      if (codes(flipped)[0] === "CLOSING_TOKEN_EXACT") left.set(at, flipped);
    }
    // Left to the token's own checks: TSTInfo, the signer's name, signed attributes, the signature value.
    expect([...left.keys()].filter((at) => at >= first && at < last)).toEqual([]);
    // tests/slow/flipped-bits.test.ts takes them all.
    const sample = [...left].filter((_, index) => index % 24 === 0);
    const passing = sample.filter(([, flipped]) => tokenPasses(flipped)).map(([at]) => at);
    expect(passing).toEqual([]);
    expect(tokenPasses(token)).toBe(true);
  });
});
