import { describeDifferential } from "../seeded-differential.ts";
import { badSample, onlyUnsignedPartsDiffer } from "./bad-signatures.ts";
import { goodSample } from "./good-signatures.ts";
import { createAuthorities } from "./signature-authorities.ts";
import { signatureJudges } from "./signature-judges.ts";

describeDifferential({
  what: "signature",
  openssl: "openssl cms",
  page: "signature",
  createAuthorities,
  given: ({ chain, pool, crls }) => ({ roots: [chain.root.certificate], pool, crls }),
  judges: signatureJudges,
  good: goodSample,
  bad: badSample,
  onlyUnsignedPartsDiffer,
});
