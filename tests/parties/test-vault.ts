import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Items } from "../../service/notarize/items.ts";
import { insertItem } from "../../service/vault/items.ts";
import { openVault, type Vault } from "../../service/vault/vault.ts";

/** A vault in a home of its own. */
export async function openTestVault(home?: string): Promise<Vault> {
  const opened = await openVault(home ?? (await mkdtemp(join(tmpdir(), "cunzhen-vault-"))));
  if (!opened.ok) throw new Error(opened.fault.code);
  return opened.value;
}

export async function removeTestVault({ database, paths }: Vault): Promise<void> {
  await database.close();
  await rm(paths.home, { recursive: true, force: true });
}

/** An id that ends in these digits. */
export function idOf(n: number): string {
  return n.toString(16).padStart(32, "0");
}

export function requestedFacts(n: number): Items["requested"] {
  return {
    id: idOf(n),
    kind: "file",
    title: `work ${String(n)}`,
    purpose: null,
    source: { path: `/works/${String(n)}`, via: "cli" },
    plan: { authorities: ["https://tsa.example/"], needed: 1, network: null, policyDigest: null },
    sm3: false,
    identity: "practice",
    out: null,
    sample: false,
    requestedAt: 1_000 + n,
  };
}

/** Items as they are right after the wish. */
export async function requestTestItems({ database }: Vault, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const facts = requestedFacts(n);
    await insertItem(database, {
      id: facts.id,
      factsJson: JSON.stringify(facts),
      at: facts.requestedAt,
    });
  }
}
