import { courtReport, reportJson } from "../../../shared/report/court-report/court-report.ts";
import { reportHtml } from "../../../shared/report/court-report/report-html.ts";
import { reportFileName } from "../../../shared/report/court-report/report-file-name.ts";
import type { VerifyJson } from "../../../shared/report/verify-json.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { PlainButton } from "../../components/plain-button.tsx";
import { saveFile } from "../../components/save-file.ts";
import styles from "./results.module.css";

/** What a reader can take away: the report for a court, the result as data, and paper. */
export function Reports({ result }: { readonly result: VerifyJson }) {
  const say = useSay();
  const language = useLanguage();
  const keepHtml = () =>
    saveFile(
      reportFileName(result, "html"),
      "text/html",
      reportHtml(courtReport(result, language)),
    );
  const keepJson = () =>
    saveFile(
      reportFileName(result, "json"),
      "application/json",
      reportJson(courtReport(result, language)),
    );
  const keepResult = () => {
    const text = `${JSON.stringify(result, null, 2)}\n`;
    saveFile("cunzhen-verify.json", "application/json", text);
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
        <PlainButton key={id} data-testid={id} onClick={go}>
          {say(word)}
        </PlainButton>
      ))}
    </div>
  );
}
