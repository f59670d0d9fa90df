/** Where things stand in a package (docs/spec/package.md). */
export const packageNames = {
  mimetype: "mimetype",
  evidence: "evidence.json",
  custody: "custody.jsonl",
  data: "data",
  capture: "capture",
  bundle: "data/bundle.zip",
  metaInf: "META-INF",
  payloadManifest: "META-INF/ASiCManifest001.xml",
  signature: "META-INF/signature001.p7s",
  archiveManifest: "META-INF/ASiCArchiveManifest.xml",
  submission: "META-INF/consortium/submission.json",
  receipt: "META-INF/consortium/receipt.tlog-proof",
  policy: "META-INF/consortium/policy.txt",
  network: "META-INF/consortium/network.json",
  trust: "META-INF/trust",
  verify: "META-INF/VERIFY.md",
  sha256sums: "META-INF/SHA256SUMS",
  sm3sums: "META-INF/SM3SUMS",
} as const;

function three(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 999) throw new RangeError("numbered 1 to 999");
  return String(n).padStart(3, "0");
}

/** `META-INF/ASiCManifest002.xml`: what the n-th signature or token of a package is over. */
export function manifestName(n: number): string {
  return `META-INF/ASiCManifest${three(n)}.xml`;
}

/** `META-INF/timestamp001.tst`, numbered from 1 in the order of stamping, the closing one last. */
export function timestampName(n: number): string {
  return `META-INF/timestamp${three(n)}.tst`;
}

/** The manifest that token n of the first edition is over; the operator's signature has number 1. */
export function timestampManifestName(n: number): string {
  return manifestName(n + 1);
}

/** The archive manifest of edition n once a later edition has closed the package again. */
export function archiveManifestName(n: number): string {
  return `META-INF/ASiCArchiveManifest${three(n)}.xml`;
}

/** What evidence record n of a package protects. */
export function recordManifestName(n: number): string {
  return `META-INF/ASiCEvidenceRecordManifest${three(n)}.xml`;
}

/** Evidence record n (RFC 4998), in a package of a batch: numbered apart from the tokens. */
export function recordName(n: number): string {
  return `META-INF/evidencerecord${three(n)}.ers`;
}

/** `META-INF/signature001.p7s`: the operator's; a later one is over what an edition adds to the custody log. */
export function signatureName(n: number): string {
  return `META-INF/signature${three(n)}.p7s`;
}

/** The part of the custody log that came with edition n; `custody.jsonl` for the first. */
export function custodyName(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9_999) throw new RangeError("numbered 1 to 9999");
  return n === 1 ? packageNames.custody : `custody/${String(n).padStart(4, "0")}.jsonl`;
}

/** What the n-th token was asked with (`tsq`) and answered by (`tsr`), as sent and received. */
export function exchangeName(n: number, ending: "tsq" | "tsr"): string {
  return `META-INF/trust/timestamp${three(n)}.${ending}`;
}

/** A DER certificate (`crt`), CRL or OCSP answer, named by the first 32 digits of its SHA-256 in hex. */
export function trustName(sha256: string, ending: "crt" | "crl" | "ocsp"): string {
  return `META-INF/trust/${sha256.slice(0, 32)}.${ending}`;
}

const trustFile = /^META-INF\/trust\/([0-9a-f]{32})\.(?:crt|crl|ocsp)$/u;

/** Whether a name is not the one that `trustName` gives to a file of this content, though it is of that form. */
export function isFalseTrustName(name: string, sha256: string): boolean {
  const named = trustFile.exec(name)?.[1];
  return named !== undefined && named !== sha256.slice(0, 32);
}

/** The media types that stand in the manifests' `SigReference`. */
export const sigMediaType = {
  signature: "application/pkcs7-signature",
  timestamp: "application/vnd.etsi.timestamp-token",
} as const;

/** File name of a package: `<evidence number>[-PRACTICE].asice`. */
export function packageFileName(number: string, practice: boolean): string {
  return `${number}${practice ? "-PRACTICE" : ""}.asice`;
}

const numberedMetadata = [
  /^META-INF\/ASiC(?:Archive|EvidenceRecord)?Manifest[0-9]{3}\.xml$/u,
  /^META-INF\/signature[0-9]{3}\.p7s$/u,
  /^META-INF\/timestamp[0-9]{3}\.tst$/u,
  /^META-INF\/evidencerecord[0-9]{3}\.ers$/u,
  /^custody\/[0-9]{4}\.jsonl$/u,
  /^META-INF\/trust\/timestamp[0-9]{3}\.ts[qr]$/u,
  trustFile,
];

const fixedMetadata: ReadonlySet<string> = new Set([
  packageNames.archiveManifest,
  packageNames.submission,
  packageNames.receipt,
  packageNames.policy,
  packageNames.network,
  packageNames.verify,
  packageNames.sha256sums,
  packageNames.sm3sums,
]);

/**
 * Whether an entry is part of the apparatus under META-INF, or what an edition adds to the custody log. Whoever closes a package again can put anything there,
 * so that only names with a known meaning may stand outside the sealed payload.
 */
export function isMetadataName(name: string): boolean {
  return fixedMetadata.has(name) || numberedMetadata.some((pattern) => pattern.test(name));
}
