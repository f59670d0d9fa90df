import { describeDifferential } from "../seeded-differential.ts";
import { badSample } from "./bad-tokens.ts";
import { onlyUnsignedPartsDiffer } from "./flipped-tokens.ts";
import { goodSample } from "./good-tokens.ts";
import { createAuthorities } from "./token-authorities.ts";
import { tokenJudges } from "./token-judges.ts";

describeDifferential({
  what: "token",
  openssl: "openssl ts",
  page: "timestamp",
  createAuthorities,
  given: ({ chain, pool, crls }) => ({ roots: [chain.root.certificate], pool, crls }),
  judges: tokenJudges,
  good: goodSample,
  bad: badSample,
  onlyUnsignedPartsDiffer,
});
