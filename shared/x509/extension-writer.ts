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

export function keyUsageExtension(usages: readonly KeyUsage[]): Uint8Array {
  const numbers = usages.map((usage) => keyUsages.indexOf(usage));
  return writeExtension(extensionOids.keyUsage, true, namedBits(numbers));
}

export function extendedKeyUsageExtension(
  purposes: readonly string[],
  critical: boolean,
): Uint8Array {
  return writeExtension(extensionOids.extendedKeyUsage, critical, sequence(...purposes.map(oid)));
}

export function subjectKeyExtension(keyId: Uint8Array): Uint8Array {
  return writeExtension(extensionOids.subjectKeyId, false, octets(keyId));
}

export function authorityKeyExtension(keyId: Uint8Array): Uint8Array {
  const value = sequence(retag(primitiveTag(0), octets(keyId)));
  return writeExtension(extensionOids.authorityKeyId, false, value);
}

function uri(address: string): Uint8Array {
  return retag(primitiveTag(6), ia5Text(address));
}

export function crlDistributionPointsExtension(addresses: readonly string[]): Uint8Array {
  const points = addresses.map((address) => sequence(explicit(0, explicit(0, uri(address)))));
  return writeExtension(extensionOids.crlDistributionPoints, false, sequence(...points));
}

export function ocspAccessExtension(addresses: readonly string[]): Uint8Array {
  const descriptions = addresses.map((address) =>
    sequence(oid("1.3.6.1.5.5.7.48.1"), uri(address)),
  );
  return writeExtension(extensionOids.authorityInfoAccess, false, sequence(...descriptions));
}
