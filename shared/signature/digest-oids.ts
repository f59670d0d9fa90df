import type { DigestName } from "../digest/digest-name.ts";

/** Object identifiers of the digest algorithms (RFC 8017 B.1, GM/T 0006-2012). */
export const digestOids: Readonly<Record<DigestName, string>> = {
  sha1: "1.3.14.3.2.26",
  sha224: "2.16.840.1.101.3.4.2.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
  sm3: "1.2.156.10197.1.401",
};
