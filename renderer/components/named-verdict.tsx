import { useCallback, useId, useState } from "react";
import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { verifyWords } from "../../shared/words/ui/verify.ts";
import { useBeforePrint } from "./before-print.ts";
import { useSay } from "./language-context.ts";
import styles from "./named-verdict.module.css";
import { SectionSubject } from "./section.tsx";
import { VerdictBody } from "./verdict.tsx";
import { VerdictHeadline } from "./verdict-headline.tsx";

/** A verdict under the name of its file, as one among several that a page may show. */
export function NamedVerdict({
  verdict,
  policy,
  place,
  folded,
}: {
  readonly verdict: PackageVerdict;
  /** Name of the policy by which was judged. */
  readonly policy: string;
  /** Id of the element, to which an overview leads. */
  readonly place: string;
  /** Whether there are so many that each shows its headline alone until it is asked for more. */
  readonly folded: boolean;
}) {
  const say = useSay();
  const id = useId();
  return (
    <article
      className={styles.result}
      data-testid="result"
      id={place}
      tabIndex={-1}
      aria-labelledby={id}
    >
      <h2 id={id} className={styles.name}>
        <bdi>{say(verifyWords.result, { name: verdict.path })}</bdi>
      </h2>
      <SectionSubject value={id}>
        <VerdictHeadline verdict={verdict} policy={policy} />
        {folded && verdict.outcome !== "nothing_to_verify" ? (
          <FoldedBody verdict={verdict} />
        ) : (
          <VerdictBody verdict={verdict} />
        )}
      </SectionSubject>
    </article>
  );
}

/** Drawn once it is unfolded or printed: a page of hundreds of verdicts has a hundred thousand elements otherwise. */
function FoldedBody({ verdict }: { readonly verdict: PackageVerdict }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  useBeforePrint(useCallback(() => setOpen(true), []));
  return (
    <details
      className={styles.fold}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>{say(verifyWords.unfold)}</summary>
      {open ? <VerdictBody verdict={verdict} /> : null}
    </details>
  );
}
