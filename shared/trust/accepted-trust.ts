import type { TrustItem } from "./trust-file.ts";
import type { TrustStore } from "./trust-store.ts";

/** One thing that a verifier's owner accepted, and where it came from. */
export interface AcceptedTrust {
  readonly item: TrustItem;
  readonly source: string;
}

/** The trust store of what was accepted. */
export function trustStoreOf(accepted: readonly AcceptedTrust[]): TrustStore {
  return {
    roots: accepted.flatMap(({ item, source }) =>
      item.kind === "root" ? [{ certificate: item.der, source, practice: item.practice }] : [],
    ),
    crls: accepted.flatMap(({ item }) => (item.kind === "crl" ? [item.der] : [])),
    networks: accepted.flatMap(({ item, source }) =>
      item.kind === "network" ? [{ ...item.network, source }] : [],
    ),
  };
}
