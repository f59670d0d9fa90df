import type { ItemDetail } from "../../../shared/contract/item-summary.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { useSay } from "../../components/language-context.ts";
import { PlainButton } from "../../components/plain-button.tsx";
import { ReadingProgress } from "../../components/reading-progress.tsx";
import { Verdict } from "../../components/verdict.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { ask } from "../state/queries.ts";
import { ReportButtons } from "../verify/report-buttons.tsx";
import { VerdictAnnouncement } from "../verify/verdict-announcement.tsx";
import { ItemFacts } from "./item-facts.tsx";
import { useSelfCheck } from "./use-self-check.ts";
import styles from "./item-page.module.css";

/** The verdict of this computer on its own package, judged again each time the page is opened. */
export function SelfCheck({ id, item }: { readonly id: string; readonly item: ItemDetail }) {
  const say = useSay();
  const { data, error, running, cancelled, reading, cancel, again } = useSelfCheck(id);
  const [verdict] = data?.packages ?? [];
  return (
    <div aria-busy={running}>
      <VerdictAnnouncement
        running={running}
        cancelled={cancelled}
        reading={reading}
        verdicts={data?.packages ?? []}
      />
      <p className={styles.lead}>
        <strong>{say(evidenceWords.selfCheck)}</strong> · {say(evidenceWords.selfCheckLead)}
      </p>
      {running ? <ReadingProgress reading={reading} onCancel={cancel} /> : null}
      {cancelled ? (
        <p>
          {say(verifierWords.cancelled)}{" "}
          <PlainButton onClick={again}>{say(verifierWords.again)}</PlainButton>
        </p>
      ) : null}
      <FaultNotice thrown={error} />
      {data === undefined || verdict === undefined ? null : (
        <>
          <Verdict verdict={verdict} policy={data.policy.name} />
          <ReportButtons
            write={(form, lang, job) =>
              ask("evidence.report", { id, at: data.at, form, lang, job })
            }
          />
        </>
      )}
      <ItemFacts item={item} members={verdict === undefined} />
    </div>
  );
}
