import { beforeAll, describe, expect, test } from "vitest";
import { oid, sequence } from "../../../../shared/bytes/der/writer.ts";
import { packageNames } from "../../../../shared/container/package-names.ts";
import { checkClosingToken } from "../../../../shared/verification/container/check-closing-token.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import {
  type FrameParts,
  frameFault,
  writeFrame,
} from "../../../../shared/cms/signed-data-frame.ts";
import { parseSignedData } from "../../../../shared/cms/signed-data.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { checkToken } from "../../../../shared/verification/timestamp/token-check.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { type Outcome, worseOutcome } from "../../../../shared/words/outcome.ts";
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

/** The same token with some parts written anew. */
function rewritten(changes: Partial<FrameParts>): Uint8Array {
  const parsed = parseSignedData(token);
  const signer = parsed.ok ? parsed.value.signers[0] : undefined;
  if (!parsed.ok || signer?.signedAttributes === undefined) throw new Error("no token");
  const { contentType, content, certificates } = parsed.value;
  return writeFrame({
    contentType,
    content,
    certificates,
    sid: signer.sid,
    digestAlgorithm: signer.digestAlgorithm.bytes,
    signatureAlgorithm: signer.signatureAlgorithm.bytes,
    signedAttributes: signer.signedAttributes.signedBytes,
    signature: signer.signature,
    ...changes,
  });
}

function tokenOutcome(bytes: Uint8Array): Outcome {
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
  return findings.map(({ code }) => checks[code].outcome).reduce(worseOutcome, "passed");
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

  test("is refused when the certificate that signed it is not there, so that its signer's name could be anything", () => {
    const bare = rewritten({ certificates: [] });
    expect(codes(bare)).toEqual(["CLOSING_TOKEN_EXACT"]);
    const found = checkClosingToken(file, bare, [
      world.root.certificate,
      world.intermediate.certificate,
    ]);
    expect(found).toEqual([
      {
        code: "CLOSING_TOKEN_LOOSE",
        subject: file,
        data: { rule: "cms-signer-not-under-trust" },
      },
    ]);
  });

  test("is refused under a signature algorithm that nobody here verifies", () => {
    const sha3 = sequence(oid("2.16.840.1.101.3.4.3.10"));
    expect(codes(rewritten({ signatureAlgorithm: sha3 }))).toEqual(["CLOSING_TOKEN_LOOSE"]);
    expect(frameFault(rewritten({ signatureAlgorithm: sha3 }))).toBe("cms-signature-algorithm");
    expect(frameFault(rewritten({}))).toBeUndefined();
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
    const open = sample.filter(([, flipped]) => tokenOutcome(flipped) !== "failed");
    expect(open.map(([at]) => at)).toEqual([]);
    expect(tokenOutcome(token)).toBe("passed");
  });
});
