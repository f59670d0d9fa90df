import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { useState } from "react";
import { useLanguage, useSay } from "./language-context.ts";
import { sentenceOf } from "./said-code.ts";
import styles from "./technical.module.css";

const standards = [
  { name: "RFC 3161", address: "https://www.rfc-editor.org/rfc/rfc3161" },
  {
    name: "ETSI EN 319 162-1 (ASiC-E)",
    address: "https://www.etsi.org/deliver/etsi_en/319100_319199/31916201/",
  },
  { name: "C2SP tlog-proof", address: "https://c2sp.org/tlog-proof" },
] as const;

/** For whoever wants all of it: the result as data, and the standards it rests on. Folded. */
export function Technical({ verdict }: { readonly verdict: PackageVerdict }) {
  const say = useSay();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const checks = verdict.checks.map((check) => ({
    ...check,
    message: sentenceOf(check, language),
  }));
  return (
    <details
      className={styles.fold}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>{say(verdictWords.technicalOpen)}</summary>
      <p>{say(verdictWords.technicalLead)}</p>
      <p>
        {say(verdictWords.standards)}:{" "}
        {standards.map(({ name, address }) => (
          <a key={name} href={address} target="_blank" rel="noreferrer" className={styles.link}>
            {name}
          </a>
        ))}
      </p>
      {open ? (
        // Reachable by keyboard, since it scrolls.
        <pre className={styles.json} tabIndex={0} aria-label="JSON">
          {JSON.stringify({ ...verdict, checks }, null, 2)}
        </pre>
      ) : null}
    </details>
  );
}
