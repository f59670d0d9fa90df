import { type Face, type Line, type Pdf, type Setting, TextMeasure } from "./pdf-text.ts";

export type Structure = ReturnType<Pdf["struct"]>;
type Content = ReturnType<Pdf["markStructureContent"]>;

/** A4 in points, with room for the running head and foot. */
export const page = { width: 595.28, height: 841.89, side: 54, top: 72, bottom: 780 } as const;
export const textWidth = page.width - 2 * page.side;

export const colours = {
  ink: "#1b1f24",
  soft: "#57606a",
  line: "#b8c0c8",
  wash: "#f3f5f7",
  passed: "#116329",
  failed: "#a40e26",
  indeterminate: "#7a4d00",
  nothing_to_verify: "#57606a",
  /** A practised package that agrees is not shown in the colour of a real one. */
  practice: "#7a3a80",
} as const;

const leading = 1.45;

/** Text that is drawn piece by piece, over as many pages as it takes. */
export interface Piece {
  readonly lines: readonly Line[];
  readonly setting: Setting;
  readonly x: number;
}

/**
 * A tagged document that is written from top to bottom: keeps the place, breaks pages, and gives every drawn line to
 * its structure element, on whichever page it stands.
 */
export class PdfSheet {
  readonly document: Pdf;
  readonly measure: TextMeasure;
  y: number = page.top;
  /** Drawn at the head of a page that a break begins, such as a table's header row. */
  onBreak: (() => void) | undefined;

  constructor(document: Pdf, coverage: Readonly<Record<Face, ReadonlySet<number>>>) {
    this.document = document;
    this.measure = new TextMeasure(document, coverage);
    this.document.addPage();
  }

  /** Adds a child to a structure element. */
  element(tag: string, parent: Structure, options: object = {}): Structure {
    const made = this.document.struct(tag, options);
    parent.add(made);
    return made;
  }

  lineHeight(setting: Setting): number {
    return setting.size * leading;
  }

  newPage(): void {
    this.document.addPage();
    this.y = page.top;
    this.onBreak?.();
  }

  /** Begins a new page unless so much room is left on this one. */
  need(height: number): void {
    if (this.y + height > page.bottom && this.y > page.top) this.newPage();
  }

  /** The same for a heading and what follows it, unless that is longer than a page: then for its beginning. */
  needWith(heading: number, following: number): void {
    const whole = heading + following;
    this.need(whole <= page.bottom - page.top - 60 ? whole : heading + 60);
  }

  space(height: number): void {
    this.y = Math.min(this.y + height, page.bottom);
  }

  /** Text in the full width or part of it, below what is there. */
  paragraph(
    text: string,
    setting: Setting,
    structure: Structure,
    place: { x?: number; width?: number } = {},
  ): void {
    const { x = page.side, width = page.side + textWidth - x } = place;
    this.pieces([{ lines: this.measure.lines(text, width, setting), setting, x, structure }]);
  }

  /** Columns of text beside each other from the same height on; the place is then below the longest. */
  pieces(columns: readonly (Piece & { readonly structure: Structure })[]): void {
    const tall = (each: Piece): number => this.lineHeight(each.setting);
    const heights = columns.map((each) => each.lines.length * tall(each));
    const highest = Math.max(0, ...heights);
    if (highest <= page.bottom - page.top - 60) this.need(highest);
    let begun = columns.map(() => 0);
    for (;;) {
      const room = page.bottom - this.y;
      const from = begun;
      begun = columns.map((each, index) => {
        const first = from[index] ?? 0;
        const count = Math.max(0, Math.floor((room + 0.01) / tall(each)));
        const last = Math.min(each.lines.length, first + count);
        this.#draw(each, first, last);
        return last;
      });
      const drawn = columns.map(
        (each, index) => ((begun[index] ?? 0) - (from[index] ?? 0)) * tall(each),
      );
      this.y += Math.max(0, ...drawn);
      if (columns.every((each, index) => (begun[index] ?? 0) >= each.lines.length)) return;
      this.newPage();
    }
  }

  /** Something that is not text, such as a line or a box: no part of what is read aloud. */
  artifact(draw: () => void): void {
    this.document.markContent("Artifact", { type: "Layout" });
    draw();
    this.document.endMarkedContent();
  }

  /** Marks what `draw` draws as part of a structure element. */
  marked(structure: Structure, tag: string, draw: () => void): void {
    const content: Content = this.document.markStructureContent(tag);
    draw();
    this.document.endMarkedContent();
    structure.add(content);
  }

  rule(
    y: number,
    colour: string = colours.line,
    from = page.side,
    to = page.side + textWidth,
  ): void {
    this.artifact(() => {
      this.document.moveTo(from, y).lineTo(to, y).lineWidth(0.5).stroke(colour);
    });
  }

  #draw(piece: Piece & { readonly structure: Structure }, first: number, last: number): void {
    if (first >= last) return;
    const { lines, setting, x, structure } = piece;
    this.marked(structure, "Span", () => {
      lines.slice(first, last).forEach((line, index) => {
        this.line(line, setting, x, this.y + index * this.lineHeight(setting));
      });
    });
  }

  /** One line at a place. */
  line(line: Line, setting: Setting, x: number, y: number): void {
    const { document } = this;
    let at = x;
    for (const { face, text, narrowed } of line) {
      const width =
        narrowed === undefined
          ? this.measure.width(text, { ...setting, face })
          : (narrowed.room * setting.size) / 1000;
      const shift = ((narrowed?.shift ?? 0) * setting.size) / 1000;
      document.font(face).fontSize(setting.size).fillColor(setting.colour);
      const bold = setting.bold === true;
      if (bold) document.lineWidth(setting.size * 0.035).strokeColor(setting.colour);
      document.text(text, at + shift, y + (setting.size * (leading - 1)) / 2, {
        lineBreak: false,
        baseline: "top",
        ...(bold ? { fill: true, stroke: true } : {}),
      });
      at += width;
    }
  }
}
