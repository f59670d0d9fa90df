import {
  createChain,
  type Party,
  purposes,
  type Wishes,
} from "../../parties/certificate-authority.ts";
import { certifySigners, Registry } from "../certified-signers.ts";
import type { Signing } from "../signer-keys.ts";

const stamping = { purposes: [purposes.timeStamping], critical: true };

/** Signers of tokens whose certificates are for something else as well, or for nothing of the kind. */
async function wrongPurposes(registry: Registry): Promise<readonly (readonly [string, Signing])[]> {
  const signer = (name: string, wishes: Wishes): Promise<Party> => registry.signer(name, wishes);
  const two = { purposes: [purposes.timeStamping, purposes.clientAuth], critical: true };
  const another = { purposes: [purposes.clientAuth], critical: true };
  return [
    ["no-extended-usage", await registry.intermediate.issue("Without extended key usage")],
    [
      "usage-not-critical",
      await signer("not critical", { extendedKeyUsage: { ...stamping, critical: false } }),
    ],
    ["usage-of-two", await signer("of two purposes", { extendedKeyUsage: two })],
    ["usage-of-another", await signer("for clients", { extendedKeyUsage: another })],
    ["key-usage-of-another", await signer("for keys", { keyUsage: ["keyEncipherment"] })],
    ["signer-is-authority", await signer("and CA", { authority: { pathLength: undefined } })],
  ];
}

/** The authorities of all tokens: one chain, a signer for each kind of key, others rightly and wrongly certified. */
export async function createAuthorities() {
  const chain = await createChain();
  const registry = new Registry(chain.root, chain.intermediate, { extendedKeyUsage: stamping });
  const { right, wrong, stranger } = await certifySigners(registry);
  for (const [kind, signing] of await wrongPurposes(registry)) wrong.set(kind, signing);
  // The same authority, certified by a root that nobody here trusts.
  const crossed = await stranger.issueAuthority("Test Intermediate");
  // The signer's own is in the pool too, for tokens without any certificate.
  const pool = [...registry.pool, chain.timestamping.certificate];
  return { chain, right, wrong, stranger, crossed: crossed.certificate, pool, crls: registry.crls };
}
export type Authorities = Awaited<ReturnType<typeof createAuthorities>>;
