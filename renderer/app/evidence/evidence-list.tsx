import { Button } from "@mantine/core";
import { useState } from "react";
import type { ItemSummary } from "../../../shared/contract/item-summary.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { startWords } from "../../../shared/words/ui/start.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { listInput, useCall } from "../state/queries.ts";
import styles from "./evidence-list.module.css";
import { ItemRow } from "./item-row.tsx";

/** All evidence of this home, newest first; the newest page live, earlier ones as they are asked for. */
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
        {data === undefined ? null : <Items items={data.items} />}
      </ul>
    </>
  );
}

/** One page of rows, and the next below it once somebody asks. */
function Items({ items }: { readonly items: readonly ItemSummary[] }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const last = items.at(-1);
  return (
    <>
      {items.map((item) => (
        <ItemRow key={item.id} item={item} />
      ))}
      {last === undefined || items.length < listInput.limit ? null : asked ? (
        <EarlierItems before={last.id} />
      ) : (
        <li className={styles.more}>
          <Button variant="default" onClick={() => setAsked(true)}>
            {say(evidenceWords.more)}
          </Button>
        </li>
      )}
    </>
  );
}

function EarlierItems({ before }: { readonly before: string }) {
  const { data } = useCall("evidence.list", { ...listInput, before });
  return data === undefined ? null : <Items items={data.items} />;
}
