import type { TrustItem } from "./trust-file.ts";
import type { TrustedNetwork, TrustStore } from "./trust-store.ts";

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
    networks: newestOfEach(
      items.flatMap(({ item, source }) =>
        item.kind === "network" ? [{ ...item.network, source }] : [],
      ),
    ),
  };
}

/**
 * One descriptor of each origin: that of the most epochs, the first of equal ones. An older one lying beside it would let
 * those pass for institutions whom a later epoch has left out.
 */
function newestOfEach(networks: readonly TrustedNetwork[]): readonly TrustedNetwork[] {
  const newest = new Map<string, TrustedNetwork>();
  for (const network of networks) {
    const { origin, epochs } = network.descriptor;
    const other = newest.get(origin);
    if (other === undefined || epochs.length > other.descriptor.epochs.length)
      newest.set(origin, network);
  }
  return [...newest.values()];
}
