import { useMantineColorScheme } from "@mantine/core";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { chooseLanguage } from "../state/preferences.ts";
import styles from "./frame.module.css";

const schemes = [
  { value: "auto", word: shellWords.themeSystem },
  { value: "light", word: shellWords.themeLight },
  { value: "dark", word: shellWords.themeDark },
] as const;

/** Language and appearance. Both change at once and are remembered. */
export function Choices() {
  const say = useSay();
  const language = useLanguage();
  // Otherwise the kit stops transitions by an inline style element, which the page's CSP refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <div className={styles.choices}>
      <select
        className={styles.choice}
        aria-label={say(shellWords.theme)}
        value={colorScheme}
        onChange={({ currentTarget }) => {
          const chosen = schemes.find(({ value }) => value === currentTarget.value);
          if (chosen !== undefined) setColorScheme(chosen.value);
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
        onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}
        data-testid="language"
      >
        {language === "zh" ? "English" : "中文"}
      </button>
    </div>
  );
}
