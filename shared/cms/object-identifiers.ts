/** Object identifiers of RFC 5652 (CMS), RFC 5035 (ESS) and GM/T 0010, dotted. */
export const cmsOids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  /** SignedData as GM/T 0010 names it; the structure is the same. */
  signedDataGm: "1.2.156.10197.6.1.4.2.2",
  dataGm: "1.2.156.10197.6.1.4.2.1",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  signatureTimeStamp: "1.2.840.113549.1.9.16.2.14",
} as const;
