import { fixedLines } from "../../shared/words/fixed-lines.ts";
import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { earliestStamp } from "../../shared/report/headline.ts";
import { shellWords } from "../../shared/words/ui/shell.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { headlineOf, reasonOf } from "../../shared/report/headline.ts";
import { useLanguage, useSay } from "./language-context.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import { PracticeLabel } from "./practice-label.tsx";
import { nextStepOf, sentenceOf } from "./said-code.ts";
import styles from "./verdict-headline.module.css";

/** The verdict in a sentence, why, what to do next, and what it does not say. */
export function VerdictHeadline({
  verdict,
  policy,
}: {
  readonly verdict: PackageVerdict;
  /** Name of the policy by which was judged. */
  readonly policy: string;
}) {
  const say = useSay();
  const count = (outcome: PackageVerdict["outcome"]) =>
    verdict.checks.filter((check) => check.outcome === outcome).length;
  return (
    <div
      className={styles.headline}
      data-outcome={verdict.outcome}
      data-practice={verdict.practice}
      data-testid="verdict"
    >
      <OutcomeMark outcome={verdict.outcome} size={44} silent />
      <div className={styles.words}>
        {verdict.practice ? <PracticeLabel /> : null}
        <p className={styles.word} data-testid="verdict-word">
          {say(headlineOf(verdict))}
        </p>
        {verdict.outcome === "passed" ? <Passed verdict={verdict} /> : <Open verdict={verdict} />}
        {verdict.outcome === "nothing_to_verify" ? null : (
          <p className={styles.limits}>
            {say(fixedLines.limits)}{" "}
            {say(verdictWords.underPolicy, {
              policy,
              passed: count("passed"),
              open: count("indeterminate"),
              failed: count("failed"),
            })}
          </p>
        )}
      </div>
    </div>
  );
}

function Passed({ verdict }: { readonly verdict: PackageVerdict }) {
  const say = useSay();
  const proof = earliestStamp(verdict);
  const { receipt } = verdict.facts;
  return (
    <>
      <p className={styles.text}>
        {say(verdictWords.unchanged)}{" "}
        {proof === undefined
          ? null
          : say(verdictWords.existedBy, {
              at: Date.parse(proof.time),
              authority: proof.authority,
            })}{" "}
        {receipt?.standing.state !== "proven"
          ? null
          : say(verdictWords.cosigned, {
              count: receipt.cosignatures.length,
              institutions: receipt.institutions,
            })}
      </p>
      {verdict.practice ? (
        <p className={styles.text}>{say(verdictWords.practicePassedText)}</p>
      ) : null}
    </>
  );
}

/** What stands against it or is missing, and what would settle it; the other decisive checks below. */
function Open({ verdict }: { readonly verdict: PackageVerdict }) {
  const say = useSay();
  const language = useLanguage();
  const reason = reasonOf(verdict, language);
  const decisive = verdict.checks.filter(
    (check) => check.required && check.outcome === verdict.outcome,
  );
  const others = [...new Set(decisive.map((check) => sentenceOf(check, language)))].filter(
    (sentence) => !reason.sentence.includes(sentence.replace(/[。.]$/u, "").slice(1)),
  );
  const steps = [reason.next, ...decisive.map((check) => nextStepOf(check, language))].filter(
    (step, place, all) => step !== "" && all.indexOf(step) === place,
  );
  return (
    <>
      <p className={styles.text}>{reason.sentence}</p>
      {decisive.length < 2 || others.length === 0 ? null : (
        <ul className={styles.reasons}>
          {others.slice(0, 5).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {steps.length === 0 ? null : (
        <div className={styles.next}>
          <p className={styles.nextTitle}>{say(shellWords.nextStep)}</p>
          {steps.slice(0, 3).map((step) => (
            <p key={step}>{step}</p>
          ))}
        </div>
      )}
    </>
  );
}
