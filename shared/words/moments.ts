import { formatTime, latestTime, type UnixMs } from "../bytes/civil-time.ts";
import type { Language } from "./language.ts";

const beijingOffset = 8 * 60 * 60 * 1000;

/**
 * A moment for a reader: 北京时间 first with UTC beside it for zh, UTC+8 with UTC
 * beside it for en. Milliseconds are shown where there are any: cutting them would say that
 * something existed earlier than was proven. UTC alone where Beijing has the year 10000 already.
 */
export function showTime(at: UnixMs, language: Language): string {
  const utc = civil(at);
  if (at + beijingOffset > latestTime) return language === "zh" ? `UTC ${utc}` : `${utc} UTC`;
  const beijing = civil(at + beijingOffset);
  return language === "zh" ? `北京时间 ${beijing}（UTC ${utc}）` : `${beijing} UTC+8 (${utc} UTC)`;
}

/** A moment in a list: Beijing time to the second, as far as there is one. */
export function showBriefly(at: UnixMs, language: Language): string {
  const whole = Math.floor(at / 1000) * 1000;
  if (whole + beijingOffset > latestTime) return showTime(whole, language);
  const beijing = civil(whole + beijingOffset);
  return language === "zh" ? `北京时间 ${beijing}` : `${beijing} UTC+8`;
}

/** A duration: `3.2 秒`, `5 分 12 秒`, `2 小时 5 分`, `3 天 4 小时`; a minus sign when time ran backwards. */
export function showSpan(ms: number, language: Language): string {
  const sign = ms < 0 ? "-" : "";
  const seconds = Math.abs(ms) / 1000;
  const units = unitNames[language];
  const tenths = Math.round(seconds * 10) / 10;
  if (tenths < 60) return `${sign}${String(tenths)} ${units.second}`;
  const whole = Math.round(seconds);
  if (whole < 3600)
    return sign + pair(Math.floor(whole / 60), units.minute, whole % 60, units.second);
  if (whole < 86400)
    return (
      sign + pair(Math.floor(whole / 3600), units.hour, Math.floor(whole / 60) % 60, units.minute)
    );
  return (
    sign + pair(Math.floor(whole / 86400), units.day, Math.floor(whole / 3600) % 24, units.hour)
  );
}

/**
 * A step from one event to the next. Times are compared in whole seconds, since cosignatures carry no more: a step
 * back by less than one is no contradiction and does not look like one.
 */
export function showGap(ms: number, language: Language): string {
  if (ms < 0 && ms > -1000) return language === "zh" ? "同一秒内" : "within the same second";
  return showSpan(ms, language);
}

const unitNames = {
  zh: { second: "秒", minute: "分", hour: "小时", day: "天" },
  en: { second: "s", minute: "min", hour: "h", day: "d" },
} as const;

function pair(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0
    ? `${String(major)} ${majorUnit}`
    : `${String(major)} ${majorUnit} ${String(minor)} ${minorUnit}`;
}

function civil(at: UnixMs): string {
  return formatTime(at)
    .replace("T", " ")
    .replace(/(?:\.000)?Z$/u, "");
}
