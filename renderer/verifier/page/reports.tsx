import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import { verdictJson } from "../../../shared/report/verdict-json.ts";
import { worseOutcome } from "../../../shared/words/outcome.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import type { Offered } from "../state/trust-files.ts";
import type { Judged } from "../worker/messages.ts";
import type { Program } from "./page.tsx";
import styles from "./results.module.css";

/** What a reader can take away: the result as data, and paper. */
export function Reports({
  judged,
}: {
  readonly judged: readonly Judged[];
  readonly at: UnixMs;
  readonly offered: readonly Offered[];
  readonly program: Program;
}) {
  const say = useSay();
  const language = useLanguage();
  const keepResult = () => {
    const packages = judged.map(({ name, verdict }) => verdictJson(name, verdict, language));
    const outcome = packages.map((one) => one.outcome).reduce(worseOutcome);
    saveText(
      "cunzhen-verify.json",
      "application/json",
      `${JSON.stringify({ outcome, packages }, null, 2)}\n`,
    );
  };
  return (
    <div className={styles.actions}>
      <button
        type="button"
        className={styles.button}
        data-testid="result-json"
        onClick={keepResult}
      >
        {say(verifierWords.resultJson)}
      </button>
      <button type="button" className={styles.button} onClick={() => window.print()}>
        {say(verifierWords.print)}
      </button>
    </div>
  );
}

/** Lets the reader keep a text as a file. */
function saveText(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
