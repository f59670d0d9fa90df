import type { Descriptor } from "../network/descriptor.ts";

/** A root certificate that the verifier's owner accepted after seeing its digest and source. */
export interface TrustedRoot {
  /** DER. */
  readonly certificate: Uint8Array;
  /** File name in the trust folder, or where its owner said it came from. */
  readonly source: string;
  readonly practice: boolean;
}

/** A network that the verifier's owner accepted. It never makes an authority's root trusted. */
export interface TrustedNetwork {
  readonly descriptor: Descriptor;
  /** network.json as accepted. */
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, lower-case hex. */
  readonly digest: string;
  readonly source: string;
  readonly practice: boolean;
}

/** All that a verdict rests on: what the verifier's owner accepted, never what a package carries. */
export interface TrustStore {
  readonly roots: readonly TrustedRoot[];
  /** DER certificates that are no roots: they may help to build a chain, and make nothing trusted. */
  readonly certificates?: readonly Uint8Array[];
  /** DER CRLs that the owner put beside the roots; they need no trust, their issuers sign them. */
  readonly crls: readonly Uint8Array[];
  readonly networks: readonly TrustedNetwork[];
}

export const emptyTrust: TrustStore = { roots: [], crls: [], networks: [] };

/** The accepted network of this origin. */
export function trustedNetwork(trust: TrustStore, origin: string): TrustedNetwork | undefined {
  return trust.networks.find((network) => network.descriptor.origin === origin);
}
