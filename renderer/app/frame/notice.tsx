import { Button } from "@mantine/core";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { faultSentences } from "../state/service-fault.ts";
import styles from "./notice.module.css";

interface NoticeProps {
  readonly sentence: string;
  readonly next?: string;
  readonly code?: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** Something that a person must know and can do something about. */
export function Notice({ sentence, next = "", code = "", action }: NoticeProps) {
  const say = useSay();
  return (
    <div className={styles.notice} role="alert">
      <p>{sentence}</p>
      {next === "" ? null : (
        <p>
          <span className={styles.label}>{say(shellWords.nextStep)}</span> {next}
        </p>
      )}
      {code === "" ? null : <code className={styles.code}>{code}</code>}
      {action === undefined ? null : (
        <Button variant="default" onClick={action.act}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

/** The notice for whatever a query or a change threw; nothing while it threw nothing. */
export function FaultNotice({ thrown }: { readonly thrown: unknown }) {
  const language = useLanguage();
  if (thrown === null || thrown === undefined) return null;
  return <Notice {...faultSentences(thrown, language)} />;
}
