import { useState } from "react";
import type { JobId } from "../../../shared/contract/scalars.ts";
import type { KeptFile } from "../../../shared/contract/verify-calls.ts";
import { type ReportForm, reportForms } from "../../../shared/report/court-report/report-form.ts";
import type { Language } from "../../../shared/words/language.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import field from "../../components/field.module.css";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { PlainButton } from "../../components/plain-button.tsx";
import { ReadingProgress } from "../../components/reading-progress.tsx";
import { Section } from "../../components/section.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { saveKeptFile } from "../host/save-kept-file.ts";
import { useJob } from "../state/use-job.ts";
import styles from "./report-buttons.module.css";

/** Each language is named in itself. */
const languages = [
  { value: "zh", name: "中文" },
  { value: "en", name: "English" },
] as const;

/**
 * The report for a court on what is shown, in the form and the language that its reader chooses.
 *
 * @param write asks the service for it, which judges again under that name
 */
export function ReportButtons({
  write,
}: {
  readonly write: (form: ReportForm, language: Language, job: JobId) => Promise<KeptFile>;
}) {
  const say = useSay();
  const own = useLanguage();
  const [chosen, setChosen] = useState<Language>();
  const language = chosen ?? own;
  const { begin, cancel, data, fault, isPending, cancelled, reading } = useJob(
    async (form: ReportForm, job) => {
      const kept = await write(form, language, job.name);
      saveKeptFile(kept);
      return kept;
    },
  );
  return (
    <div className={styles.report} data-testid="report">
      <Section title={say(verifyWords.report)}>
        <p className={field.lead}>{say(verifyWords.reportLead)}</p>
        <div className={styles.ways}>
          <label className={styles.language}>
            <span>{say(verifyWords.reportLanguage)}</span>
            <select
              className={field.input}
              value={language}
              data-testid="report-language"
              onChange={({ currentTarget }) =>
                setChosen(currentTarget.value === "zh" ? "zh" : "en")
              }
            >
              {languages.map(({ value, name }) => (
                <option key={value} value={value} lang={value === "zh" ? "zh-CN" : "en"}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {reportForms.map((form) => (
            <PlainButton
              key={form}
              disabled={isPending}
              data-testid={`report-${form}`}
              onClick={() => begin(form)}
            >
              {say(verifyWords.reportAs, { form: form.toUpperCase() })}
            </PlainButton>
          ))}
        </div>
        <p
          className={`${field.lead ?? ""} ${styles.status ?? ""}`}
          role="status"
          data-testid="report-status"
        >
          {isPending
            ? say(verifyWords.reportRunning)
            : cancelled
              ? say(verifyWords.reportCancelled)
              : data === undefined
                ? ""
                : say(verifyWords.reportKept, { name: data.name })}
        </p>
        {isPending ? <ReadingProgress reading={reading} onCancel={cancel} /> : null}
        <FaultNotice thrown={fault} />
      </Section>
    </div>
  );
}
