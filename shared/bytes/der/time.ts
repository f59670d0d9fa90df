import type { UnixMs } from "../civil-time.ts";
import { civilTimeOf, unixMsOf } from "../civil-time.ts";

/** An instant as its DER text gives it. */
export interface DerTime {
  /** Milliseconds, digits beyond them cut off. */
  readonly ms: UnixMs;
  /** The digits after the point as they stand, "" for none: finer than `ms` when longer than three. */
  readonly fraction: string;
  /** The whole text of the value. */
  readonly text: string;
}

const generalized = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{0,31}[1-9]))?Z$/;
const utc = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

function instant(fields: readonly string[], year: number, fraction: string): UnixMs | undefined {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.map(Number);
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, "0"));
  return unixMsOf({ year, month, day, hour, minute, second, millisecond });
}

/** The instant of a GeneralizedTime of DER (X.690 11.7): seconds and Z present, no zero at the end of a fraction. */
export function parseGeneralizedTime(text: string): DerTime | undefined {
  const [, year, ...fields] = generalized.exec(text) ?? [];
  if (year === undefined) return undefined;
  // An absent group is undefined at run time.
  const fraction: string | undefined = fields[5];
  const ms = instant(fields.slice(0, 5), Number(year), fraction ?? "");
  return ms === undefined ? undefined : { ms, fraction: fraction ?? "", text };
}

/** The instant of a UTCTime of DER (X.690 11.8); years 50 to 99 are 1950 to 1999 (RFC 5280 4.1.2.5.1). */
export function parseUtcTime(text: string): DerTime | undefined {
  const [, shortYear, ...fields] = utc.exec(text) ?? [];
  if (shortYear === undefined) return undefined;
  const year = Number(shortYear) + (Number(shortYear) >= 50 ? 1900 : 2000);
  const ms = instant(fields, year, "");
  return ms === undefined ? undefined : { ms, fraction: "", text };
}

function padded(value: number, width: number): string {
  return value.toString().padStart(width, "0");
}

function afterYear(ms: UnixMs): string {
  const { month, day, hour, minute, second } = civilTimeOf(ms);
  return [month, day, hour, minute, second].map((field) => padded(field, 2)).join("");
}

/** GeneralizedTime text with milliseconds only when they are not zero. */
export function generalizedTimeText(ms: UnixMs): string {
  const { year, millisecond } = civilTimeOf(ms);
  const fraction = millisecond === 0 ? "" : `.${padded(millisecond, 3).replace(/0+$/, "")}`;
  return `${padded(year, 4)}${afterYear(ms)}${fraction}Z`;
}

/** UTCTime text, in whole seconds. Throws outside 1950 to 2049. */
export function utcTimeText(ms: UnixMs): string {
  const { year } = civilTimeOf(ms);
  if (year < 1950 || year > 2049) throw new RangeError("UTCTime has the years 1950 to 2049");
  return `${padded(year % 100, 2)}${afterYear(ms)}Z`;
}
