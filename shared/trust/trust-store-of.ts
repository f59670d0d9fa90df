import type { TrustItem } from "./trust-file.ts";
import type { TrustStore } from "./trust-store.ts";

/** Something accepted, and where its owner said it came from. */
export interface SourcedItem {
  readonly item: TrustItem;
  readonly source: string;
}

/**
 * The trust that accepted items give.
 *
 * @param certificates DER that may help to build a chain, and makes nothing trusted
 */
export function trustStoreOf(
  items: readonly SourcedItem[],
  certificates: readonly Uint8Array[] = [],
): TrustStore {
  return {
    roots: items.flatMap(({ item, source }) =>
      item.kind === "root" ? [{ certificate: item.der, source, practice: item.practice }] : [],
    ),
    certificates,
    crls: items.flatMap(({ item }) => (item.kind === "crl" ? [item.der] : [])),
    networks: items.flatMap(({ item, source }) =>
      item.kind === "network" ? [{ ...item.network, source }] : [],
    ),
  };
}
