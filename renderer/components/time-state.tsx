import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { timeStateText } from "../../shared/words/time-states.ts";
import { useLanguage } from "./language-context.ts";
import styles from "./facts.module.css";

/** What a time is worth, where it is not proven. */
export function TimeState({
  standing: { state, code },
}: {
  readonly standing: VerdictFacts["timeline"][number]["standing"];
}) {
  const language = useLanguage();
  if (state === "proven") return null;
  return <span className={styles.mark}>{timeStateText(state, code, language)}</span>;
}
