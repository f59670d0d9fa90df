import { createContext, useCallback, useContext } from "react";
import type { Language, Words } from "../../shared/words/language.ts";
import { type SayData, say } from "../../shared/words/ui/ui-table.ts";

/** The language of everything below it. Changing it changes every sentence at once. */
export const LanguageContext = createContext<Language>("zh");

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export type Say = <const W extends Words>(words: W, ...data: SayData<W>) => string;

/** `say` in the reader's language. */
export function useSay(): Say {
  const language = useLanguage();
  return useCallback((words, ...data) => say(words, language, ...data), [language]);
}
