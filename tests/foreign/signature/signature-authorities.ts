import { createChain, purposes, type Wishes } from "../../parties/certificate-authority.ts";
import { certifySigners, Registry } from "../certified-signers.ts";
import type { Signing } from "../signer-keys.ts";

const usage: Wishes = { keyUsage: ["digitalSignature", "nonRepudiation"] };

/** Kinds that are wrong for a token and right for a signature that is proven to be older than the revocation. */
const rightHere = ["issuer-for-mail", "revoked-for-compromise", "revoked-without-reason"];

/** The authorities of all signatures: one chain, a signer for each kind of key, others rightly and wrongly certified. */
export async function createAuthorities() {
  const chain = await createChain();
  const registry = new Registry(chain.root, chain.intermediate, usage);
  const certified = await certifySigners(registry);
  const { stranger } = certified;
  const isRight = ([kind]: readonly [string, Signing]): boolean => rightHere.includes(kind);
  const stamping = { purposes: [purposes.timeStamping], critical: true };
  const right = new Map([...certified.right, ...[...certified.wrong].filter(isRight)]);
  const wrong = new Map([...certified.wrong].filter((one) => !isRight(one)))
    .set("usage-of-another", await registry.signer("for tokens", { extendedKeyUsage: stamping }))
    .set(
      "key-usage-of-another",
      await registry.signer("for keys", { keyUsage: ["keyEncipherment"] }),
    );
  // The signer's own is in the pool too, for signatures without any certificate.
  const pool = [...registry.pool, chain.operator.certificate];
  return { chain, right, wrong, stranger, pool, crls: registry.crls };
}
export type Authorities = Awaited<ReturnType<typeof createAuthorities>>;
