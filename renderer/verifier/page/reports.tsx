import { courtReport, reportJson } from "../../../shared/report/court-report/court-report.ts";
import { reportHtml } from "../../../shared/report/court-report/report-html.ts";
import type { VerifyJson } from "../../../shared/report/verify-json.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import styles from "./results.module.css";

/** What a reader can take away: the report for a court, the result as data, and paper. */
export function Reports({ result }: { readonly result: VerifyJson }) {
  const say = useSay();
  const language = useLanguage();
  const keepHtml = () =>
    saveText("cunzhen-report.html", "text/html", reportHtml(courtReport(result, language)));
  const keepJson = () =>
    saveText("cunzhen-report.json", "application/json", reportJson(courtReport(result, language)));
  const keepResult = () => {
    const text = `${JSON.stringify(result, null, 2)}\n`;
    saveText("cunzhen-verify.json", "application/json", text);
  };
  const ways = [
    { id: "report-html", word: verifierWords.reportHtml, go: keepHtml },
    { id: "report-json", word: verifierWords.reportJson, go: keepJson },
    { id: "result-json", word: verifierWords.resultJson, go: keepResult },
    { id: "print", word: verifierWords.print, go: () => window.print() },
  ] as const;
  return (
    <div className={styles.actions}>
      {ways.map(({ id, word, go }) => (
        <button key={id} type="button" className={styles.button} data-testid={id} onClick={go}>
          {say(word)}
        </button>
      ))}
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
