import type { Language } from "./language.ts";

/**
 * Several names as one value of a sentence, parted by ", ". Where one of them holds that itself, each stands between
 * quotation marks, so that it does not read as two.
 */
export function nameList(names: readonly string[]): string {
  const clear = names.every((name) => !name.includes(", "));
  return (clear ? names : names.map((name) => `“${name}”`)).join(", ");
}

/** Such a value as a reader of this language expects it: Chinese parts names by 、. */
export function shownList(list: string, language: Language): string {
  if (language === "en") return list;
  const quoted = /^“.*”(?:$|, “| …)/su.test(list);
  return quoted ? list.replaceAll("”, “", "”、“") : list.replaceAll(", ", "、");
}

/** Names for a reader of this language. */
export function shownNames(names: readonly string[], language: Language): string {
  return shownList(nameList(names), language);
}
