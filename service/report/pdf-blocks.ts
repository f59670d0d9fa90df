import type { Block } from "../../shared/report/court-report/report-document.ts";
import { labelled, type Language } from "../../shared/words/language.ts";
import { reportLabels } from "../../shared/words/report-labels.ts";
import { fill } from "../../shared/words/sentence.ts";
import { drawCheck, drawPoint } from "./pdf-checks.ts";
import { drawMark } from "./pdf-marks.ts";
import { body, exact, small, soft } from "./pdf-settings.ts";
import { colours, page, type PdfSheet, type Structure, textWidth } from "./pdf-sheet.ts";
import { drawTable, tableHead } from "./pdf-table.ts";
import type { Setting } from "./pdf-text.ts";
import { drawQr } from "./pdf-qr.ts";

/** Draws one block below what is there. */
export function drawBlock(
  sheet: PdfSheet,
  block: Block,
  parent: Structure,
  language: Language,
): void {
  switch (block.kind) {
    case "heading":
      drawHeading(sheet, block.text, parent);
      return;
    case "paragraph": {
      const setting = block.tone === "note" ? soft : { ...body, bold: block.tone === "strong" };
      sheet.paragraph(block.text, setting, sheet.element("P", parent));
      sheet.space(5);
      return;
    }
    case "list":
      drawList(sheet, block.items, parent);
      return;
    case "verdict":
      drawVerdict(sheet, block, parent, language);
      return;
    case "facts":
      drawFacts(sheet, block, parent);
      return;
    case "table":
      if (block.caption !== "")
        drawHeading(sheet, block.caption, parent, tableHead(sheet, block.columns, block.rows));
      drawTable(sheet, block.columns, block.rows, parent);
      return;
    case "point":
      drawPoint(sheet, block, parent, language);
      return;
    case "checks":
      drawHeading(sheet, block.caption, parent);
      for (const check of block.checks) drawCheck(sheet, check, parent, language);
      sheet.space(4);
      return;
    case "commands":
      drawHeading(
        sheet,
        block.title,
        parent,
        literalHeight(sheet, block.text, literal) + shownHeight(sheet, block.shows),
      );
      drawLiteral(sheet, block.text, parent);
      if (block.shows !== "") {
        const shown = labelled(reportLabels.expected[language], block.shows, language);
        sheet.paragraph(shown, soft, sheet.element("P", parent));
      }
      return;
    case "literal":
      drawHeading(sheet, block.title, parent, literalHeight(sheet, block.text, literal));
      drawLiteral(sheet, block.text, parent);
      return;
    case "request":
      drawHeading(
        sheet,
        fill(reportLabels.to[language], language, { to: block.to }),
        parent,
        literalHeight(sheet, block.texts[0]?.text ?? "", small),
      );
      for (const { text } of block.texts) drawLiteral(sheet, text, parent, small);
      return;
    case "qr":
      drawQr(sheet, block.text, block.caption, parent);
      return;
  }
}

const literal: Setting = { ...exact, size: 7.5 };
const indent = 12;

function literalHeight(sheet: PdfSheet, text: string, setting: Setting): number {
  return sheet.measure.lines(text, textWidth - indent, setting).length * sheet.lineHeight(setting);
}

/** What a command shows stands on its page: a line, and the space before it. */
function shownHeight(sheet: PdfSheet, shows: string): number {
  return shows === "" ? 0 : sheet.lineHeight(soft) + 8;
}

/** @param following height of what must not be parted from it */
function drawHeading(sheet: PdfSheet, text: string, parent: Structure, following = 70): void {
  sheet.space(6);
  sheet.needWith(30, following);
  sheet.paragraph(text, { ...body, bold: true }, sheet.element("H4", parent));
  sheet.space(3);
}

