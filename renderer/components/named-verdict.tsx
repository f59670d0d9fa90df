import { useId } from "react";
import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { verifyWords } from "../../shared/words/ui/verify.ts";
import { useSay } from "./language-context.ts";
import styles from "./named-verdict.module.css";
import { SectionSubject } from "./section.tsx";
import { Verdict } from "./verdict.tsx";

/** A verdict under the name of its file, as one among several that a page may show. */
export function NamedVerdict({
  verdict,
  policy,
}: {
  readonly verdict: PackageVerdict;
  /** Name of the policy by which was judged. */
  readonly policy: string;
}) {
  const say = useSay();
  const id = useId();
  return (
    <article className={styles.result} data-testid="result" aria-labelledby={id}>
      <h2 id={id} className={styles.name}>
        <bdi>{say(verifyWords.result, { name: verdict.path })}</bdi>
      </h2>
      <SectionSubject value={id}>
        <Verdict verdict={verdict} policy={policy} />
      </SectionSubject>
    </article>
  );
}
