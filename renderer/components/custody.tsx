import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { actWords, reportLabels } from "../../shared/words/report-labels.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";
import styles from "./record.module.css";

/** What was done to the item, by whom and when, as its custody log claims. */
export function Custody({ acts }: { readonly acts: VerdictFacts["custody"] }) {
  const say = useSay();
  return (
    <ol className={styles.acts} data-testid="custody">
      {acts.map(({ n, act, actor, time, digest }) => (
        <li key={digest} className={styles.act}>
          <span className={styles.place}>{n}</span>
          <div>
            <strong>{say(actWords[act])}</strong>{" "}
            <span className={styles.quiet}>
              <bdi>{actor ?? say(reportLabels.softwareItself)}</bdi> · {say(verdictWords.claimed)}
            </span>
            <p className={styles.quiet}>
              <Moment at={time} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
