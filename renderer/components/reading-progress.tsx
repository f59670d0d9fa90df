import { useEffect } from "react";
import { shellWords } from "../../shared/words/ui/shell.ts";
import type { notarizeWords } from "../../shared/words/ui/notarize.ts";
import { verifierWords } from "../../shared/words/ui/verifier.ts";
import { showBytes } from "./byte-size.ts";
import { useSay } from "./language-context.ts";
import { PlainButton } from "./plain-button.tsx";
import styles from "./reading-progress.module.css";

/** How far judging has come, in bytes; 0 of 0 before anything was heard. */
export interface Reading {
  readonly done: number;
  readonly total: number;
}

/** A bar of the bytes that are judged, and a button that ends it; Escape does too. */
export function ReadingProgress({
  reading: { done, total },
  words,
  testId = "reading",
  onCancel,
}: {
  readonly reading: Reading;
  /** The sentence on other work than judging. */
  readonly words?: typeof verifierWords.running | typeof notarizeWords.sendingBytes;
  readonly testId?: string;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  useEffect(() => {
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onCancel();
    };
    window.addEventListener("keydown", cancel);
    return () => window.removeEventListener("keydown", cancel);
  }, [onCancel]);
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  const said =
    total === 0
      ? say(verifierWords.starting)
      : say(words ?? verifierWords.running, {
          done: showBytes(done),
          total: showBytes(total),
          percent,
        });
  return (
    <div className={styles.progress} data-testid={testId}>
      <p>{said}</p>
      <progress className={styles.bar} max={100} value={percent} aria-label={said} />
      <PlainButton onClick={onCancel}>{say(shellWords.cancel)}</PlainButton>
    </div>
  );
}
