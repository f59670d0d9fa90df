import type { Statements } from "../../platform/database/database.ts";
import { integer, record, row, text } from "./shape.ts";

/** The place of the next item in its sequence: counted from 1, with the fingerprint of the item before. */
export interface SequencePlace {
  readonly n: number;
  readonly previous: string | null;
}

export interface StoredSeal {
  /** Pseudonym of the vault, 32 lower-case hex digits. */
  readonly vault: string;
  /** Origin of the network; "" for time-stamps only. */
  readonly network: string;
  readonly n: number;
  readonly item: string;
  readonly fingerprint: string;
  /** What the sealing step needs to go on after a kill, as JSON text. */
  readonly factsJson: string;
}

const vaultRow = record({ vault: text });
const placeRow = record({ n: integer, fingerprint: text });
const factsRow = record({ facts: text });

/**
 * The pseudonym that items sealed for `purpose` carry; `candidate` where there was none. The sample has a purpose,
 * and so a vault, of its own: it must not make a hole in the sequence of real items.
 */
export async function vaultPseudonym(
  statements: Statements,
  purpose: "evidence" | "sample",
  candidate: string,
): Promise<string> {
  await statements.run(
    "INSERT INTO sequences (purpose, vault) VALUES (?, ?) ON CONFLICT DO NOTHING",
    purpose,
    candidate,
  );
  const found = await statements.get("SELECT vault FROM sequences WHERE purpose = ?", purpose);
  return row(vaultRow, found).vault;
}

export async function nextPlace(
  statements: Statements,
  vault: string,
  network: string,
): Promise<SequencePlace> {
  const found = await statements.get(
    "SELECT n, fingerprint FROM seals WHERE vault = ? AND network = ? ORDER BY n DESC LIMIT 1",
    vault,
    network,
  );
  if (found === undefined) return { n: 1, previous: null };
  const last = row(placeRow, found);
  return { n: last.n + 1, previous: last.fingerprint };
}

/** Takes the place for ever. @returns false when another item was faster, and nothing was changed */
export async function keepSeal(statements: Statements, seal: StoredSeal): Promise<boolean> {
  const changed = await statements.run(
    `INSERT INTO seals (vault, network, n, item, fingerprint, facts) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (vault, network, n) DO NOTHING`,
    seal.vault,
    seal.network,
    seal.n,
    seal.item,
    seal.fingerprint,
    seal.factsJson,
  );
  return changed === 1;
}

/** What `keepSeal` kept for an item, parsed from JSON; undefined when it was never sealed. */
export async function readSeal(statements: Statements, item: string): Promise<unknown> {
  const found = await statements.get("SELECT facts FROM seals WHERE item = ?", item);
  return found === undefined ? undefined : JSON.parse(row(factsRow, found).facts);
}
