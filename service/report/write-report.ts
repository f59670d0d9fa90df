import { writeFileDurably } from "../../platform/files/durable.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { courtReport, reportJson } from "../../shared/report/court-report/court-report.ts";
import type { ReportDocument } from "../../shared/report/court-report/report-document.ts";
import { reportForms, type ReportForm } from "../../shared/report/court-report/report-form.ts";
import type { VerifyJson } from "../../shared/report/verify-json.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import type { Language } from "../../shared/words/language.ts";
import type { ReportWatch } from "./giving-way.ts";

/** The form that a file name asks for by its ending; undefined for any other. */
export function reportFormOf(path: string): ReportForm | undefined {
  const lower = path.toLowerCase();
  return reportForms.find((form) => lower.endsWith(`.${form}`));
}

/** The bytes of the report in one form; what makes PDF and HTML is loaded only when it is asked for. */
export async function reportBytes(
  result: VerifyJson,
  form: ReportForm,
  language: Language,
  resources: string,
  watch: ReportWatch = {},
): Promise<Uint8Array> {
  const report: ReportDocument = courtReport(result, language);
  switch (form) {
    case "json":
      return toUtf8(reportJson(report));
    case "html": {
      const { reportHtml } = await import("../../shared/report/court-report/report-html.ts");
      return toUtf8(reportHtml(report));
    }
    case "pdf": {
      const { reportPdf } = await import("./pdf-report.ts");
      return reportPdf(report, resources, watch);
    }
  }
}

/**
 * Writes the report, whole or not at all, also when it is no longer wanted halfway, over an earlier one of that name.
 *
 * @param path absolute; its ending chooses the form
 * @param resources the folder that holds `fonts/`
 */
export async function writeReport(
  path: string,
  result: VerifyJson,
  language: Language,
  resources: string,
  watch: ReportWatch = {},
): Promise<Result<void, Fault>> {
  const form = reportFormOf(path);
  if (form === undefined)
    return fail(
      fault("USAGE", { problem: "--report FILE.pdf|.html|.json", help: "cunzhen verify --help" }),
    );
  const bytes = await reportBytes(result, form, language, resources, watch);
  watch.signal?.throwIfAborted();
  try {
    await writeFileDurably(path, bytes, 0o644);
    return ok(undefined);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(fault("PLACE_NOT_WRITABLE", { place: path, reason }));
  }
}
