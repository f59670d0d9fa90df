import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, writeAll, writeDurably } from "../../platform/files/durable.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { readFacts } from "../notarize/items.ts";
import { WriteFailed, writing } from "../objects/write-fault.ts";
import type { StoredItem } from "../vault/items.ts";
import type { Vault } from "../vault/vault.ts";

/** Where a copy goes: a folder, which gives it the package's own name, or one file name. */
export interface ExportTarget {
  readonly out: string | undefined;
  readonly file: string | undefined;
}

/** Copies an item's package, whole or not at all. @returns where it lies now; the vault's own without a target */
export async function exportPackage(
  vault: Vault,
  stored: StoredItem,
  { out, file }: ExportTarget,
): Promise<Result<string, Fault>> {
  const { state, facts } = readFacts(stored);
  if (!("package" in facts)) return fail(fault("PACKAGE_NOT_MADE", { id: facts.id, state }));
  const source = join(vault.paths.home, facts.package.path);
  const target = file ?? (out === undefined ? undefined : join(out, facts.package.name));
  if (target === undefined) return ok(source);
  const folder = dirname(target);
  try {
    await writing(folder, async () => {
      await makeFolder(folder);
      await writeDurably(target, async (handle) => {
        for await (const piece of createReadStream(source, { highWaterMark: 1 << 20 })) {
          if (piece instanceof Uint8Array) await writeAll(handle, piece);
        }
      });
    });
    return ok(target);
  } catch (error) {
    if (error instanceof WriteFailed) return fail(error.fault);
    throw error;
  }
}
