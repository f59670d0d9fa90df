import { parseTime } from "../bytes/civil-time.ts";
import { reportForms } from "../report/court-report/report-form.ts";
import { instant, itemReference, jobId, language, sourceId } from "./scalars.ts";
import { verifyResult } from "./verify-result.ts";
import { z } from "./zod-csp.ts";

const sources = z.array(sourceId).max(1000);
const lang = language.exactOptional();

/** The moment as of which is judged; now when absent. */
const at = instant.refine((text) => parseTime(text) !== undefined).exactOptional();

/** Under this name progress is told by events, and `package.cancel` ends the work. */
const job = jobId.exactOptional();

/** What is judged, beside what, by which rules and as of when. */
const judged = {
  packages: sources.min(1).readonly(),
  /** Files of which the inputs say whose members they are. */
  files: sources.readonly(),
  /** What a bare token, receipt or record must be about. */
  data: sourceId.exactOptional(),
  /** A policy file; the default policy when absent. */
  policy: sourceId.exactOptional(),
  at,
  lang,
  job,
} as const;

/** A file that a page lets its reader keep. */
export const keptFile = z.strictObject({
  name: z.string().min(1).max(200),
  mediaType: z.string(),
  /** Its bytes. */
  content: z.base64(),
});
export type KeptFile = z.infer<typeof keptFile>;

/** The calls that judge what is given, and write down what came of it. */
export const verifyCalls = {
  "package.verify": { input: z.strictObject(judged), output: verifyResult },
  /** The report for a court. Judges again: give the `at` of the result for a report on that result. */
  "package.report": {
    input: z.strictObject({ ...judged, form: z.enum(reportForms) }),
    output: keptFile,
  },
  /** Ends judging: what it answered is then VERIFY_CANCELLED. A name under which nothing runs is no fault. */
  "package.cancel": { input: z.strictObject({ job: jobId }), output: z.strictObject({}) },
  /** What becomes of the things in one drop, by their content. */
  "package.recognize": {
    input: z.strictObject({ sources: sources.min(1).readonly() }),
    output: z.strictObject({
      /** Each gets a verdict. */
      packages: sources.readonly(),
      /** Lie beside them. */
      files: sources.readonly(),
      /** What the one bare token, receipt or record is about; null where that is not plain. */
      data: sourceId.nullable(),
    }),
  },
  /** Judges the item's own package again against this home's trust. */
  "evidence.verify": {
    input: z.strictObject({ id: itemReference, at, lang, job }),
    output: verifyResult,
  },
  "evidence.report": {
    input: z.strictObject({ id: itemReference, at, lang, job, form: z.enum(reportForms) }),
    output: keptFile,
  },
  /** The verifier page as it goes out beside a package: it says first that the submitter gave it. */
  "evidence.verifierPage": {
    input: z.strictObject({ id: itemReference }),
    output: keptFile,
  },
} as const;
