import { useSyncExternalStore } from "react";
import type { Language } from "../../../shared/words/language.ts";

const key = "cunzhen.language";
const listeners = new Set<() => void>();
let language: Language = firstLanguage();

/** `?lang=` wins, then what was chosen before, then the system's own. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(key);
  if (asked === "zh" || asked === "en") return asked;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The chosen language, live. */
export function useChosenLanguage(): Language {
  return useSyncExternalStore(listen, () => language);
}

export function chooseLanguage(chosen: Language): void {
  language = chosen;
  localStorage.setItem(key, chosen);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
