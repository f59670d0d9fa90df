import { useCallback, useState } from "react";
import type { VerdictCheck } from "../../shared/contract/verify-result.ts";
import { outcomes } from "../../shared/words/outcome.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { useBeforePrint } from "./before-print.ts";
import styles from "./check-list.module.css";
import { useLanguage, useSay } from "./language-context.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import { nextStepOf, sentenceOf } from "./said-code.ts";

/** Every check with its mark, sentence and code: those that are open or failed first, the rest on demand. */
export function CheckList({
  checks,
  unfolded = false,
}: {
  readonly checks: readonly VerdictCheck[];
  readonly unfolded?: boolean;
}) {
  const say = useSay();
  const [all, setAll] = useState(unfolded);
  const unfold = useCallback(() => setAll(true), []);
  useBeforePrint(unfold);
  const sorted = [...checks].sort(
    (left, right) =>
      Number(right.required) - Number(left.required) ||
      outcomes.indexOf(left.outcome) - outcomes.indexOf(right.outcome),
  );
  const open = sorted.filter((check) => check.outcome !== "passed");
  const passed = sorted.filter((check) => check.outcome === "passed");
  return (
    <div data-testid="checks">
      <Rows checks={open} />
      {passed.length === 0 ? null : (
        <details
          className={styles.fold}
          open={all}
          onToggle={(event) => setAll(event.currentTarget.open)}
        >
          <summary className={styles.summary}>
            {say(verdictWords.showPassed, { count: passed.length })}
          </summary>
          <Rows checks={passed} />
        </details>
      )}
    </div>
  );
}

function Rows({ checks }: { readonly checks: readonly VerdictCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <ul className={styles.rows}>
      {checks.map((check, place) => (
        <Row key={`${place}-${check.code}-${check.subject}`} check={check} />
      ))}
    </ul>
  );
}

function Row({ check }: { readonly check: VerdictCheck }) {
  const language = useLanguage();
  const say = useSay();
  const next = nextStepOf(check, language);
  return (
    <li className={styles.row} data-outcome={check.outcome} data-code={check.code}>
      <OutcomeMark outcome={check.outcome} size={18} />
      <div className={styles.said}>
        <p className={styles.sentence}>{sentenceOf(check, language)}</p>
        {next === "" ? null : (
          <p className={styles.next}>
            {say(nextStepWords)} {next}
          </p>
        )}
        <p className={styles.code}>
          <code>{check.code}</code>
          {check.subject === "" ? null : <bdi>{check.subject}</bdi>}
          {check.required ? null : <span>{say(verdictWords.notRequired)}</span>}
        </p>
      </div>
    </li>
  );
}

const nextStepWords = { zh: "下一步：", en: "Next:" } as const;
