import { toBase64 } from "../../shared/bytes/base64.ts";
import { ok, type Result } from "../../shared/bytes/result.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import type { KeptFile } from "../../shared/contract/verify-calls.ts";
import { reportFileName } from "../../shared/report/court-report/report-file-name.ts";
import type { ReportForm } from "../../shared/report/court-report/report-form.ts";
import type { VerifyJson } from "../../shared/report/verify-json.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import type { Language } from "../../shared/words/language.ts";
import type { ReportWatch } from "../report/giving-way.ts";
import { reportBytes } from "../report/write-report.ts";
import { pageBesideName, submittedPage } from "./verifier-copy.ts";

const mediaTypes: Readonly<Record<ReportForm, string>> = {
  pdf: "application/pdf",
  html: "text/html;charset=utf-8",
  json: "application/json",
};

/** The report on a result as a file for the page's reader: the same bytes that the command line writes. */
export async function keptReport(
  result: VerifyJson,
  form: ReportForm,
  language: Language,
  resources: string,
  watch: ReportWatch,
): Promise<KeptFile> {
  const bytes = await reportBytes(result, form, language, resources, watch);
  const name = reportFileName(result, form);
  return { name, mediaType: mediaTypes[form], content: toBase64(bytes) };
}

/** The verifier page as it goes out beside a package of that name. */
export async function keptVerifierPage(
  packageName: string,
  builtPage: string,
): Promise<Result<KeptFile, Fault>> {
  const page = await submittedPage(builtPage);
  if (!page.ok) return page;
  const content = toBase64(toUtf8(page.value));
  return ok({ name: pageBesideName(packageName), mediaType: mediaTypes.html, content });
}
