import { shellWords } from "../../shared/words/ui/shell.ts";
import type { Language } from "../../shared/words/language.ts";
import styles from "./choices.module.css";
import { useLanguage, useSay } from "./language-context.ts";

const schemes = [
  { value: "auto", word: shellWords.themeSystem },
  { value: "light", word: shellWords.themeLight },
  { value: "dark", word: shellWords.themeDark },
] as const;

/** How a page looks: as the system does, or as its reader says. */
export type Scheme = (typeof schemes)[number]["value"];

export interface ChoicesProps {
  readonly scheme: Scheme;
  readonly onScheme: (scheme: Scheme) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Language and appearance. Both change at once. */
export function Choices({ scheme, onScheme, onLanguage }: ChoicesProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <div className={styles.choices}>
      <select
        className={styles.choice}
        aria-label={say(shellWords.theme)}
        value={scheme}
        onChange={({ currentTarget }) => {
          const chosen = schemes.find(({ value }) => value === currentTarget.value);
          if (chosen !== undefined) onScheme(chosen.value);
        }}
      >
        {schemes.map(({ value, word }) => (
          <option key={value} value={value}>
            {say(word)}
          </option>
        ))}
      </select>
      {/* Each language is named in itself, so that whoever needs it can read it. */}
      <button
        type="button"
        className={styles.choice}
        lang={language === "zh" ? "en" : "zh-CN"}
        data-testid="language"
        onClick={() => onLanguage(language === "zh" ? "en" : "zh")}
      >
        {language === "zh" ? "English" : "中文"}
      </button>
    </div>
  );
}
