import type { Column } from "../../shared/report/court-report/report-document.ts";
import { colours, page, type PdfSheet, type Structure, textWidth } from "./pdf-sheet.ts";
import type { Setting } from "./pdf-text.ts";

const cell: Setting = { face: "sans", size: 8.5, colour: colours.ink };
const fixed: Setting = { face: "mono", size: 7.5, colour: colours.ink };
const head: Setting = { face: "sans", size: 8.5, colour: colours.soft, bold: true };
const gap = 8;

/** Height of the header row and the first row, which stand together with the caption. */
export function tableHead(
  sheet: PdfSheet,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): number {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const tallest = (texts: readonly string[], settingOf: (column: Column) => Setting): number =>
    Math.max(
      ...columns.map((column, index) => {
        const setting = settingOf(column);
        const width = (column.share / total) * textWidth - gap;
        const lines = sheet.measure.lines(texts[index] ?? "", width, setting);
        return lines.length * sheet.lineHeight(setting);
      }),
    );
  const headings = columns.map(({ heading }) => heading);
  const first = tallest(rows[0] ?? [], (column) => (column.exact === true ? fixed : cell));
  return tallest(headings, () => head) + first + 12;
}

/** A table whose header row stands again on every page it reaches; rows are kept whole where they fit a page. */
export function drawTable(
  sheet: PdfSheet,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  parent: Structure,
): void {
  const table = sheet.element("Table", parent);
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = page.side;
  const places = columns.map(({ share }) => {
    const width = (share / total) * textWidth;
    const place = { x, width: width - gap };
    x += width;
    return place;
  });
  const header = (): void => {
    const row = sheet.element("TR", table);
    sheet.rule(sheet.y, colours.soft);
    sheet.space(2);
    sheet.pieces(
      columns.map(({ heading }, index) => {
        const { x: left, width } = places[index] ?? { x: page.side, width: textWidth };
        const lines = sheet.measure.lines(heading, width, head);
        return { lines, setting: head, x: left, structure: sheet.element("TH", row) };
      }),
    );
    sheet.space(2);
    sheet.rule(sheet.y, colours.soft);
    sheet.space(2);
  };
  sheet.need(tableHead(sheet, columns, rows));
  header();
  sheet.onBreak = header;
  for (const values of rows) {
    const row = sheet.element("TR", table);
    sheet.pieces(
      columns.map(({ exact }, index) => {
        const { x: left, width } = places[index] ?? { x: page.side, width: textWidth };
        const setting = exact === true ? fixed : cell;
        const lines = sheet.measure.lines(values[index] ?? "", width, setting);
        return { lines, setting, x: left, structure: sheet.element("TD", row) };
      }),
    );
    sheet.space(2);
    sheet.rule(sheet.y);
    sheet.space(2);
  }
  sheet.onBreak = undefined;
  sheet.space(6);
}
