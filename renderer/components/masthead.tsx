import type { ReactNode } from "react";
import { shellWords } from "../../shared/words/ui/shell.ts";
import { Choices, type ChoicesProps } from "./choices.tsx";
import { useSay } from "./language-context.ts";
import styles from "./masthead.module.css";

/** A page's name, its places where it has any, its language and its appearance; before them the way past them all. */
export function Masthead({
  product,
  home,
  onSkip,
  children = null,
  ...choices
}: ChoicesProps & {
  readonly product: string;
  /** Where the name leads; nowhere when absent. */
  readonly home?: string;
  /** Moves the focus to the page's main part. */
  readonly onSkip: () => void;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const name = (
    <>
      <span className={styles.seal} aria-hidden>
        存
      </span>
      {product}
    </>
  );
  return (
    <>
      <button type="button" className={styles.skip} onClick={onSkip}>
        {say(shellWords.skip)}
      </button>
      <header className={styles.masthead}>
        {home === undefined ? (
          <span className={styles.product}>{name}</span>
        ) : (
          <a className={styles.product} href={home}>
            {name}
          </a>
        )}
        {children}
        <Choices {...choices} />
      </header>
    </>
  );
}
