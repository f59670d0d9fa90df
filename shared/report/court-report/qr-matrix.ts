import { create } from "qrcode/lib/core/qrcode.js";

/** Rows of modules, dark where true, without the quiet zone. */
export type QrMatrix = readonly (readonly boolean[])[];

/** The modules of a QR code with correction level M. */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const places = Array.from({ length: modules.size }, (_, index) => index);
  return places.map((row) => places.map((column) => modules.get(row, column) !== 0));
}
