import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { startWords } from "../../../shared/words/ui/start.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { listInput, useCall } from "../state/queries.ts";
import styles from "./evidence-list.module.css";
import { ItemRow } from "./item-row.tsx";

/** All evidence of this home, newest first. */
export function EvidenceList() {
  const say = useSay();
  const { data, error, isPending } = useCall("evidence.list", listInput);
  return (
    <>
      <ScreenHead title={say(evidenceWords.listTitle)} />
      <FaultNotice thrown={error} />
      {isPending ? <p>{say(shellWords.loading)}</p> : null}
      {data?.items.length === 0 ? (
        <p>
          {say(evidenceWords.empty)} <a href="#/practice">{say(startWords.practiceGo)}</a>
        </p>
      ) : null}
      <ul className={styles.list} data-testid="evidence-list">
        {data?.items.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
    </>
  );
}
