import { shellWords } from "../../shared/words/ui/shell.ts";
import { useSay } from "./language-context.ts";
import styles from "./practice-label.module.css";

/** Stands wherever something practised is shown. A word, not a colour, says what it is. */
export function PracticeLabel({ large = false }: { readonly large?: boolean }) {
  const say = useSay();
  return (
    <span className={styles.label} data-large={large} data-testid="practice-label">
      {say(shellWords.practiceLabel)}
    </span>
  );
}
