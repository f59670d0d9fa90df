import { qrMatrix } from "../../shared/report/court-report/qr-matrix.ts";
import { colours, page, type PdfSheet, type Structure } from "./pdf-sheet.ts";
import type { Setting } from "./pdf-text.ts";

const below: Setting = { face: "mono", size: 8.5, colour: colours.ink };

/** A QR code drawn as squares, with its text below it. */
export function drawQr(sheet: PdfSheet, content: string, caption: string, parent: Structure): void {
  const matrix = qrMatrix(content);
  const side = 84;
  sheet.need(side + 24);
  const dot = side / (matrix.length + 8);
  const top = sheet.y;
  sheet.marked(sheet.element("Figure", parent, { alt: caption }), "Figure", () => {
    matrix.forEach((row, down) => {
      row.forEach((dark, across) => {
        if (dark)
          sheet.document.rect(page.side + (across + 4) * dot, top + (down + 4) * dot, dot, dot);
      });
    });
    sheet.document.fill("#000000");
  });
  sheet.y = top + side;
  sheet.paragraph(caption, below, sheet.element("Caption", parent));
  sheet.space(6);
}
