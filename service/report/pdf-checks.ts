import type {
  Block,
  ReportedCheck,
  Standing,
} from "../../shared/report/court-report/report-document.ts";
import { labelled, type Language } from "../../shared/words/language.ts";
import { type Outcome, outcomeWords } from "../../shared/words/outcome.ts";
import { reportLabels } from "../../shared/words/report-labels.ts";
import { drawMark } from "./pdf-marks.ts";
import { body, exact, small, soft } from "./pdf-settings.ts";
import { colours, page, type PdfSheet, type Structure, textWidth } from "./pdf-sheet.ts";

const standingOutcome: Readonly<Record<Standing, Outcome>> = {
  agrees: "passed",
  contradicted: "failed",
  open: "indeterminate",
  shown: "nothing_to_verify",
  absent: "nothing_to_verify",
};

/** A review point with its provisions and what answers it. */
export function drawPoint(
  sheet: PdfSheet,
  block: Extract<Block, { kind: "point" }>,
  parent: Structure,
  language: Language,
): void {
  sheet.need(96);
  const box = sheet.element("Div", parent);
  const outcome = standingOutcome[block.standing];
  sheet.rule(sheet.y);
  sheet.space(3);
  const title = `${block.name} · ${block.standingWord}`;
  const top = sheet.y;
  sheet.artifact(() => {
    drawMark(sheet.document, outcome, page.side, top + 2, 10);
  });
  sheet.paragraph(
    title,
    { ...body, size: 9.5, bold: true, colour: colours[outcome] },
    sheet.element("P", box),
    { x: page.side + 16 },
  );
  for (const [label, value] of [
    [reportLabels.provisions, block.provisions],
    [reportLabels.answer, block.answer],
    [reportLabels.checked, block.checked],
    [reportLabels.cannotShow, block.cannotShow],
  ] as const) {
    sheet.pieces([
      {
        lines: sheet.measure.lines(label[language], 96, soft),
        setting: soft,
        x: page.side + 16,
        structure: sheet.element("P", box),
      },
      {
        lines: sheet.measure.lines(value, textWidth - 122, small),
        setting: small,
        x: page.side + 122,
        structure: sheet.element("P", box),
      },
    ]);
  }
  sheet.space(3);
  sheet.rule(sheet.y);
  sheet.space(7);
}

/** One check: outcome and code, sentence, usual cause, next step, clause. */
export function drawCheck(
  sheet: PdfSheet,
  check: ReportedCheck,
  parent: Structure,
  language: Language,
): void {
  const { code, outcome, required, subject, sentence, cause, next, clause, repeat } = check;
  sheet.need(40);
  const entry = sheet.element("Div", parent);
  const top = sheet.y;
  sheet.artifact(() => {
    drawMark(sheet.document, outcome, page.side, top + 1.5, 9);
  });
  const place = { x: page.side + 15 };
  const head = `${outcomeWords[outcome].name[language]}  ${code}${subject === "" ? "" : `  ${subject}`}`;
  sheet.paragraph(
    head,
    { ...exact, colour: colours[outcome], bold: outcome !== "passed" },
    sheet.element("P", entry),
    place,
  );
  sheet.paragraph(sentence, small, sheet.element("P", entry), place);
  if (cause !== "")
    sheet.paragraph(
      labelled(reportLabels.cause[language], cause, language),
      soft,
      sheet.element("P", entry),
      place,
    );
  if (next !== "")
    sheet.paragraph(
      `→ ${labelled(reportLabels.next[language], next, language)}`,
      { ...small, bold: true },
      sheet.element("P", entry),
      place,
    );
  const aside = [
    ...(required ? [] : [reportLabels.optional[language]]),
    ...(clause === "" ? [] : [clause]),
    ...(repeat === "" ? [] : [labelled(reportLabels.repeat[language], repeat, language)]),
  ].join(" · ");
  if (aside !== "")
    sheet.paragraph(aside, { ...soft, size: 7.5 }, sheet.element("P", entry), place);
  sheet.space(3.5);
}
