import type { Turns } from "./measure.ts";

/** One figure with its bound. `ratio` is ours over the peer's, null where there is no peer. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: number | null;
  readonly ratio: number | null;
  /** Null for a figure that is only told. */
  readonly bound: { readonly min: number } | { readonly max: number } | null;
  readonly holds: boolean;
}

/**
 * A speed next to a peer's; the bound is on the ratio.
 *
 * @param min null where the ratio is only told
 */
export function speedRow(name: string, bytes: number, ms: Turns, min: number | null): Row {
  const speed = (time: number): number => round(bytes / 1e6 / (time / 1000));
  const ratio = round(ms.ratio);
  return {
    name,
    value: speed(ms.ours),
    unit: "MB/s",
    peer: speed(ms.peer),
    ratio,
    bound: min === null ? null : { min },
    holds: min === null || ratio >= min,
  };
}

/** A figure that must stay below a bound and has no peer. */
export function limitRow(name: string, value: number | undefined, unit: string, max: number): Row {
  const known = value === undefined ? Number.NaN : round(value);
  return { name, value: known, unit, peer: null, ratio: null, bound: { max }, holds: known < max };
}

/** Rows as a table for people. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.name,
    `${row.value} ${row.unit}`,
    row.peer === null ? "" : `${row.peer} ${row.unit}`,
    row.ratio === null ? "" : `${row.ratio} x`,
    boundOf(row),
    row.bound === null ? "" : row.holds ? "holds" : "DOES NOT HOLD",
  ]);
  const all = [["", "ours", "peer", "ratio", "bound", ""], ...lines];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((line) => (line[column] ?? "").length)),
  );
  return all
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function boundOf({ bound, unit }: Row): string {
  if (bound === null) return "told";
  return "min" in bound ? `at least ${bound.min} x` : `under ${bound.max} ${unit}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
