import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { CallInput } from "../../../shared/contract/calls.ts";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { Comparison } from "../../components/comparison.tsx";
import { useSay } from "../../components/language-context.ts";
import { NamedVerdict } from "../../components/named-verdict.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { DropZone } from "../notarize/drop-zone.tsx";
import { takeGivenSources } from "../state/given-sources.ts";
import { ask } from "../state/queries.ts";
import { ChosenTerms, type Terms, termsByDefault, termsOf } from "./chosen-terms.tsx";
import { ReportButtons } from "./report-buttons.tsx";
import { VerdictAnnouncement } from "./verdict-announcement.tsx";
import styles from "./verify-screen.module.css";

interface Given {
  readonly sources: readonly SourceId[];
  readonly terms: Terms;
}

/** What is judged and what lies beside it is decided by content; the very question is kept for the report. */
async function judge({ sources, terms }: Given) {
  const { packages, files, data } = await ask("package.recognize", { sources: [...sources] });
  const asked: CallInput<"package.verify"> = {
    packages,
    files,
    ...(data === null ? {} : { data }),
    ...termsOf(terms),
  };
  return { asked, result: await ask("package.verify", asked) };
}

/** What somebody else made, judged by this computer's own trust list. */
export function VerifyScreen() {
  const say = useSay();
  const [terms, setTerms] = useState(termsByDefault);
  const [sources, setSources] = useState<readonly SourceId[]>([]);
  const { mutate, reset, data, error, isPending } = useMutation({ mutationFn: judge });
  const take = (given: readonly SourceId[]) => {
    setSources(given);
    mutate({ sources: given, terms });
  };
  const change = (changed: Terms) => {
    setTerms(changed);
    if (sources.length > 0) mutate({ sources, terms: changed });
  };
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const given = takeGivenSources();
    if (given.length === 0) return;
    setSources(given);
    mutate({ sources: given, terms: termsByDefault });
  }, [mutate]);
  const again = () => {
    setSources([]);
    reset();
  };
  return (
    <>
      <ScreenHead title={say(verifyWords.title)} lead={say(verifyWords.lead)} />
      {sources.length > 0 ? null : (
        <DropZone
          title={say(verifyWords.drop)}
          lines={[say(verifyWords.stays)]}
          folders={false}
          disabled={isPending}
          onSources={take}
        />
      )}
      <ChosenTerms terms={terms} onTerms={change} />
      <FaultNotice thrown={error} />
      <VerdictAnnouncement running={isPending} verdicts={data?.result.packages ?? []} />
      {isPending ? <p className={styles.running}>{say(verifyWords.running)}</p> : null}
      {data === undefined || data.result.comparison === null ? null : (
        <Comparison comparison={data.result.comparison} />
      )}
      {data?.result.packages.map((verdict) => (
        <NamedVerdict key={verdict.path} verdict={verdict} policy={data.result.policy.name} />
      ))}
      {data === undefined ? null : (
        <ReportButtons
          write={(form, lang) =>
            ask("package.report", { ...data.asked, at: data.result.at, form, lang })
          }
        />
      )}
      {sources.length === 0 || isPending ? null : (
        <div className={styles.actions}>
          <Button variant="default" onClick={again}>
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
