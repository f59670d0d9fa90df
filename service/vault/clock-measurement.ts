import type { Statements } from "../../platform/database/database.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { integer, record, row, text } from "./shape.ts";

/** How far this computer's clock was from an authority's when a token last came. */
export interface ClockMeasurement {
  /** The local clock minus the token's time, in whole milliseconds. */
  readonly offset: number;
  /** The authority's name. */
  readonly authority: string;
  /** By the local clock. */
  readonly at: UnixMs;
}

const measurementRow = record({ offset_ms: integer, authority: text, measured_at: integer });

/** The last measurement of any process of this vault; undefined before the first token. */
export async function lastClockMeasurement(
  statements: Statements,
): Promise<ClockMeasurement | undefined> {
  const found = await statements.get(
    "SELECT offset_ms, authority, measured_at FROM clock_measurement WHERE id = 1",
  );
  if (found === undefined) return undefined;
  const { offset_ms: offset, authority, measured_at: at } = row(measurementRow, found);
  return { offset, authority, at };
}

/** Keeps a measurement in the place of the one before. */
export async function keepClockMeasurement(
  statements: Statements,
  { offset, authority, at }: ClockMeasurement,
): Promise<void> {
  await statements.run(
    `INSERT INTO clock_measurement (id, offset_ms, authority, measured_at) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms, authority = excluded.authority,
       measured_at = excluded.measured_at`,
    Math.round(offset),
    authority,
    at,
  );
}

/** Beyond this a computer's clock may have been set, or have drifted, too often for an old measurement to be told. */
const toldForMs = 7 * 24 * 60 * 60 * 1000;

/** The offset to state for something done at `at`; null when none was measured in the seven days before. */
export async function clockOffsetAt(statements: Statements, at: UnixMs): Promise<number | null> {
  const last = await lastClockMeasurement(statements);
  if (last === undefined) return null;
  const age = at - last.at;
  return age >= 0 && age <= toldForMs ? last.offset : null;
}
