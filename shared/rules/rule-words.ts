/** What a rule says to people, in brackets at the end of a sentence: a short clause without a full stop. */
export type RuleWords = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
