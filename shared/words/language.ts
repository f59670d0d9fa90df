/** The two languages of every sentence. zh-CN comes first: it is the language of the courts this is for. */
export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

/** The same words in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A label and what it is about. */
export function labelled(label: string, value: string, language: Language): string {
  return language === "zh" ? `${label}：${value}` : `${label}: ${value}`;
}
