import { type Outcome, outcomeWords } from "../../shared/words/outcome.ts";
import { useSay } from "./language-context.ts";
import styles from "./outcome-mark.module.css";

const shapes: Readonly<Record<Outcome, { readonly frame: string; readonly sign: string }>> = {
  passed: {
    frame: "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z",
    sign: "M7 12.4l3.4 3.4L17 8.8",
  },
  indeterminate: {
    frame: "M12 2.2L23 21.5H1z",
    sign: "M9.7 11.2c0-1.5 1-2.4 2.4-2.4s2.3.9 2.3 2.1c0 1.7-2.3 1.9-2.3 3.9M12.1 17.6v.4",
  },
  failed: {
    frame: "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z",
    sign: "M8 8l8 8M16 8l-8 8",
  },
  nothing_to_verify: { frame: "M2.5 2.5h19v19h-19z", sign: "M7.5 12h9" },
};

/** The mark of an outcome: a shape of its own beside its colour. The word stands beside it, or in it for a screen reader. */
export function OutcomeMark({
  outcome,
  size = 20,
  silent = false,
}: {
  readonly outcome: Outcome;
  readonly size?: number;
  readonly silent?: boolean;
}) {
  const say = useSay();
  const { frame, sign } = shapes[outcome];
  const label = silent
    ? ({ "aria-hidden": true } as const)
    : ({ role: "img", "aria-label": say(outcomeWords[outcome].name) } as const);
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={styles.mark}
      data-outcome={outcome}
      {...label}
    >
      <path d={frame} className={styles.frame} />
      <path d={sign} className={styles.sign} />
    </svg>
  );
}
