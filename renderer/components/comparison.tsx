import type { VerifyResult } from "../../shared/contract/verify-result.ts";
import { reportLabels } from "../../shared/words/report-labels.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { CheckList } from "./check-list.tsx";
import { Digest } from "./digest.tsx";
import { useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";
import styles from "./record.module.css";
import { Section } from "./section.tsx";

type Compared = NonNullable<VerifyResult["comparison"]>;

/** What several inputs say of each other; never which one is true. */
export function Comparison({ comparison }: { readonly comparison: Compared }) {
  const say = useSay();
  const proven = comparison.facts.items.filter(({ earliest }) => earliest !== null);
  return (
    <div data-testid="comparison" data-outcome={comparison.outcome}>
      <Section title={say(reportLabels.comparison)}>
        <p className={styles.lead}>{say(verdictWords.comparisonLead)}</p>
        <CheckList checks={comparison.checks} unfolded />
        {proven.length === 0 ? null : (
          <>
            <h3 className={styles.heading}>{say(verdictWords.comparisonEarliest)}</h3>
            <ul className={styles.acts}>
              {proven.map((item) => (
                <ComparedItem key={item.fingerprint} item={item} />
              ))}
            </ul>
          </>
        )}
      </Section>
    </div>
  );
}

function ComparedItem({ item }: { readonly item: Compared["facts"]["items"][number] }) {
  const say = useSay();
  const { earliest, fingerprint, number, editions } = item;
  if (earliest === null) return null;
  return (
    <li className={styles.chain}>
      <p className={styles.subject}>
        <bdi>{editions.map(({ path }) => path).join("、")}</bdi>
      </p>
      <p className={styles.quiet}>
        <Moment at={earliest.time} /> · <bdi>{earliest.by}</bdi>
      </p>
      <Digest value={fingerprint} what={number ?? say(reportLabels.fingerprint)} />
    </li>
  );
}
