import { type ReactNode, useEffect } from "react";
import { PracticeLabel } from "../../components/practice-label.tsx";
import styles from "./screen-head.module.css";

/** The head of a screen: its name, which is also the window's, a sentence, and the practice label where it belongs. */
export function ScreenHead({
  title,
  lead,
  practice = false,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly practice?: boolean;
  readonly children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · 存真 Cunzhen`;
  }, [title]);
  return (
    <div className={styles.head}>
      {practice ? <PracticeLabel large /> : null}
      <h1 className={styles.title}>
        <bdi>{title}</bdi>
      </h1>
      {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  );
}
