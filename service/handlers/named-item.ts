import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { parseEvidenceNumber } from "../../shared/evidence/evidence-number.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { findItem, type StoredItem } from "../vault/items.ts";
import type { Vault } from "../vault/vault.ts";

/** The item that a person names: id, evidence number with or without hyphens, or the unambiguous start of either. */
export async function namedItem(
  { database }: Vault,
  reference: string,
): Promise<Result<StoredItem, Fault>> {
  const number = parseEvidenceNumber(reference);
  const stored = await findItem(database, number ?? reference.replaceAll("-", ""));
  return stored === undefined ? fail(fault("ITEM_UNKNOWN", { id: reference })) : ok(stored);
}
