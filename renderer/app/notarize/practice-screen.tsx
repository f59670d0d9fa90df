import { fixedLines } from "../../../shared/words/fixed-lines.ts";
import { useEffect, useRef } from "react";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { takeGivenSources } from "../state/given-sources.ts";
import { DropZone } from "./drop-zone.tsx";
import { StartedItems } from "./started-items.tsx";
import { useNotarize } from "./use-notarize.ts";

/** Put something in, watch it finish. Practice network, practice authority, no legal force. */
export function PracticeScreen() {
  const say = useSay();
  const { started, notarize, thrown } = useNotarize();
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const given = takeGivenSources();
    if (given.length > 0) notarize(given, {});
  }, [notarize]);
  return (
    <>
      <ScreenHead
        title={say(notarizeWords.practiceTitle)}
        lead={say(notarizeWords.practiceLead)}
        practice
      />
      <DropZone
        title={say(notarizeWords.dropTitle)}
        lines={[say(notarizeWords.oneItemEach), say(fixedLines.privacy)]}
        onSources={(sources) => notarize(sources, {})}
      />
      <FaultNotice thrown={thrown} />
      <StartedItems ids={started} />
    </>
  );
}
