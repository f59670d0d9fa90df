import type { ItemSummary } from "../../../shared/contract/item-summary.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { stateWords } from "../../../shared/words/terms.ts";
import { stepWords } from "../../../shared/words/ui/steps.ts";
import { useSay } from "../../components/language-context.ts";
import { showBytes } from "../../components/byte-size.ts";
import { useProgress } from "../state/progress.ts";
import { stepAfter, stepCount } from "../../components/item-steps.ts";
import styles from "./item-state.module.css";

/** Where an item is: finished, running with its bytes, or held; and how far through the steps. */
export function ItemState({ item }: { readonly item: ItemSummary }) {
  const say = useSay();
  const heard = useProgress(item.id);
  if (item.state === "verified") {
    return <p className={styles.done}>{say(stateWords.verified)}</p>;
  }
  const step = stepAfter(item.state);
  // Progress of a step that is over may still be in the air.
  const progress = heard?.state === step ? heard : undefined;
  const share = progress === undefined || progress.total === 0 ? 0 : progress.done / progress.total;
  const { done, total } = stepCount(item.state);
  return (
    <div className={styles.running} data-hold={item.hold?.kind ?? "none"}>
      <p className={styles.step}>
        <span>{say(item.hold === null ? stepWords[step] : holdWords[item.hold.kind])}</span>
        {progress === undefined || item.hold !== null || progress.total < 100_000 ? null : (
          <span className={styles.bytes}>
            {say(notarizeWords.progressOf, {
              done: showBytes(progress.done),
              total: showBytes(progress.total),
            })}
          </span>
        )}
      </p>
      <progress
        className={styles.bar}
        max={total}
        value={done + share}
        aria-label={`${item.title}: ${say(stepWords[step])}`}
      />
    </div>
  );
}

const holdWords = {
  wait: notarizeWords.waiting,
  stop: notarizeWords.stopped,
  cancelled: { zh: "已取消", en: "cancelled" },
} as const;
