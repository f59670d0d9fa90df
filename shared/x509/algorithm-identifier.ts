import type { DerElement } from "../bytes/der/element.ts";
import type { DigestName } from "../digest/digest-name.ts";
import type { Refuse } from "../bytes/attempt.ts";
import type { PssParameters, SignatureScheme } from "../signature/scheme.ts";
import { attempt } from "../bytes/attempt.ts";
import { constructedTag, tags } from "../bytes/der/element.ts";
import { digestNames } from "../digest/digest-name.ts";
import { digestOids } from "../signature/digest-oids.ts";
import { explicit, integer, nothing, oid, sequence } from "../bytes/der/writer.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { readOid, readSmallInteger } from "../bytes/der/readers.ts";

/** AlgorithmIdentifier (RFC 5280 4.1.1.2): what it names is read by `digestOfAlgorithm` and `schemeOf`. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: DerElement | undefined;
  readonly bytes: Uint8Array;
}

/** Reads an AlgorithmIdentifier, also one under an implicit tag. Parameters are kept as they stand. */
export function readAlgorithm(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.sequence,
): AlgorithmIdentifier {
  const fields = fieldsOf(element, refuse, tag);
  const name = readOid(fields.take(tags.oid), refuse);
  const [parameters, ...more] = fields.rest();
  if (more.length > 0) return refuse("algorithm-parameters", element.start);
  return { oid: name, parameters, bytes: element.bytes };
}

function hasNoParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === undefined || parameters.tag === tags.nothing;
}

/** The digest an identifier names, its parameters absent or NULL (RFC 5754 2); undefined for an unknown one. */
export function digestOfAlgorithm(algorithm: AlgorithmIdentifier): DigestName | undefined {
  if (!hasNoParameters(algorithm)) return undefined;
  return digestNames.find((name) => digestOids[name] === algorithm.oid);
}

/** The identifier of a digest, parameters absent. */
export function writeDigestAlgorithm(name: DigestName): Uint8Array {
  return sequence(oid(digestOids[name]));
}

export const rsaEncryption = "1.2.840.113549.1.1.1";
export const rsaPss = "1.2.840.113549.1.1.10";
export const ecPublicKey = "1.2.840.10045.2.1";
export const ed25519Oid = "1.3.101.112";
export const sm2Curve = "1.2.156.10197.1.301";
const mgf1 = "1.2.840.113549.1.1.8";
const sm2Signature = "1.2.156.10197.1.301.1";
const sm2WithSm3 = "1.2.156.10197.1.501";

type PkcsDigest = Exclude<DigestName, "sm3">;

const rsaPkcs1Oids: Readonly<Record<PkcsDigest, string>> = {
  sha1: "1.2.840.113549.1.1.5",
  sha224: "1.2.840.113549.1.1.14",
  sha256: "1.2.840.113549.1.1.11",
  sha384: "1.2.840.113549.1.1.12",
  sha512: "1.2.840.113549.1.1.13",
};

const ecdsaOids: Readonly<Record<PkcsDigest, string>> = {
  sha1: "1.2.840.10045.4.1",
  sha224: "1.2.840.10045.4.3.1",
  sha256: "1.2.840.10045.4.3.2",
  sha384: "1.2.840.10045.4.3.3",
  sha512: "1.2.840.10045.4.3.4",
};

const pkcsDigests = ["sha1", "sha224", "sha256", "sha384", "sha512"] as const;

const maxSaltLength = 1024;

