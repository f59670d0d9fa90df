import { toHex } from "../../bytes/hex.ts";
import type { PackageView } from "../container/package-view.ts";
import type { SealedEntry } from "../evidence/check-evidence.ts";

/** What the payload manifest lists, by entry name, with the sizes of the entries that are there. */
export function sealedEntries(view: PackageView): ReadonlyMap<string, SealedEntry> {
  const sealed = new Map<string, SealedEntry>();
  for (const { name, digest, value } of view.payload?.manifest.references ?? []) {
    const entry = view.entries.get(name);
    const sha256 = digest === "sha256" ? toHex(value) : (entry?.sha256 ?? "");
    // An entry that was changed has a finding of its own; its size would only tell it twice.
    sealed.set(name, { sha256, size: entry?.sha256 === sha256 ? entry.size : undefined });
  }
  return sealed;
}
