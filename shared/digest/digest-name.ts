/** The digest algorithms that Cunzhen can compute. Which of them count is a policy, not a capability. */
export const digestNames = ["sha1", "sha224", "sha256", "sha384", "sha512", "sm3"] as const;
export type DigestName = (typeof digestNames)[number];

/** Length of each digest in bytes. */
export const digestLength: Readonly<Record<DigestName, number>> = {
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  sm3: 32,
};

/** Digests by name; a name that was not asked for is absent. */
export type Digests = Readonly<Partial<Record<DigestName, Uint8Array>>>;
