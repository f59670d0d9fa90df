import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { Chain } from "./chain.tsx";
import styles from "./facts.module.css";
import { useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";
import { TimeState } from "./time-state.tsx";

/** Each token: whose it is, what it says, and whether the verifier trusts it. */
export function Timestamps({ timestamps }: { readonly timestamps: VerdictFacts["timestamps"] }) {
  const say = useSay();
  return (
    <ul className={styles.list}>
      {timestamps.map((timestamp) => (
        <li key={timestamp.file} className={styles.entry}>
          <span className={styles.who}>
            {timestamp.authority}
            {timestamp.closing ? (
              <span className={styles.mark}>{say(verdictWords.closingToken)}</span>
            ) : null}
            {timestamp.trusted ? null : (
              <span className={styles.mark}>{say(verdictWords.notTrusted)}</span>
            )}
          </span>
          <span className={styles.when}>
            <Moment at={timestamp.time} />
            <TimeState standing={timestamp.standing} />
          </span>
          <span className={styles.quiet}>
            {say(verdictWords.timestampPolicy, { policy: timestamp.policy })}
            {timestamp.accuracyMs === null
              ? null
              : ` · ${say(verdictWords.accuracy, { accuracy: timestamp.accuracyMs })}`}
            {timestamp.algorithms === null ? null : ` · ${algorithmsOf(timestamp.algorithms)}`}
            {timestamp.revocationKnownAt === null
              ? null
              : ` · ${say(verdictWords.revocationKnown, { at: Date.parse(timestamp.revocationKnownAt) })}`}
          </span>
          <Chain file={timestamp.file} chain={timestamp.chain} />
        </li>
      ))}
    </ul>
  );
}

function algorithmsOf({
  signature,
  digest,
  keyBits,
}: NonNullable<VerdictFacts["timestamps"][number]["algorithms"]>): string {
  return [signature, digest, keyBits === null ? "" : `${keyBits} bit`]
    .filter((word) => word !== "")
    .join(" ");
}
