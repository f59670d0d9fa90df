import type { Outcome } from "../../shared/words/outcome.ts";
import { colours } from "./pdf-sheet.ts";
import type { Pdf } from "./pdf-text.ts";

/** The mark of an outcome, each of a shape of its own: never told apart by colour alone. */
export function drawMark(
  document: Pdf,
  outcome: Outcome,
  x: number,
  y: number,
  size: number,
  colour: string = colours[outcome],
): void {
  const at = (across: number, down: number): [number, number] => [
    x + across * size,
    y + down * size,
  ];
  document
    .lineWidth(size / 10)
    .lineJoin("round")
    .lineCap("round");
  switch (outcome) {
    case "passed":
      document.circle(...at(0.5, 0.5), size / 2).stroke(colour);
      document
        .moveTo(...at(0.27, 0.52))
        .lineTo(...at(0.44, 0.7))
        .lineTo(...at(0.75, 0.32))
        .stroke(colour);
      return;
    case "failed":
      document
        .polygon(
          ...[0.3, 0.7].map((across) => at(across, 0)),
          at(1, 0.3),
          at(1, 0.7),
          at(0.7, 1),
          at(0.3, 1),
          at(0, 0.7),
          at(0, 0.3),
        )
        .fill(colour);
      document
        .moveTo(...at(0.32, 0.32))
        .lineTo(...at(0.68, 0.68))
        .stroke("#ffffff");
      document
        .moveTo(...at(0.68, 0.32))
        .lineTo(...at(0.32, 0.68))
        .stroke("#ffffff");
      return;
    case "indeterminate":
      document.polygon(at(0.5, 0), at(1, 0.95), at(0, 0.95)).stroke(colour);
      document
        .moveTo(...at(0.5, 0.36))
        .lineTo(...at(0.5, 0.62))
        .stroke(colour);
      document.circle(...at(0.5, 0.78), size / 18).fill(colour);
      return;
    case "nothing_to_verify":
      document.rect(...at(0.05, 0.05), size * 0.9, size * 0.9).stroke(colour);
      document
        .moveTo(...at(0.28, 0.5))
        .lineTo(...at(0.72, 0.5))
        .stroke(colour);
      return;
  }
}
