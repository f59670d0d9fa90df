import type { UnixMs } from "../../shared/bytes/civil-time.ts";

const beijing = "+08:00";

/**
 * The moment that a `datetime-local` field in Beijing time names.
 *
 * @returns undefined for an empty field, which means now, and for one that is not filled to its end
 */
export function momentOf(field: string): UnixMs | undefined {
  if (field === "") return undefined;
  const at = Date.parse(`${field}${beijing}`);
  return Number.isNaN(at) ? undefined : at;
}
