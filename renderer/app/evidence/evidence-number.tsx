import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { useSay } from "../../components/language-context.ts";
import styles from "./item-row.module.css";

/** The evidence number in groups of four, its check character apart; until it is sealed an item has none. */
export function EvidenceNumber({ number }: { readonly number: string | null }) {
  const say = useSay();
  if (number === null)
    return <span className={styles.noNumber}>{say(evidenceWords.noNumber)}</span>;
  return (
    <code className={styles.number} title={say(evidenceWords.number)} data-testid="number">
      {number.match(/.{1,4}/gu)?.join(" ") ?? number}
    </code>
  );
}
