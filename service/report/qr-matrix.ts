import { create } from "qrcode";
import type { QrMatrix } from "../../shared/report/court-report/report-html.ts";

/** The modules of a QR code with correction level M, dark where true. */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const places = Array.from({ length: modules.size }, (_, index) => index);
  return places.map((row) => places.map((column) => modules.get(row, column) !== 0));
}
