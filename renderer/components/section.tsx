import { createContext, type ReactNode, useContext, useId } from "react";
import styles from "./section.module.css";

/** Id of the heading that says what the sections below are about, where a page shows the like of them more than once. */
export const SectionSubject = createContext("");

/** A titled part of a page, ruled off from the one above. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  const subject = useContext(SectionSubject);
  return (
    <section className={styles.section} aria-labelledby={`${id} ${subject}`.trim()}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
