import { readFile } from "node:fs/promises";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { reportMoment } from "../../shared/report/court-report/court-report.ts";
import type {
  ReportDocument,
  ReportPart,
} from "../../shared/report/court-report/report-document.ts";
import { reportLabels } from "../../shared/words/report-labels.ts";
import { fill } from "../../shared/words/sentence.ts";
import { coverageOf } from "./font-coverage.ts";
import { drawBlock } from "./pdf-blocks.ts";
import { body } from "./pdf-settings.ts";
import { givingWay, type ReportWatch } from "./giving-way.ts";
import { colours, page, PdfSheet, type Structure, textWidth } from "./pdf-sheet.ts";
import type { Setting } from "./pdf-text.ts";

/**
 * The report as a tagged PDF on A4. The same document gives the same bytes, on any machine and in any zone: its date
 * is the moment at which was judged, its id follows from what it says, and nothing in it is compressed, since what
 * compresses differs by version.
 *
 * Several hundred inputs take minutes: it gives way between blocks, and ends when it is no longer wanted.
 *
 * @param resources the folder that holds `fonts/`
 */
export async function reportPdf(
  report: ReportDocument,
  resources: string,
  { signal, progress }: ReportWatch = {},
): Promise<Uint8Array> {
  const giveWay = givingWay(signal);
  const [sans, mono] = await Promise.all(
    ["report-sans.otf", "report-mono.otf"].map((name) => readFile(join(resources, "fonts", name))),
  );
  if (sans === undefined || mono === undefined) throw new Error("the report's fonts are missing");
  const at = new Date(reportMoment(report));
  const title = `${report.title} ${report.running}`;
  const document = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: report.language === "zh" ? "zh-CN" : "en",
    font: "",
    info: {
      Title: title,
      Author: "Cunzhen",
      Creator: "Cunzhen",
      Producer: "Cunzhen",
      CreationDate: at,
      ModDate: at,
    },
  });
  const pieces: Uint8Array[] = [];
  document.on("data", (piece: Uint8Array) => pieces.push(piece));
  const ended = new Promise<void>((resolve, reject) => {
    document.once("end", resolve);
    document.once("error", reject);
  });
  document.registerFont("sans", sans);
  document.registerFont("mono", mono);
  const sheet = new PdfSheet(document, { sans: coverageOf(sans), mono: coverageOf(mono) });
  const whole = document.struct("Document");
  document.addStructure(whole);
  drawTitle(sheet, report, whole);
  for (const block of report.front) {
    drawBlock(sheet, block, whole, report.language);
    await giveWay();
  }
  for (const [index, part] of report.parts.entries()) {
    await drawPart(sheet, part, index, report, whole, giveWay);
    progress?.(index + 1, report.parts.length);
  }
  whole.end();
  await drawRunning(sheet, report, giveWay);
  document.end();
  await ended;
  return Buffer.concat(pieces);
}

const large: Setting = { face: "sans", size: 20, colour: colours.ink, bold: true };
const section: Setting = { face: "sans", size: 13.5, colour: colours.ink, bold: true };
const faint: Setting = { face: "sans", size: 8, colour: colours.soft };

function drawTitle(sheet: PdfSheet, report: ReportDocument, whole: Structure): void {
  sheet.paragraph(report.title, large, sheet.element("H1", whole));
  sheet.space(8);
  if (report.watermark !== "") {
    const setting = { ...body, size: 12, bold: true, colour: colours.failed };
    sheet.paragraph(report.watermark, setting, sheet.element("P", whole));
    sheet.space(4);
  }
}

async function drawPart(
  sheet: PdfSheet,
  part: ReportPart,
  index: number,
  report: ReportDocument,
  whole: Structure,
  giveWay: () => Promise<void>,
): Promise<void> {
  const several = report.parts.length > 1;
  const { outline } = sheet.document;
  if (several) sheet.newPage();
  const name = several ? `${String(index + 1)}. ${part.heading}` : part.heading;
  const structure = sheet.element("Part", whole);
  const bookmark = outline.addItem(sheet.measure.showable(name));
  if (several) sheet.paragraph(name, { ...section, size: 16 }, sheet.element("H2", structure));
  for (const { heading, blocks } of part.sections) {
    sheet.space(10);
    sheet.need(160);
    bookmark.addItem(heading);
    const within = sheet.element("Sect", structure);
    sheet.paragraph(heading, section, sheet.element("H3", within));
    sheet.space(3);
    sheet.rule(sheet.y, colours.soft);
    sheet.space(8);
    for (const block of blocks) {
      drawBlock(sheet, block, within, report.language);
      await giveWay();
    }
  }
}

/** The running head and foot of every page, and the words that practice carries on each. */
async function drawRunning(
  sheet: PdfSheet,
  report: ReportDocument,
  giveWay: () => Promise<void>,
): Promise<void> {
  const { document, measure } = sheet;
  const { start, count } = document.bufferedPageRange();
  const [running = []] = measure.lines(report.running, textWidth, faint);
  for (let index = 0; index < count; index += 1) {
    await giveWay();
    document.switchToPage(start + index);
    sheet.artifact(() => {
      sheet.line(running, faint, page.side, 36);
      document
        .moveTo(page.side, 52)
        .lineTo(page.side + textWidth, 52)
        .lineWidth(0.5)
        .stroke(colours.line);
      const words = { n: index + 1, of: count };
      const numbered = fill(reportLabels.page[report.language], report.language, words);
      const [foot = []] = measure.lines(numbered, textWidth, faint);
      sheet.line(foot, faint, page.side + textWidth - measure.width(numbered, faint), 796);
      if (report.watermark !== "") {
        const mark = { ...faint, size: 10, bold: true, colour: colours.failed };
        const [words = []] = measure.lines(report.watermark, textWidth, mark);
        sheet.line(words, mark, page.side, 794);
        drawWatermark(sheet, report.watermark);
      }
    });
  }
}

function drawWatermark(sheet: PdfSheet, words: string): void {
  const { document, measure } = sheet;
  const setting: Setting = { face: "sans", size: 44, colour: colours.failed };
  const width = measure.width(words, setting);
  document.save();
  document.rotate(-35, { origin: [page.width / 2, page.height / 2] });
  document.fillOpacity(0.07);
  const [line = []] = measure.lines(words, page.width * 2, setting);
  sheet.line(line, setting, (page.width - width) / 2, page.height / 2 - 30);
  document.restore();
}