function drawList(sheet: PdfSheet, items: readonly string[], parent: Structure): void {
  const list = sheet.element("L", parent);
  for (const item of items) {
    const entry = sheet.element("LI", list);
    const lines = sheet.measure.lines("•", 12, body);
    const text = sheet.measure.lines(item, textWidth - 14, body);
    sheet.pieces([
      { lines, setting: body, x: page.side, structure: sheet.element("Lbl", entry) },
      { lines: text, setting: body, x: page.side + 14, structure: sheet.element("LBody", entry) },
    ]);
    sheet.space(3);
  }
  sheet.space(3);
}

function drawVerdict(
  sheet: PdfSheet,
  block: Extract<Block, { kind: "verdict" }>,
  parent: Structure,
  language: Language,
): void {
  const practised = block.practice && block.outcome === "passed";
  const colour = practised ? colours.practice : colours[block.outcome];
  const left = page.side + 16;
  const width = textWidth - 28;
  const big: Setting = { face: "sans", size: 16, colour, bold: true };
  const sentence = sheet.measure.lines(block.sentence, width, { ...body, size: 11 });
  const next =
    block.next === ""
      ? []
      : sheet.measure.lines(
          `→ ${labelled(reportLabels.next[language], block.next, language)}`,
          width,
          body,
        );
  const height = 44 + sentence.length * 16 + next.length * 14.5;
  sheet.need(Math.min(height, 500));
  const top = sheet.y;
  sheet.artifact(() => {
    const room = Math.min(height, page.bottom - top);
    sheet.document.rect(page.side, top, textWidth, room).fill(colours.wash);
    sheet.document.rect(page.side, top, 5, room).fill(colour);
    drawMark(sheet.document, block.outcome, left, top + 10, 17, colour);
  });
  sheet.y = top + 7;
  const box = sheet.element("Div", parent);
  sheet.paragraph(block.word, big, sheet.element("P", box), { x: left + 26, width: width - 26 });
  sheet.space(2);
  sheet.pieces([
    {
      lines: sentence,
      setting: { ...body, size: 11 },
      x: left,
      structure: sheet.element("P", box),
    },
  ]);
  if (next.length > 0)
    sheet.pieces([{ lines: next, setting: body, x: left, structure: sheet.element("P", box) }]);
  sheet.y = Math.max(sheet.y, Math.min(top + height, page.bottom)) + 10;
}

function drawFacts(
  sheet: PdfSheet,
  { rows }: Extract<Block, { kind: "facts" }>,
  parent: Structure,
): void {
  const list = sheet.element("L", parent);
  for (const { label, value, exact: fixed } of rows) {
    const entry = sheet.element("LI", list);
    const setting = fixed === true ? { ...exact, size: 8.5 } : body;
    const labelled: Setting = { ...body, size: 9, colour: colours.soft };
    sheet.pieces([
      {
        lines: sheet.measure.lines(label, 128, labelled),
        setting: labelled,
        x: page.side,
        structure: sheet.element("Lbl", entry),
      },
      {
        lines: sheet.measure.lines(value, textWidth - 138, setting),
        setting,
        x: page.side + 138,
        structure: sheet.element("LBody", entry),
      },
    ]);
    sheet.space(2.5);
  }
  sheet.space(5);
}

/** Commands and letters, line by line as they are to be copied. */
function drawLiteral(
  sheet: PdfSheet,
  text: string,
  parent: Structure,
  setting: Setting = literal,
): void {
  const lines = sheet.measure.lines(text, textWidth - indent, setting);
  const structure = sheet.element(setting.face === "mono" ? "Code" : "P", parent);
  const top = sheet.y;
  sheet.space(2);
  const before = sheet.document.bufferedPageRange().count;
  sheet.pieces([{ lines, setting, x: page.side + 8, structure }]);
  if (sheet.document.bufferedPageRange().count === before)
    sheet.artifact(() => {
      sheet.document
        .moveTo(page.side, top + 2)
        .lineTo(page.side, sheet.y)
        .lineWidth(1.5)
        .stroke(colours.line);
    });
  sheet.space(6);
}
