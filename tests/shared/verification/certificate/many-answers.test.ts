import { expect, test } from "vitest";
import { primitiveTag } from "../../../../shared/bytes/der/element.ts";
import {
  bits,
  element,
  enumerated,
  explicit,
  generalizedTime,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  sequenceOf,
} from "../../../../shared/bytes/der/writer.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { checkCertificate } from "../../../../shared/verification/certificate/certificate-check.ts";
import { writeSignatureAlgorithm } from "../../../../shared/x509/algorithm-identifier.ts";
import { createChain, from, purposes, until } from "../../../parties/certificate-authority.ts";
import { ocspAnswer } from "../../../parties/odd-revocation.ts";
import { certificateOf } from "../../../parties/odd-tokens.ts";

const { root, intermediate, timestamping } = await createChain();
const authority = certificateOf(intermediate);
const responder = await intermediate.issue("Responder", {
  extendedKeyUsage: { purposes: [purposes.ocspSigning], critical: false },
});
const { subject, serial } = certificateOf(responder);

/** An answer that nobody signed, with 250 statuses about the responder. */
function forged(n: number): Uint8Array {
  const status = sequence(
    sequence(
      sequence(oid("1.3.14.3.2.26"), nothing()),
      octets(digestOf("sha1", authority.subject.bytes)),
      octets(digestOf("sha1", authority.keyBits)),
      integer(serial),
    ),
    element(primitiveTag(0)),
    generalizedTime(from),
    explicit(0, generalizedTime(until)),
  );
  const tbs = sequence(
    explicit(1, subject.bytes),
    generalizedTime(from + n * 1000),
    sequenceOf(Array.from({ length: 250 }, () => status)),
  );
  const algorithm = writeSignatureAlgorithm(responder.signer.scheme);
  const basic = sequence(tbs, algorithm, bits(new Uint8Array(70)));
  const type = oid("1.3.6.1.5.5.7.48.1.1");
  return sequence(enumerated(0), explicit(0, sequence(type, octets(basic))));
}

test("eighty true answers beside as many false ones about their responder cost little", async () => {
  const leaf = certificateOf(timestamping);
  const ocsps: Uint8Array[] = [];
  for (let n = 0; n < 80; n += 1) {
    const producedAt = from + n * 1000;
    ocsps.push(await ocspAnswer(responder, leaf, authority, { producedAt }), forged(n));
  }
  const took: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const began = performance.now();
    const { findings } = checkCertificate({
      subject: "",
      leaf,
      pool: [authority],
      roots: [{ certificate: root.certificate, practice: false }],
      crls: [],
      ocsps,
      at: from + 100_000,
      verify: verifySignature,
      laterRevocation: "by-reason",
      judgedAt: from + 1_000_000,
    });
    took.push(performance.now() - began);
    expect(findings.map(({ code }) => code)).toContain("NOT_REVOKED");
  }
  // The first question reads and searches each answer. Searched pair by pair, each further one took half as long again.
  const [first = 0, ...further] = took;
  expect(further.reduce((sum, one) => sum + one, 0)).toBeLessThan(first);
}, 60_000);
