import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { reportLabels } from "../../shared/words/report-labels.ts";
import { Digest } from "./digest.tsx";
import styles from "./record.module.css";
import { useSay } from "./language-context.ts";
import { BriefMoment } from "./moment.tsx";

/** Certificates from the signer's to the root, folded. */
export function Chain({
  file,
  chain,
}: {
  readonly file: string;
  readonly chain: VerdictFacts["timestamps"][number]["chain"];
}) {
  const say = useSay();
  if (chain.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>{say(reportLabels.chain, { file })}</summary>
      <ol className={styles.chain}>
        {chain.map((certificate) => (
          <li key={certificate.sha256}>
            <p className={styles.subject}>
              <bdi>{certificate.subject}</bdi>
              {certificate.anchor ? (
                <span className={styles.mark}>{say(reportLabels.anchor)}</span>
              ) : null}
            </p>
            <p className={styles.quiet}>
              {say(reportLabels.validity)} <BriefMoment at={certificate.notBefore} /> –{" "}
              <BriefMoment at={certificate.notAfter} />
            </p>
            <p className={styles.quiet}>
              {say(reportLabels.source)} <bdi>{certificate.source}</bdi>
            </p>
            <Digest value={certificate.sha256} what={certificate.subject} />
          </li>
        ))}
      </ol>
    </details>
  );
}
