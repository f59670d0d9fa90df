import { shellWords } from "../../../shared/words/ui/shell.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { choose, usePreferences } from "../state/preferences.ts";
import styles from "./masthead.module.css";

const schemes = [
  { value: "auto", word: shellWords.themeSystem },
  { value: "light", word: shellWords.themeLight },
  { value: "dark", word: shellWords.themeDark },
] as const;

/** The page's name, its language and its appearance. */
export function Masthead() {
  const say = useSay();
  const language = useLanguage();
  const { scheme } = usePreferences();
  return (
    <header className={styles.masthead}>
      <a className={styles.skip} href="#main">
        {say(shellWords.skip)}
      </a>
      <span className={styles.product}>
        <span className={styles.seal} aria-hidden>
          存
        </span>
        {say(verifierWords.product)}
      </span>
      <div className={styles.choices}>
        <select
          className={styles.choice}
          aria-label={say(shellWords.theme)}
          value={scheme}
          onChange={({ currentTarget }) => {
            const chosen = schemes.find(({ value }) => value === currentTarget.value);
            if (chosen !== undefined) choose({ scheme: chosen.value });
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
          onClick={() => choose({ language: language === "zh" ? "en" : "zh" })}
        >
          {language === "zh" ? "English" : "中文"}
        </button>
      </div>
    </header>
  );
}
