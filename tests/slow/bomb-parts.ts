import { createDeflateRaw } from "node:zlib";
import { once } from "node:events";
import { element, explicit, octets, oid, sequence } from "../../shared/bytes/der/writer.ts";
import { concatBytes, fromBigEndian } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { writePublicKey } from "../../shared/x509/public-key.ts";
import type { Signer } from "../../shared/signature/scheme.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { writeToken } from "../../shared/timestamp/token.ts";
import { from, purposes, until } from "../parties/certificate-authority.ts";
import { capturedAt } from "../parties/package.ts";
import type { World } from "../parties/world.ts";

const billion = 1_000_000_000;

/** 1 GB of zeros as a deflate stream of a megabyte. */
export async function deflatedZeros(): Promise<Uint8Array> {
  const deflate = createDeflateRaw({ level: 9 });
  const pieces: Uint8Array[] = [];
  deflate.on("data", (piece: Uint8Array) => pieces.push(piece));
  const zeros = new Uint8Array(4_000_000);
  for (let done = 0; done < billion; done += zeros.length)
    if (!deflate.write(zeros)) await once(deflate, "drain");
  deflate.end();
  await once(deflate, "end");
  return concatBytes(...pieces);
}

/** Sequences inside one another, the innermost empty. */
export function nested(levels: number): Uint8Array {
  let inner: Uint8Array = new Uint8Array();
  for (let level = 0; level < levels; level += 1) inner = element(0x30, inner);
  return inner;
}

/** A SignedData with what is given in the place of its content. */
export function tokenAround(content: Uint8Array): Uint8Array {
  return sequence(oid("1.2.840.113549.1.7.2"), explicit(0, sequence(octets(content), content)));
}

/** A key of so many bits that nobody knows the private half of. */
export function hugeKey(bits: number, exponentBits: number): Uint8Array {
  const ones = (width: number): bigint =>
    fromBigEndian(new Uint8Array(Math.ceil(width / 8)).fill(0xff));
  return writePublicKey({ kind: "rsa", n: ones(bits), e: ones(exponentBits), pssOnly: false });
}

/**
 * A token whose signer's certificate, soundly issued, has a key that is meant to be slow.
 *
 * @param length of the signature, in bytes
 * @param inBag the key of the certificate that is carried in its place
 */
export async function tokenByKey(
  world: World,
  spki: Uint8Array,
  length: number,
  inBag: Uint8Array = spki,
): Promise<Uint8Array> {
  const scheme = { kind: "rsa-pkcs1", digest: "sha256" } as const;
  const certificateOf = (key: Uint8Array): Promise<Uint8Array> =>
    issueCertificate(
      {
        serial: 7n,
        subject: [["CN", "Slow TSA"]],
        notBefore: from,
        notAfter: until,
        spki: key,
        keyUsage: ["digitalSignature"],
        extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
      },
      world.intermediate.signer,
    );
  const certificate = await certificateOf(spki);
  const sign = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(length).fill(0x7f));
  const signer: Signer = { certificate, scheme, sign };
  return writeToken({
    policy: "2.999.1",
    digest: "sha256",
    imprint: digestOf("sha256", toUtf8("data")),
    serial: 1n,
    genTime: capturedAt,
    signer,
    certificates: [await certificateOf(inBag), world.intermediate.certificate],
  });
}