/** RSASSA-PSS-params (RFC 4055 3.1) with its defaults; only MGF1 and trailer field 1. */
export function pssParameters(parameters: DerElement): PssParameters | undefined {
  const read = attempt((refuse): PssParameters => {
    const fields = fieldsOf(parameters, refuse);
    const digest = fields.optionalExplicit(constructedTag(0));
    const mask = fields.optionalExplicit(constructedTag(1));
    const salt = fields.optionalExplicit(constructedTag(2));
    const trailer = fields.optionalExplicit(constructedTag(3));
    fields.end();
    const digestName = digest ? digestOfAlgorithm(readAlgorithm(digest, refuse)) : "sha1";
    const generator = mask ? readAlgorithm(mask, refuse) : undefined;
    if (generator !== undefined && (generator.oid !== mgf1 || !generator.parameters)) {
      return refuse("pss-mask", parameters.start);
    }
    const mgfDigest = generator?.parameters
      ? digestOfAlgorithm(readAlgorithm(generator.parameters, refuse))
      : "sha1";
    const saltLength = salt ? readSmallInteger(salt, refuse) : 20;
    if (trailer !== undefined && readSmallInteger(trailer, refuse) !== 1) {
      return refuse("pss-trailer", trailer.start);
    }
    if (digestName === undefined || mgfDigest === undefined || saltLength > maxSaltLength) {
      return refuse("pss-parameters", parameters.start);
    }
    return { digest: digestName, mgfDigest, saltLength };
  });
  return read.ok ? read.value : undefined;
}

/**
 * How a signature under this identifier was made. In CMS the identifier may name the key's algorithm
 * only (rsaEncryption, id-ecPublicKey, SM2); the digest then comes from `digest`. Undefined for an
 * algorithm that Cunzhen does not verify, MD5 and SHA-3 among them, and for wrong parameters.
 */
export function schemeOf(
  algorithm: AlgorithmIdentifier,
  digest?: DigestName,
): SignatureScheme | undefined {
  if (algorithm.oid === rsaPss) {
    const parameters = algorithm.parameters && pssParameters(algorithm.parameters);
    return parameters && { kind: "rsa-pss", ...parameters };
  }
  if (algorithm.oid === ecPublicKey) {
    return digest === undefined ? undefined : { kind: "ecdsa", digest };
  }
  if (!hasNoParameters(algorithm)) return undefined;
  const rsaDigest = pkcsDigests.find((name) => rsaPkcs1Oids[name] === algorithm.oid);
  if (rsaDigest !== undefined) return { kind: "rsa-pkcs1", digest: rsaDigest };
  const ecdsaDigest = pkcsDigests.find((name) => ecdsaOids[name] === algorithm.oid);
  if (ecdsaDigest !== undefined) return { kind: "ecdsa", digest: ecdsaDigest };
  switch (algorithm.oid) {
    case rsaEncryption:
      return digest === undefined ? undefined : { kind: "rsa-pkcs1", digest };
    case ed25519Oid:
      return { kind: "ed25519" };
    case sm2WithSm3:
      return { kind: "sm2-sm3" };
    case sm2Signature:
    case sm2Curve:
      return digest === "sm3" ? { kind: "sm2-sm3" } : undefined;
    default:
      return undefined;
  }
}

function isPkcsDigest(name: DigestName): name is PkcsDigest {
  return name !== "sm3";
}

/** The identifier of a scheme, in certificates and in CMS. Throws for SM3 under RSA or ECDSA, which has none. */
export function writeSignatureAlgorithm(scheme: SignatureScheme): Uint8Array {
  switch (scheme.kind) {
    case "ed25519":
      return sequence(oid(ed25519Oid));
    case "sm2-sm3":
      return sequence(oid(sm2WithSm3));
    case "rsa-pss": {
      const digest = sequence(oid(digestOids[scheme.digest]), nothing());
      const mask = sequence(oid(digestOids[scheme.mgfDigest]), nothing());
      return sequence(
        oid(rsaPss),
        sequence(
          ...(scheme.digest === "sha1" ? [] : [explicit(0, digest)]),
          ...(scheme.mgfDigest === "sha1" ? [] : [explicit(1, sequence(oid(mgf1), mask))]),
          ...(scheme.saltLength === 20 ? [] : [explicit(2, integer(scheme.saltLength))]),
        ),
      );
    }
    case "rsa-pkcs1":
      if (!isPkcsDigest(scheme.digest)) throw new RangeError("no identifier for RSA with SM3");
      return sequence(oid(rsaPkcs1Oids[scheme.digest]), nothing());
    case "ecdsa":
      if (!isPkcsDigest(scheme.digest)) throw new RangeError("no identifier for ECDSA with SM3");
      return sequence(oid(ecdsaOids[scheme.digest]));
  }
}
