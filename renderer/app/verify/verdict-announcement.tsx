import type { PackageVerdict } from "../../../shared/contract/verify-result.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { headlineOf } from "../../components/headline.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import styles from "../frame/announcer.module.css";

/** Tells a screen reader in a sentence what came of it: the whole verdict, read aloud at once, would be no news. */
export function VerdictAnnouncement({
  running,
  verdicts,
}: {
  readonly running: boolean;
  readonly verdicts: readonly PackageVerdict[];
}) {
  const say = useSay();
  const language = useLanguage();
  const said = running
    ? say(verifyWords.running)
    : verdicts
        .map((verdict) => {
          const outcome = headlineOf(verdict)[language];
          return say(verifierWords.announced, { name: verdict.path, outcome });
        })
        .join(" ");
  return (
    <p className={styles.announcer} role="status" aria-live="polite" data-testid="announcement">
      {said}
    </p>
  );
}
