import type { PackageVerdict } from "../../../shared/contract/verify-result.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { useSay } from "../../components/language-context.ts";
import type { Reading } from "../../components/reading-progress.tsx";
import { tenth } from "../../components/tenth.ts";
import { useAnnouncedVerdicts } from "../../components/told-verdicts.ts";
import styles from "../frame/announcer.module.css";

/** Tells a screen reader each tenth of the way and, in a sentence, what came of it: the whole verdict, read aloud at once, would be no news. */
export function VerdictAnnouncement({
  running,
  cancelled,
  reading,
  verdicts,
}: {
  readonly running: boolean;
  readonly cancelled: boolean;
  readonly reading: Reading;
  readonly verdicts: readonly PackageVerdict[];
}) {
  const say = useSay();
  const told = useAnnouncedVerdicts(verdicts);
  const said = running
    ? `${say(verifyWords.running)} ${String(tenth(reading))}%`
    : cancelled
      ? say(verifierWords.cancelled)
      : told;
  return (
    <p className={styles.announcer} role="status" aria-live="polite" data-testid="announcement">
      {said}
    </p>
  );
}
