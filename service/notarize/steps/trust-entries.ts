import { trustName } from "../../../shared/container/package-names.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { entryOf, type ObjectStore } from "../../objects/store.ts";
import type { EntryFact } from "../items.ts";

export interface TrustBytes {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** Stores chains and revocation data as entries of META-INF/trust, each once. */
export async function putTrust(
  objects: ObjectStore,
  { certificates, crls, ocsps }: TrustBytes,
): Promise<readonly EntryFact[]> {
  const entries = await Promise.all([
    ...certificates.map((der) => put(objects, der, "crt")),
    ...crls.map((der) => put(objects, der, "crl")),
    ...ocsps.map((der) => put(objects, der, "ocsp")),
  ]);
  return eachOnce(entries);
}

/** The entries without those whose name came before. */
export function eachOnce(entries: readonly EntryFact[]): readonly EntryFact[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}

async function put(
  objects: ObjectStore,
  der: Uint8Array,
  ending: "crt" | "crl" | "ocsp",
): Promise<EntryFact> {
  const name = trustName(toHex(digestOf("sha256", der)), ending);
  return entryOf(name, await objects.put(der));
}
