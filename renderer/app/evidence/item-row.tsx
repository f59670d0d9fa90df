import { Button } from "@mantine/core";
import type { ItemSummary } from "../../../shared/contract/item-summary.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { kindWords } from "../../../shared/words/terms.ts";
import { showBytes } from "../../components/byte-size.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { BriefMoment } from "../../components/moment.tsx";
import { PracticeLabel } from "../../components/practice-label.tsx";
import { nextStepOf, sentenceOf } from "../../components/said-code.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { useChange } from "../state/queries.ts";
import { EvidenceNumber } from "./evidence-number.tsx";
import styles from "./item-row.module.css";
import { ItemState } from "./item-state.tsx";

/** One item, live: number, name, step with bytes, and the way to stop it or go on. */
export function ItemRow({ item }: { readonly item: ItemSummary }) {
  const say = useSay();
  return (
    <li className={styles.row} data-testid="item" data-state={item.state}>
      <div className={styles.what}>
        <p className={styles.title}>
          <a href={`#/evidence/${item.id}`} className={styles.link}>
            <bdi>{item.title}</bdi>
          </a>
          {item.practice ? <PracticeLabel /> : null}
          {item.sample ? <span className={styles.mark}>{say(evidenceWords.sample)}</span> : null}
        </p>
        <p className={styles.facts}>
          <EvidenceNumber number={item.number} />
          <span>{say(kindWords[item.kind])}</span>
          {item.members === 0 ? null : <span>{showBytes(item.bytes)}</span>}
          {item.members > 1 ? (
            <span>{say(evidenceWords.memberCount, { count: item.members })}</span>
          ) : null}
          <BriefMoment at={item.requestedAt} />
          {item.matters.map((matter) => (
            <span key={matter}>
              <bdi>{matter}</bdi>
            </span>
          ))}
        </p>
        <ItemHold item={item} />
      </div>
      <div className={styles.state}>
        <ItemState item={item} />
        <ItemActions item={item} />
      </div>
    </li>
  );
}

/** Why it does not move, and what to do. */
export function ItemHold({ item }: { readonly item: ItemSummary }) {
  const say = useSay();
  const language = useLanguage();
  if (item.hold === null) return null;
  if (item.hold.kind === "cancelled")
    return <p className={styles.hold}>{say(notarizeWords.cancelled)}</p>;
  const next = nextStepOf(item.hold, language);
  return (
    <p className={styles.hold} data-kind={item.hold.kind}>
      {sentenceOf(item.hold, language)} {next}{" "}
      {item.hold.retryAt === null
        ? null
        : say(notarizeWords.retryAt, { at: Date.parse(item.hold.retryAt) })}{" "}
      <code>{item.hold.code}</code>
    </p>
  );
}

export function ItemActions({ item }: { readonly item: ItemSummary }) {
  const say = useSay();
  const cancel = useChange("evidence.cancel");
  const resume = useChange("evidence.resume");
  if (item.state === "verified") return null;
  const { title, id } = item;
  return (
    <div className={styles.actions}>
      {item.hold === null || item.hold.kind === "wait" ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say(notarizeWords.cancelItemOf, { title })}
          onClick={() => cancel.mutate({ id })}
        >
          {say(notarizeWords.cancelItem)}
        </Button>
      ) : null}
      {item.hold === null ? null : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say(notarizeWords.resumeItemOf, { title })}
          onClick={() => resume.mutate({ ids: [id] })}
        >
          {say(notarizeWords.resumeItem)}
        </Button>
      )}
      <FaultNotice thrown={cancel.error ?? resume.error} />
    </div>
  );
}
