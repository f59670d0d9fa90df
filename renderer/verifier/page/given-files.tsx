import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { showBytes } from "../../components/byte-size.ts";
import { useSay } from "../../components/language-context.ts";
import styles from "./page.module.css";

/** What was put in, each with a way to take it out again. */
export function GivenFiles({
  files,
  onChange,
}: {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}) {
  const say = useSay();
  if (files.length === 0) return null;
  return (
    <section className={styles.given} aria-label={say(verifierWords.given)}>
      <ul className={styles.files}>
        {files.map((file, place) => (
          <li key={`${place}-${file.name}`} className={styles.file}>
            <bdi>{file.name}</bdi> <span className={styles.quiet}>{showBytes(file.size)}</span>
            <button
              type="button"
              className={styles.remove}
              data-testid="remove"
              aria-label={say(verifierWords.remove, { name: file.name })}
              onClick={() => onChange(files.filter((other) => other !== file))}
            >
              <span aria-hidden>×</span>
            </button>
          </li>
        ))}
      </ul>
      {files.length < 2 ? null : (
        <button type="button" className={styles.plain} onClick={() => onChange([])}>
          {say(verifierWords.clear)}
        </button>
      )}
    </section>
  );
}
