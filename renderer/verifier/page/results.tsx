import { useMemo } from "react";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { PlainButton } from "../../components/plain-button.tsx";
import { ReadingProgress } from "../../components/reading-progress.tsx";
import { tenth } from "../../components/tenth.ts";
import { useAnnouncedVerdicts } from "../../components/told-verdicts.ts";
import { Verdicts } from "../../components/verdicts.tsx";
import type { VerdictJson } from "../../../shared/report/verdict-json.ts";
import { type VerifyJson, verifyJson } from "../../../shared/report/verify-json.ts";
import type { Language } from "../../../shared/words/language.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import type { Course, Verification } from "../state/use-verification.ts";
import { DigestLookUp } from "./digest-look-up.tsx";
import type { Program } from "./page.tsx";
import { Reports } from "./reports.tsx";
import styles from "./results.module.css";

/** How far it is, and then every verdict. */
export function Results({
  verification,
  program,
}: {
  readonly verification: Verification;
  readonly program: Program;
}) {
  const language = useLanguage();
  const { course } = verification;
  const result = useMemo(
    () => (course.kind === "judged" ? resultOf(course, program, language) : undefined),
    [course, program, language],
  );
  return (
    <>
      <Progress verification={verification} />
      <Announcement course={course} verdicts={result?.packages ?? []} />
      {result === undefined ? null : <Verdicts result={result} />}
      {result === undefined ? null : (
        <>
          <DigestLookUp verdicts={result.packages} />
          <Reports result={result} />
        </>
      )}
    </>
  );
}

/** The very document of `cunzhen verify --json`. */
function resultOf(
  { judged, trust, policy, at }: Extract<Course, { kind: "judged" }>,
  { version, digest }: Program,
  language: Language,
): VerifyJson {
  return verifyJson({ ...judged, trust, policy, software: { version, digest }, at }, language);
}

function Progress({ verification }: { readonly verification: Verification }) {
  const say = useSay();
  const { course, cancel, again } = verification;
  switch (course.kind) {
    case "idle":
    case "judged":
      return null;
    case "cancelled":
    case "broken":
      return (
        <div className={styles.ended} role="alert">
          <p>{say(verifierWords[course.kind])}</p>
          <PlainButton onClick={again}>{say(verifierWords.again)}</PlainButton>
        </div>
      );
    case "running":
      return <ReadingProgress reading={course} onCancel={cancel} />;
  }
}

/** Tells a screen reader each tenth of the way and, in a sentence, what came of it. */
function Announcement({
  course,
  verdicts,
}: {
  readonly course: Course;
  readonly verdicts: readonly VerdictJson[];
}) {
  const say = useSay();
  const told = useAnnouncedVerdicts(verdicts);
  const text = course.kind === "running" ? `${say(verifyWords.running)} ${tenth(course)}%` : told;
  return (
    <p className={styles.announcement} role="status" aria-live="polite" data-testid="announcement">
      {text}
    </p>
  );
}
