import type { KeyUsage } from "./certificate-extensions.ts";
import { boolean, explicit, ia5Text, integer } from "../bytes/der/writer.ts";
import { namedBits, octets, oid, retag, sequence } from "../bytes/der/writer.ts";
import { primitiveTag } from "../bytes/der/element.ts";
import { digestOf } from "../digest/digest.ts";
import { extensionOids, keyUsages } from "./certificate-extensions.ts";

/** One Extension (RFC 5280 4.1), as certificates, revocation lists and their entries carry it. */
export function writeExtension(name: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(name), ...(critical ? [boolean(true)] : []), octets(value));
}

/** A key identifier by RFC 7093 section 2 method 1: the first 160 bits of SHA-256 over the key's octets. */
export function keyIdentifier(keyBits: Uint8Array): Uint8Array {
  return digestOf("sha256", keyBits).slice(0, 20);
}

/** BasicConstraints (RFC 5280 4.2.1.9), critical: of an authority, or of an end entity where undefined is given. */
export function basicConstraintsExtension(
  authority: { readonly pathLength: number | undefined } | undefined,
): Uint8Array {
  if (authority === undefined) {
    return writeExtension(extensionOids.basicConstraints, true, sequence());
  }
  const { pathLength } = authority;
  const value = sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)]));
  return writeExtension(extensionOids.basicConstraints, true, value);
}

/** KeyUsage (RFC 5280 4.2.1.3), critical. */
export function keyUsageExtension(usages: readonly KeyUsage[]): Uint8Array {
  const numbers = usages.map((usage) => keyUsages.indexOf(usage));
  return writeExtension(extensionOids.keyUsage, true, namedBits(numbers));
}

/** ExtKeyUsage (RFC 5280 4.2.1.12) for purposes given as dotted OIDs. */
export function extendedKeyUsageExtension(
  purposes: readonly string[],
  critical: boolean,
): Uint8Array {
  return writeExtension(extensionOids.extendedKeyUsage, critical, sequence(...purposes.map(oid)));
}

/** SubjectKeyIdentifier (RFC 5280 4.2.1.2). */
export function subjectKeyExtension(keyId: Uint8Array): Uint8Array {
  return writeExtension(extensionOids.subjectKeyId, false, octets(keyId));
}

/** AuthorityKeyIdentifier (RFC 5280 4.2.1.1) with the key identifier alone. */
export function authorityKeyExtension(keyId: Uint8Array): Uint8Array {
  const value = sequence(retag(primitiveTag(0), octets(keyId)));
  return writeExtension(extensionOids.authorityKeyId, false, value);
}

function uri(address: string): Uint8Array {
  return retag(primitiveTag(6), ia5Text(address));
}

/** CRLDistributionPoints (RFC 5280 4.2.1.13), one point an address. */
export function crlDistributionPointsExtension(addresses: readonly string[]): Uint8Array {
  const points = addresses.map((address) => sequence(explicit(0, explicit(0, uri(address)))));
  return writeExtension(extensionOids.crlDistributionPoints, false, sequence(...points));
}

/** AuthorityInfoAccess (RFC 5280 4.2.2.1) that names OCSP responders. */
export function ocspAccessExtension(addresses: readonly string[]): Uint8Array {
  const descriptions = addresses.map((address) =>
    sequence(oid("1.3.6.1.5.5.7.48.1"), uri(address)),
  );
  return writeExtension(extensionOids.authorityInfoAccess, false, sequence(...descriptions));
}
