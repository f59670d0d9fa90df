import type { UnixMs } from "../../bytes/civil-time.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import type { SignatureScheme } from "../../signature/scheme.ts";

/** How long something may be relied on. */
export interface AlgorithmTerm {
  /** The first instant at which it is no longer acceptable; undefined while no end is set. */
  readonly until: UnixMs | undefined;
  /** From when an attack on it was carried out in public; undefined while none is known. */
  readonly brokenSince: UnixMs | undefined;
  /** The document that says so. */
  readonly source: string;
}

/** The term of keys of this size and more, up to the next row. */
export interface KeySizeTerm extends AlgorithmTerm {
  readonly minBits: number;
}

const etsi = "ETSI TS 119 312 V1.5.1";
const historical = "ETSI TS 102 176-1 V2.1.1";
const gm = "GB/T 32905-2016, GB/T 32918-2016";
const rfc8032 = "RFC 8032, FIPS 186-5";

/* The first instants of the days on which terms end, and of the attack on SHA-1 (shattered.io). */
const y2010m08 = 1_280_620_800_000;
const y2012m08 = 1_343_779_200_000;
const y2019m10 = 1_569_888_000_000;
const y2029m01 = 1_861_920_000_000;
const sha1Collision = 1_487_808_000_000;

const open = { until: undefined, brokenSince: undefined, source: etsi } as const;
const ends = (until: UnixMs, source: string = etsi): AlgorithmTerm => ({
  until,
  brokenSince: undefined,
  source,
});

/** Digest algorithms. MD5 and the rest are not in the table because nothing here computes them. */
export const digestTerms: Readonly<Record<DigestName, AlgorithmTerm>> = {
  sha1: { until: y2012m08, brokenSince: sha1Collision, source: etsi },
  sha224: ends(y2029m01),
  sha256: open,
  sha384: open,
  sha512: open,
  sm3: { ...open, source: gm },
};

const smallRsa: readonly KeySizeTerm[] = [
  { minBits: 0, ...ends(y2010m08, historical) },
  { minBits: 1024, ...ends(y2019m10) },
  { minBits: 1900, ...ends(y2029m01) },
];

/**
 * Signature algorithms by key size, rows ascending. ETSI TS 119 312 V1.5.1 as EU DSS 6.4 carries it
 * (policy/constraint.xml, AlgoExpirationDate); Ed25519 and SM2, which it does not name, by their own standards.
 */
export const signatureTerms: Readonly<Record<SignatureScheme["kind"], readonly KeySizeTerm[]>> = {
  "rsa-pkcs1": smallRsa,
  "rsa-pss": [...smallRsa, { minBits: 3000, ...open }],
  ecdsa: [
    { minBits: 0, ...ends(y2012m08) },
    { minBits: 256, ...open },
  ],
  ed25519: [{ minBits: 0, ...open, source: rfc8032 }],
  "sm2-sm3": [{ minBits: 0, ...open, source: gm }],
};
