import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { timeStateText } from "../../shared/words/time-states.ts";
import { useLanguage, useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";
import styles from "./timeline.module.css";

/** What happened when, and how long between: proven moments are filled, others hollow. */
export function Timeline({ moments }: { readonly moments: VerdictFacts["timeline"] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <ol className={styles.timeline} data-testid="timeline">
      {moments.map((moment, place) => {
        const before = moments[place - 1];
        const gap = before === undefined ? undefined : gapBetween(before.time, moment.time);
        return (
          <li
            key={`${moment.event}-${moment.time}-${moment.by}`}
            className={styles.moment}
            data-state={moment.standing.state}
          >
            {gap === undefined ? null : (
              <p className={styles.gap} data-reversed={gap < 0}>
                {say(verdictWords.gap, { gap })}
              </p>
            )}
            <p className={styles.event}>
              <strong>{say(verdictWords[`events_${moment.event}`])}</strong>
              <span className={styles.kind}>
                {timeStateText(moment.standing.state, moment.standing.code, language)}
              </span>
            </p>
            <p className={styles.time}>
              <Moment at={moment.time} />
            </p>
            {moment.by === "" ? null : <p className={styles.by}>{moment.by}</p>}
          </li>
        );
      })}
    </ol>
  );
}

/**
 * Milliseconds from one moment to the next. A cosignature's time is in whole seconds, so a moment
 * of the same second must not seem to come after it.
 */
function gapBetween(earlier: string, later: string): number {
  const [from, to] = [Date.parse(earlier), Date.parse(later)];
  return Math.floor(from / 1000) === Math.floor(to / 1000) ? Math.max(to - from, 0) : to - from;
}
