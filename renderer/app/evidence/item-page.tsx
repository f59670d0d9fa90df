import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import type { ItemDetail } from "../../../shared/contract/item-summary.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice, Notice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { host } from "../host/client.ts";
import { useCall, useChange } from "../state/queries.ts";
import { goTo } from "../state/route.ts";
import { EvidenceNumber } from "./evidence-number.tsx";
import { ItemFacts } from "./item-facts.tsx";
import styles from "./item-page.module.css";
import { ItemActions, ItemHold } from "./item-row.tsx";
import { ItemState } from "./item-state.tsx";
import { SelfCheck } from "./self-check.tsx";

/** Everything about one item. */
export function ItemPage({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, isPending } = useCall("evidence.get", { id });
  if (isPending) return <p>{say(shellWords.loading)}</p>;
  if (data === undefined) return <FaultNotice thrown={error} />;
  const { item } = data;
  return (
    <article data-testid="item-page" data-state={item.state}>
      <p className={styles.back}>
        <a href="#/evidence">← {say(evidenceWords.back)}</a>
      </p>
      <ScreenHead title={item.title} practice={item.practice}>
        <p className={styles.number}>
          <EvidenceNumber number={item.number} />
          {item.sample ? <span>{say(evidenceWords.sample)}</span> : null}
        </p>
      </ScreenHead>
      <div className={styles.state}>
        <div className={styles.step}>
          <ItemState item={item} />
        </div>
        <ItemActions item={item} />
        <PackageActions item={item} />
      </div>
      <ItemHold item={item} />
      {item.state === "verified" ? (
        <SelfCheck id={id} item={item} />
      ) : (
        <ItemFacts item={item} members />
      )}
    </article>
  );
}

function PackageActions({ item }: { readonly item: ItemDetail }) {
  const say = useSay();
  const [saved, setSaved] = useState<"saved" | "failed">();
  const [withPage, setWithPage] = useState(false);
  const remove = useChange("evidence.remove", ["evidence.list"]);
  if (item.state !== "verified") return null;
  const name = `${item.number ?? item.id}${item.practice ? "-PRACTICE" : ""}.asice`;
  const save = async () => {
    setSaved(undefined);
    const outcome = await host.save(item.id, name, withPage).catch(() => "failed" as const);
    if (outcome !== "cancelled") setSaved(outcome);
  };
  return (
    <div className={styles.actions}>
      <Button onClick={() => void save()} data-testid="export">
        {say(evidenceWords.save)}
      </Button>
      <Checkbox
        label={say(evidenceWords.saveVerifier)}
        checked={withPage}
        data-testid="export-page"
        onChange={({ currentTarget }) => setWithPage(currentTarget.checked)}
      />
      <Button variant="default" onClick={() => window.print()}>
        {say(evidenceWords.print)}
      </Button>
      {item.sample ? (
        <Button
          variant="default"
          onClick={() =>
            remove.mutate({ id: item.id }, { onSuccess: () => goTo({ screen: "evidence" }) })
          }
        >
          {say(evidenceWords.removeSample)}
        </Button>
      ) : null}
      <span role="status" className={styles.saved}>
        {saved === "saved" ? say(evidenceWords.saved) : ""}
      </span>
      {saved === "failed" ? <Notice sentence={say(evidenceWords.saveFailed)} /> : null}
      <FaultNotice thrown={remove.error} />
    </div>
  );
}
