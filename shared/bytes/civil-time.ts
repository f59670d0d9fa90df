/** Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted; an integer. */
export type UnixMs = number;

/** A UTC date and time of the proleptic Gregorian calendar. Months and days count from 1. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const msPerDay = 86_400_000;
/** 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z, the ends of what four digits of year can say. */
const earliest = -62_167_219_200_000;
export const latestTime: UnixMs = 253_402_300_799_999;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Days from 1970-01-01 to the date, counting years from March so that the leap day comes last. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The instant of a civil time; undefined when a field is out of range or the day does not exist. */
export function unixMsOf(time: CivilTime): UnixMs | undefined {
  const { year, month, day, hour, minute, second, millisecond } = time;
  const whole = Object.values(time).every((field) => Number.isInteger(field) && field >= 0);
  if (!whole || year > 9999 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || millisecond > 999) return undefined;
  const days = daysFromCivil(year, month, day);
  return days * msPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

/** The civil time of an instant. Throws outside years 0000 to 9999 or for a fraction. */
export function civilTimeOf(ms: UnixMs): CivilTime {
  if (!Number.isInteger(ms) || ms < earliest || ms > latestTime) {
    throw new RangeError("not an instant of the years 0000 to 9999");
  }
  const days = Math.floor(ms / msPerDay);
  const inDay = ms - days * msPerDay;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    millisecond: inDay % 1000,
  };
}

function padded(value: number, width: number): string {
  return value.toString().padStart(width, "0");
}

/** RFC 3339 in UTC with milliseconds: 2026-11-21T02:03:07.000Z. Throws as `civilTimeOf` does. */
export function formatTime(ms: UnixMs): string {
  const time = civilTimeOf(ms);
  const date = `${padded(time.year, 4)}-${padded(time.month, 2)}-${padded(time.day, 2)}`;
  const clock = `${padded(time.hour, 2)}:${padded(time.minute, 2)}:${padded(time.second, 2)}`;
  return `${date}T${clock}.${padded(time.millisecond, 3)}Z`;
}

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/;

/** The instant of exactly the form that `formatTime` writes; undefined for any other text. */
export function parseTime(text: string): UnixMs | undefined {
  const fields = rfc3339.exec(text)?.slice(1).map(Number);
  if (fields === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = fields;
  return unixMsOf({ year, month, day, hour, minute, second, millisecond });
}
