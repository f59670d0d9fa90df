import { type CheckCode, checks } from "./checks/catalogue.ts";
import { type FaultCode, faults } from "./faults/catalogue.ts";
import { identifierText } from "./identifiers.ts";
import type { Language } from "./language.ts";
import { showGap, showSpan, showTime } from "./moments.ts";
import { shownList } from "./name-list.ts";
import type { Said, SlotValue } from "./slots.ts";

export type Code = CheckCode | FaultCode;

const said: Readonly<Record<Code, Said>> = { ...checks, ...faults };

/** The sentence of a check or fault code, its slots filled; a slot without a value stays visible as `{name}`. */
export function sentence(
  code: Code,
  language: Language,
  data: Readonly<Record<string, SlotValue>>,
): string {
  return fill(said[code][language], language, data);
}

/** What to do next about a check or fault code; empty when nothing need be done. */
export function nextStep(
  code: Code,
  language: Language,
  data: Readonly<Record<string, SlotValue>>,
): string {
  return fill(said[code].next[language], language, data);
}

/** The names of the values that a code's sentence and next step show, without repetition. */
export function slotNames(code: Code): readonly string[] {
  const { en, next } = said[code];
  const names = [...`${en}${next.en}`.matchAll(slotPattern)].map(([, name]) => name ?? "");
  return [...new Set(names)];
}

const slotPattern = /\{([a-zA-Z]+)(?::([a-z]+))?\}/g;

/** Fills the slots of a template in one language; their kinds are those of `slots.ts`. */
export function fill(
  template: string,
  language: Language,
  data: Readonly<Record<string, SlotValue>>,
): string {
  // 北京时间, with which a time begins in Chinese, needs no space before it, nor the bracket at its end one after it.
  const text = language === "zh" ? template.replace(/ ?(\{[a-zA-Z]+:time\}) ?/gu, "$1") : template;
  return text.replace(slotPattern, (slot, name: string, kind: string | undefined) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) return slot;
    if (kind === "time" && typeof value === "number") return showTime(value, language);
    if (kind === "span" && typeof value === "number") return showSpan(value, language);
    if (kind === "gap" && typeof value === "number") return showGap(value, language);
    if (kind === "digest") return groupedDigest(String(value));
    if (kind === "list") return shownList(String(value), language);
    if (kind === "file") return fileText(String(value), language);
    if (kind !== undefined) return identifierText(kind, String(value), language) ?? String(value);
    return String(value);
  });
}

/** Digests are shown in groups of eight. */
export function groupedDigest(digest: string): string {
  return (digest.match(/.{1,8}/gu) ?? []).join(" ");
}

/** A file by its name; the input itself, which has none of its own, where the name is empty. */
function fileText(name: string, language: Language): string {
  if (name === "") return language === "zh" ? "这份材料" : "the file";
  return `“${name}”`;
}
