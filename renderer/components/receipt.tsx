import { fixedLines } from "../../shared/words/fixed-lines.ts";
import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { roleOf } from "../../shared/words/ui/steps.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";
import { TimeState } from "./time-state.tsx";
import styles from "./facts.module.css";

/** Who cosigned, in which role, and how many of how many; and what a cosignature does not mean. */
export function Receipt({ receipt }: { readonly receipt: VerdictFacts["receipt"] }) {
  const say = useSay();
  if (receipt === null) return <p className={styles.quiet}>{say(verdictWords.noReceipt)}</p>;
  const { institutions, needed, cosignatures, existedBy, standing } = receipt;
  return (
    <div data-testid="receipt">
      <p className={styles.lead}>
        {say(verdictWords.receiptQuorum, { institutions, needed, count: cosignatures.length })}
        {receipt.trusted ? null : (
          <span className={styles.mark}>{say(verdictWords.notTrusted)}</span>
        )}
      </p>
      {existedBy === null ? null : (
        <p>
          {say(verdictWords.registeredBy, { at: Date.parse(existedBy) })}
          <TimeState standing={standing} />
        </p>
      )}
      <ul className={styles.list}>
        {cosignatures.map((cosignature) => (
          <li key={cosignature.institution} className={styles.entry}>
            <span className={styles.role}>{say(roleOf(cosignature.role))}</span>
            <span className={styles.who}>{cosignature.institution}</span>
            <span className={styles.when}>
              <Moment at={cosignature.time} />
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {say(verdictWords.receiptPlace, {
          origin: receipt.origin,
          index: receipt.index + 1,
          size: receipt.size,
        })}
      </p>
      {cosignatures.some((cosignature) => cosignature.role === "court") ? (
        <p className={styles.quiet}>{say(fixedLines.cosignature)}</p>
      ) : null}
    </div>
  );
}
