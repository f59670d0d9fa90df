import { states, type State } from "../../shared/evidence/states.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Statements } from "../../platform/database/database.ts";
import { integer, list, nullable, oneOf, record, row, text, type Shape } from "./shape.ts";

/** An item as it lies in the vault. `facts` and `hold` are JSON whose shape the runner knows. */
export interface StoredItem {
  readonly id: string;
  readonly state: State;
  readonly facts: unknown;
  readonly hold: unknown;
}

/** What the vault itself reads of a hold: whether, and from when on, the item may move. */
export interface StoredHold {
  readonly kind: "wait" | "stop" | "cancelled";
  readonly until: UnixMs | null;
  /** The whole hold as JSON text. */
  readonly json: string;
}

const columns = "id, state, facts, hold";
const itemRow = record({ id: text, state: oneOf(states), facts: text, hold: nullable(text) });

const storedItem: Shape<StoredItem> = (value, at) => {
  const { id, state, facts, hold } = itemRow(value, at);
  return { id, state, facts: fromJson(facts), hold: hold === null ? null : fromJson(hold) };
};

export async function insertItem(
  statements: Statements,
  item: { readonly id: string; readonly factsJson: string; readonly at: UnixMs },
): Promise<void> {
  await statements.run(
    "INSERT INTO items (id, state, facts, requested_at, changed_at) VALUES (?, 'requested', ?, ?, ?)",
    item.id,
    item.factsJson,
    item.at,
    item.at,
  );
}

export async function readItem(
  statements: Statements,
  id: string,
): Promise<StoredItem | undefined> {
  const found = await statements.get(`SELECT ${columns} FROM items WHERE id = ?`, id);
  return found === undefined ? undefined : row(storedItem, found);
}

/**
 * The item that a person names: by its id, by its evidence number, or by at least four leading characters of
 * either, when no other item begins so.
 */
export async function findItem(
  statements: Statements,
  reference: string,
): Promise<StoredItem | undefined> {
  const id = reference.toLowerCase();
  const number = reference.toUpperCase();
  const found = await statements.all(
    `SELECT ${columns} FROM items WHERE id = ? OR number = ?
     OR substr(id, 1, ?) = ? OR substr(number, 1, ?) = ? LIMIT 2`,
    id,
    number,
    id.length,
    id,
    number.length,
    number,
  );
  const [only, other] = row(list(storedItem), found);
  return other === undefined ? only : undefined;
}

/** Newest first; `before` is the last item of the page before. */
export async function listItems(
  statements: Statements,
  page: { readonly matter?: string; readonly before?: string; readonly limit: number },
): Promise<readonly StoredItem[]> {
  const found = await statements.all(
    `SELECT ${columns} FROM items
     WHERE (?1 IS NULL OR ordinal < (SELECT ordinal FROM items WHERE id = ?1))
       AND (?2 IS NULL OR id IN (SELECT item FROM matter_evidence
            JOIN matters ON matters.id = matter WHERE name = ?2))
     ORDER BY ordinal DESC LIMIT ?3`,
    page.before ?? null,
    page.matter ?? null,
    page.limit,
  );
  return row(list(storedItem), found);
}

const idRow = record({ id: text });

/**
 * Items that may move at `now`, in the order of their requests: what `resume` and the queue both work on. A wait
 * that lies further ahead than `longestWait` was written before the clock was set back, and counts as over.
 */
export async function openItems(
  statements: Statements,
  now: UnixMs,
  longestWait: number,
): Promise<readonly string[]> {
  const found = await statements.all(
    `SELECT id FROM items WHERE state <> 'verified' AND (hold_kind IS NULL
       OR (hold_kind = 'wait' AND (hold_until <= ? OR hold_until > ?))) ORDER BY ordinal`,
    now,
    now + longestWait,
  );
  return row(list(idRow), found).map(({ id }) => id);
}

const untilRow = record({ until: nullable(integer) });

/** When the next item that waits at `now` may move again; undefined when none does. */
export async function nextDue(statements: Statements, now: UnixMs): Promise<UnixMs | undefined> {
  const found = await statements.get(
    `SELECT min(hold_until) AS until FROM items
     WHERE state <> 'verified' AND hold_kind = 'wait' AND hold_until > ?`,
    now,
  );
  return row(untilRow, found).until ?? undefined;
}

/**
 * Moves an item one state on and clears its hold, unless it is cancelled, which stays.
 *
 * @returns false when the item is not in `from` any more, and nothing was changed
 */
export async function advanceItem(
  statements: Statements,
  move: {
    readonly id: string;
    readonly from: State;
    readonly to: State;
    readonly factsJson: string;
    readonly fingerprint: string | null;
    readonly number: string | null;
    readonly at: UnixMs;
  },
): Promise<boolean> {
  const changed = await statements.run(
    `UPDATE items SET state = ?, facts = ?, fingerprint = ?, number = ?, changed_at = ?,
       hold = iif(hold_kind = 'cancelled', hold, NULL),
       hold_until = NULL, hold_kind = iif(hold_kind = 'cancelled', hold_kind, NULL)
     WHERE id = ? AND state = ?`,
    move.to,
    move.factsJson,
    move.fingerprint,
    move.number,
    move.at,
    move.id,
    move.from,
  );
  return changed === 1;
}

/** Puts a hold on an unfinished item. A wait or stop never replaces a cancel that came meanwhile. */
export async function holdItem(
  statements: Statements,
  id: string,
  hold: StoredHold,
  at: UnixMs,
): Promise<boolean> {
  const changed = await statements.run(
    `UPDATE items SET hold = ?1, hold_kind = ?2, hold_until = ?3, changed_at = ?4
     WHERE id = ?5 AND state <> 'verified'
       AND (?2 = 'cancelled' OR hold_kind IS NULL OR hold_kind <> 'cancelled')`,
    hold.json,
    hold.kind,
    hold.until,
    at,
    id,
  );
  return changed === 1;
}

/** Lifts the holds of every unfinished item but the cancelled ones. */
export async function liftHolds(statements: Statements, at: UnixMs): Promise<void> {
  await statements.run(
    `UPDATE items SET hold = NULL, hold_kind = NULL, hold_until = NULL, changed_at = ?
     WHERE state <> 'verified' AND hold_kind IN ('wait', 'stop')`,
    at,
  );
}

/** Lifts the stops of the items of one identity that a fault of this code holds. */
export async function liftStops(
  statements: Statements,
  { identity, code }: { readonly identity: string; readonly code: string },
  at: UnixMs,
): Promise<void> {
  await statements.run(
    `UPDATE items SET hold = NULL, hold_kind = NULL, hold_until = NULL, changed_at = ?
     WHERE state <> 'verified' AND hold_kind = 'stop'
       AND json_extract(hold, '$.fault.code') = ? AND json_extract(facts, '$.identity') = ?`,
    at,
    code,
    identity,
  );
}

/** Lifts whatever holds one unfinished item. */
export async function liftHold(statements: Statements, id: string, at: UnixMs): Promise<void> {
  await statements.run(
    `UPDATE items SET hold = NULL, hold_kind = NULL, hold_until = NULL, changed_at = ?
     WHERE id = ? AND state <> 'verified'`,
    at,
    id,
  );
}

export async function removeItem(statements: Statements, id: string): Promise<void> {
  await statements.run("DELETE FROM items WHERE id = ?", id);
}

function fromJson(json: string): unknown {
  return JSON.parse(json);
}
