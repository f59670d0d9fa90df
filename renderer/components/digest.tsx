import { useEffect, useState } from "react";
import { shellWords } from "../../shared/words/ui/shell.ts";
import styles from "./digest.module.css";
import { useSay } from "./language-context.ts";

/** A digest in groups of eight, so that two can be compared by eye; the button copies it whole. */
export function Digest({ value, what }: { readonly value: string; readonly what: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const groups = value.match(/.{1,8}/gu) ?? [];
  return (
    <span className={styles.digest}>
      <code className={styles.groups}>
        {groups.map((group, place) => (
          <span key={`${place}-${group}`} className={styles.group}>
            {group}
          </span>
        ))}
      </code>
      <button
        type="button"
        className={styles.copy}
        aria-label={say(shellWords.copyDigest, { what })}
        onClick={() => {
          void navigator.clipboard.writeText(value).then(() => setCopied(true));
        }}
      >
        {say(copied ? shellWords.copied : shellWords.copy)}
      </button>
      <span className={styles.said} aria-live="polite">
        {copied ? say(shellWords.copied) : ""}
      </span>
    </span>
  );
}
