import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "../../platform/files/error-code.ts";
import { freeBytes } from "../../platform/files/free-space.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";

/** A place that will be written to, and about how many bytes. */
export interface Demand {
  readonly path: string;
  readonly bytes: number;
}

/** A size for a person to read: decimal units, one digit. */
export function shownBytes(bytes: number): string {
  const units = ["kB", "MB", "GB", "TB", "PB"] as const;
  let value = bytes;
  let shown = `${String(bytes)} B`;
  for (const unit of units) {
    if (value < 1000) break;
    value /= 1000;
    shown = `${value.toFixed(1)} ${unit}`;
  }
  return shown;
}

async function deviceOf(path: string): Promise<number> {
  try {
    return (await stat(path)).dev;
  } catch (thrown) {
    const above = dirname(path);
    if (errorCode(thrown) !== "ENOENT" || above === path) throw thrown;
    return deviceOf(above);
  }
}

/**
 * The first place that has not room for what will be written, as a fault; demands on one file system
 * add up. Writes nothing. A file system that does not say how much is free is taken at its word later.
 */
export async function missingRoom(
  demands: readonly Demand[],
): Promise<Fault<"SPACE_TOO_SMALL"> | undefined> {
  const needs = new Map<number, { place: string; bytes: number }>();
  for (const { path, bytes } of demands) {
    const device = await deviceOf(path).catch(() => undefined);
    if (device === undefined) continue;
    const known = needs.get(device);
    needs.set(device, { place: known?.place ?? path, bytes: bytes + (known?.bytes ?? 0) });
  }
  for (const { place, bytes } of needs.values()) {
    const free = await freeBytes(place).catch(() => Number.POSITIVE_INFINITY);
    if (free < bytes) {
      return fault("SPACE_TOO_SMALL", { needed: shownBytes(bytes), free: shownBytes(free), place });
    }
  }
  return undefined;
}
