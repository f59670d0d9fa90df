import { useSyncExternalStore } from "react";
import type { Language } from "../../../shared/words/language.ts";
import type { Scheme } from "../../components/choices.tsx";

/** What the reader chose for this page; it remembers nothing, as it stores nothing anywhere. */
interface Preferences {
  readonly language: Language;
  readonly scheme: Scheme;
}

const listeners = new Set<() => void>();
let chosen: Preferences = { language: firstLanguage(), scheme: "auto" };

/** `?lang=` wins, then the browser's own. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked === "zh" || asked === "en") return asked;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The choices, live. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(listen, () => chosen);
}

export function choose(change: Partial<Preferences>): void {
  chosen = { ...chosen, ...change };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
