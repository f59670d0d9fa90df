import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { CallInput } from "../../../shared/contract/calls.ts";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { useSay } from "../../components/language-context.ts";
import { Verdicts } from "../../components/verdicts.tsx";
import { ReadingProgress } from "../../components/reading-progress.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { DropZone } from "../notarize/drop-zone.tsx";
import { takeGivenSources } from "../state/given-sources.ts";
import { ask } from "../state/queries.ts";
import { type Job, useJob } from "../state/use-job.ts";
import { ChosenTerms, type Terms, termsByDefault, termsOf } from "./chosen-terms.tsx";
import { ReportButtons } from "./report-buttons.tsx";
import { VerdictAnnouncement } from "./verdict-announcement.tsx";
import styles from "./verify-screen.module.css";

interface Given {
  readonly sources: readonly SourceId[];
  readonly terms: Terms;
}

const nothing: Given = { sources: [], terms: termsByDefault };

/** What is judged and what lies beside it is decided by content; the very question is kept for the report. */
async function judge({ sources, terms }: Given, { name, goOn }: Job) {
  const { packages, files, data } = await ask("package.recognize", { sources: [...sources] });
  goOn();
  const asked: CallInput<"package.verify"> = {
    packages,
    files,
    ...(data === null ? {} : { data }),
    ...termsOf(terms),
  };
  return { asked, result: await ask("package.verify", { ...asked, job: name }) };
}

type Judged = Awaited<ReturnType<typeof judge>>;

/** What stands on the screen, and what cancelling goes back to. */
interface Standing {
  readonly given: Given;
  /** Null before anything was judged. */
  readonly judged: Judged | null;
}

/** What somebody else made, judged by this computer's own trust list. */
export function VerifyScreen() {
  const say = useSay();
  const [standing, setStanding] = useState<Standing>({ given: nothing, judged: null });
  const job = useJob(async (given: Given, named: Job) => {
    setStanding({ given, judged: await judge(given, named) });
  });
  const { begin, cancel, reset, asked, cancelled, fault, isPending, reading } = job;
  const unanswered = isPending || fault !== null;
  const { sources, terms } = unanswered ? (asked ?? standing.given) : standing.given;
  const judged = unanswered ? null : standing.judged;
  const start = (given: Given) => {
    setStanding({ given, judged: null });
    reset();
  };
  const change = (changed: Terms) => {
    if (sources.length > 0) begin({ sources, terms: changed });
    else start({ sources, terms: changed });
  };
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const given = takeGivenSources();
    if (given.length > 0) begin({ sources: given, terms: termsByDefault });
  }, [begin]);
  return (
    <>
      <ScreenHead title={say(verifyWords.title)} lead={say(verifyWords.lead)} />
      {sources.length > 0 ? null : (
        <DropZone
          title={say(verifyWords.drop)}
          lines={[say(verifyWords.stays)]}
          folders={false}
          disabled={isPending}
          onSources={(given) => begin({ sources: given, terms })}
        />
      )}
      <ChosenTerms terms={terms} onTerms={change} />
      <FaultNotice thrown={fault} />
      <VerdictAnnouncement
        running={isPending}
        cancelled={cancelled}
        reading={reading}
        verdicts={judged?.result.packages ?? []}
      />
      {isPending ? <ReadingProgress reading={reading} onCancel={cancel} /> : null}
      {judged === null ? null : <Verdicts result={judged.result} />}
      {judged === null ? null : (
        <ReportButtons
          write={(form, lang, name) =>
            ask("package.report", {
              ...judged.asked,
              at: judged.result.at,
              form,
              lang,
              job: name,
            })
          }
        />
      )}
      {sources.length === 0 || isPending ? null : (
        <div className={styles.actions}>
          <Button variant="default" onClick={() => start({ sources: [], terms })}>
            {say(verifyWords.another)}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {say(evidenceWords.print)}
          </Button>
        </div>
      )}
    </>
  );
}
