import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { shownNames } from "../../shared/words/name-list.ts";
import { reportLabels } from "../../shared/words/report-labels.ts";
import { type Fact, Facts } from "./facts.tsx";
import { useLanguage, useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";
import { TimeState } from "./time-state.tsx";

/** Records of RFC 4998: how often each was renewed, and by when it proves existence. */
export function EvidenceRecords({
  records,
}: {
  readonly records: VerdictFacts["evidenceRecords"];
}) {
  const say = useSay();
  const language = useLanguage();
  return records.map(({ file, chains, tokens, digests, existedBy, standing }) => {
    const facts: readonly Fact[] = [
      { name: say(reportLabels.file), value: <bdi>{file}</bdi> },
      {
        name: say(reportLabels.existedBy),
        value:
          existedBy === null ? (
            say(reportLabels.unknown)
          ) : (
            <>
              <Moment at={existedBy} />
              <TimeState standing={standing} />
            </>
          ),
      },
      { name: say(reportLabels.chains), value: chains },
      { name: say(reportLabels.tokens), value: tokens },
      { name: say(reportLabels.digests), value: shownNames(digests, language) },
    ];
    return <Facts key={file} facts={facts} />;
  });
}
