import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, writeAll, writeDurably } from "../../platform/files/durable.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { continueLog } from "../notarize/custody-log.ts";
import { readFacts } from "../notarize/items.ts";
import { WriteFailed, writing } from "../objects/write-fault.ts";
import { appendCustody } from "../vault/custody.ts";
import type { StoredItem } from "../vault/items.ts";
import type { Vault } from "../vault/vault.ts";
import type { ServiceParts } from "./service-parts.ts";

/** Where a copy goes: a folder, which gives it the package's own name, or one file name. */
export interface ExportTarget {
  readonly out: string | undefined;
  readonly file: string | undefined;
}

/**
 * Continues the item's custody log, which no step does any more once it is finished. A finished package can be
 * copied while its identity is locked; then nobody can sign the entry, and there is none.
 */
export async function recordExport(
  { vault, identities, clock }: ServiceParts,
  stored: StoredItem,
): Promise<void> {
  const { facts } = readFacts(stored);
  const device = await identities.device(facts.identity);
  if (stored.state !== "verified" || !("package" in facts) || !device.ok) return;
  const { value } = device;
  await vault.database.transaction(async (statements) => {
    const { added } = await continueLog(
      statements,
      facts.id,
      [{ action: "exported", time: clock(), party: null, subject: facts.package.sha256 }],
      { id: value.id, sign: (data) => value.sign(data) },
    );
    await appendCustody(statements, facts.id, added);
  });
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
