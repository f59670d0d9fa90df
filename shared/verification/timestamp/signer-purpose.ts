import type { Rule } from "../../rules/rule.ts";
import type { Certificate } from "../../x509/certificate.ts";

const timeStamping = "1.3.6.1.5.5.7.3.8";

/**
 * Why a certificate may not sign tokens (RFC 3161 section 2.3): its extended key usage must be critical and
 * exactly timeStamping, its key usage absent or only digitalSignature and nonRepudiation, and it must be no CA.
 */
export function signerPurposeFault({ extensions }: Certificate): Rule | undefined {
  const { extendedKeyUsage, keyUsage, basicConstraints } = extensions;
  if (extendedKeyUsage === undefined) return "extended-key-usage-missing";
  const [purpose, ...more] = extendedKeyUsage.purposes;
  if (purpose !== timeStamping) return "extended-key-usage-not-time-stamping";
  if (more.length > 0) return "extended-key-usage-not-only-time-stamping";
  if (!extendedKeyUsage.critical) return "extended-key-usage-not-critical";
  const allowed = new Set(["digitalSignature", "nonRepudiation"]);
  if (keyUsage !== undefined) {
    const others = [...keyUsage].some((usage) => !allowed.has(usage));
    if (others || keyUsage.size === 0) return "key-usage-not-only-signing";
  }
  return basicConstraints?.ca === true ? "certificate-of-a-ca" : undefined;
}
