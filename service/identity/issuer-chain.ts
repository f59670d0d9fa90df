import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { type Certificate, isSelfIssued } from "../../shared/x509/certificate.ts";
import { sameName } from "../../shared/x509/name.ts";
import { signatureFault } from "../../shared/x509/path-rules.ts";

const maxLength = 10;

/** The certificate, its issuer, that one's issuer, as far as `pool` has them and the signatures hold. */
export function issuerChain(
  leaf: Certificate,
  pool: readonly Certificate[],
): readonly Certificate[] {
  const chain = [leaf];
  let last: Certificate | undefined = leaf;
  while (last !== undefined && !isSelfIssued(last) && chain.length < maxLength) {
    const child: Certificate = last;
    last = pool.find(
      (candidate) =>
        !chain.includes(candidate) &&
        sameName(candidate.subject, child.issuer) &&
        signatureFault(child, candidate, verifySignature) === undefined,
    );
    if (last !== undefined) chain.push(last);
  }
  return chain;
}
