import { useId } from "react";
import type { PackageVerdict, VerifyResult } from "../../shared/contract/verify-result.ts";
import { headlineOf } from "../../shared/report/headline.ts";
import { verifyWords } from "../../shared/words/ui/verify.ts";
import { Comparison } from "./comparison.tsx";
import { useSay } from "./language-context.ts";
import { NamedVerdict } from "./named-verdict.tsx";
import { OutcomeMark } from "./outcome-mark.tsx";
import { shownWhole, useOutcomeCounts } from "./told-verdicts.ts";
import styles from "./verdicts.module.css";

/** Every verdict in the order of the files; of several first a list, which leads to each, and how they compare. */
export function Verdicts({
  result: { packages, comparison, policy },
}: {
  readonly result: Pick<VerifyResult, "packages" | "comparison" | "policy">;
}) {
  const id = useId();
  const folded = packages.length > shownWhole;
  const placeOf = (at: number) => `${id}-${String(at)}`;
  return (
    <>
      {packages.length < 2 ? null : <Overview verdicts={packages} placeOf={placeOf} />}
      {comparison === null ? null : <Comparison comparison={comparison} />}
      {packages.map((verdict, at) => (
        <NamedVerdict
          key={verdict.path}
          verdict={verdict}
          policy={policy.name}
          place={placeOf(at)}
          folded={folded}
        />
      ))}
    </>
  );
}

function Overview({
  verdicts,
  placeOf,
}: {
  readonly verdicts: readonly PackageVerdict[];
  readonly placeOf: (at: number) => string;
}) {
  const say = useSay();
  const id = useId();
  const counts = useOutcomeCounts(verdicts);
  // Not an address with a mark: in the app that part of it says which screen is shown.
  const goTo = (at: number) => {
    const target = document.getElementById(placeOf(at));
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  };
  return (
    <nav className={styles.overview} aria-labelledby={id} data-testid="overview">
      <h2 id={id} className={styles.title}>
        {say(verifyWords.overview, { count: verdicts.length })}
      </h2>
      <p className={styles.counts}>{counts}</p>
      <ol className={styles.list}>
        {verdicts.map((verdict, at) => (
          <li key={verdict.path}>
            <button type="button" className={styles.link} onClick={() => goTo(at)}>
              <OutcomeMark outcome={verdict.outcome} size={18} silent />
              <bdi className={styles.file}>{verdict.path}</bdi>
              <span className={styles.word}>{say(headlineOf(verdict))}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
