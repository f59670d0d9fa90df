import type PDFDocument from "pdfkit";

export type Pdf = InstanceType<typeof PDFDocument>;

export type Face = "sans" | "mono";

/** How a piece of text is set. */
export interface Setting {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  /** Drawn with an outline of its own colour: one weight of the font is embedded. */
  readonly bold?: boolean;
}

/** Characters of one face that stand next to each other. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  /** A single character whose glyph is drawn on less room than its own: both in thousandths of the size. */
  readonly narrowed?: { readonly room: number; readonly shift: number };
}

/** A line that fits its width. */
export type Line = readonly Run[];

/**
 * Quotation marks as they stand in text of other scripts. Those of the font fill a Han character's square, ink at one
 * side of it; here each is held by a character that no text contains, since the font covers no private one.
 */
const quotes: Readonly<Record<string, { readonly drawn: string; room: number; shift: number }>> = {
  "\u{F0000}": { drawn: "“", room: 420, shift: -584 },
  "\u{F0001}": { drawn: "”", room: 420, shift: 0 },
  "\u{F0002}": { drawn: "‘", room: 240, shift: -766 },
  "\u{F0003}": { drawn: "’", room: 240, shift: 0 },
};
const heldBy = new Map(Object.entries(quotes).map(([held, { drawn }]) => [drawn, held]));
const hanPunctuation = /[，。；：、！？（）《》]/u;

const closing = /^[，。；：！？、）”’》〉」』】…—,.;:!?)\]}%\u{F0001}\u{F0003}]$/u;
const opening = /^[（“‘《〈「『【([{\u{F0000}\u{F0002}]$/u;
const inWord = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}_'’\u{F0003}:.-]$/u;

/** Measures text in the embedded fonts and breaks it into lines; what a font lacks stands as `<U+XXXX>`. */
export class TextMeasure {
  readonly #document: Pdf;
  readonly #coverage: Readonly<Record<Face, ReadonlySet<number>>>;
  readonly #widths: Readonly<Record<Face, Map<string, number>>> = {
    sans: new Map(),
    mono: new Map(),
  };

  constructor(document: Pdf, coverage: Readonly<Record<Face, ReadonlySet<number>>>) {
    this.#document = document;
    this.#coverage = coverage;
  }

  /** The text with each character that neither font has written as its code point. */
  showable(text: string): string {
    return Array.from(text, (character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code === 0x0a || this.#coverage.sans.has(code)) return character;
      return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
    }).join("");
  }

  /** Width in points. */
  width(text: string, { face, size }: Setting): number {
    let width = 0;
    for (const character of text) width += this.#widthOf(character, face) * size;
    return width;
  }

  /** Lines that fit `width`, broken at spaces, between Han characters, and inside words that are too long. */
  lines(text: string, width: number, setting: Setting): readonly Line[] {
    return this.showable(text)
      .split("\n")
      .flatMap((paragraph) => this.#broken(withQuotes(paragraph), width, setting));
  }

  #broken(paragraph: string, width: number, setting: Setting): readonly Line[] {
    const lines: Line[] = [];
    let line = "";
    let used = 0;
    const end = (): void => {
      lines.push(this.#runs(line, setting.face));
      line = "";
      used = 0;
    };
    for (const unit of units(paragraph)) {
      const needed = this.width(unit, setting);
      if (used + needed <= width) {
        line += unit;
        used += needed;
        continue;
      }
      if (line !== "" && needed <= width) {
        end();
        if (unit.trim() === "") continue;
        line = unit;
        used = needed;
        continue;
      }
      for (const character of unit) {
        const wide = this.width(character, setting);
        if (line !== "" && used + wide > width) end();
        line += character;
        used += wide;
      }
    }
    end();
    return lines;
  }

  /** The same text in runs of one face: what the fixed-width font lacks is set in the other. */
  #runs(text: string, face: Face): Line {
    const runs: { face: Face; text: string; narrowed?: NonNullable<Run["narrowed"]> }[] = [];
    for (const character of text) {
      const quote = quotes[character];
      const own = this.#faceOf(character, face);
      const last = runs.at(-1);
      if (quote !== undefined) runs.push({ face: "sans", text: quote.drawn, narrowed: quote });
      else if (last?.face === own && last.narrowed === undefined) last.text += character;
      else runs.push({ face: own, text: character });
    }
    return runs;
  }

  #faceOf(character: string, face: Face): Face {
    return face === "mono" && this.#coverage.mono.has(character.codePointAt(0) ?? 0)
      ? "mono"
      : "sans";
  }

  #widthOf(character: string, wanted: Face): number {
    const quote = quotes[character];
    if (quote !== undefined) return quote.room / 1000;
    const face = this.#faceOf(character, wanted);
    const known = this.#widths[face].get(character);
    if (known !== undefined) return known;
    this.#document.font(face).fontSize(1000);
    const width = this.#document.widthOfString(character) / 1000;
    this.#widths[face].set(character, width);
    return width;
  }
}

/** Quotation marks held by their narrow forms, unless the text is set with Chinese punctuation. */
function withQuotes(paragraph: string): string {
  if (hanPunctuation.test(paragraph)) return paragraph;
  return paragraph.replace(/[“”‘’]/gu, (quote) => heldBy.get(quote) ?? quote);
}

/** What must not be broken inside: words, a Han character with the punctuation that belongs to it. */
function units(text: string): readonly string[] {
  const found: string[] = [];
  let open = "";
  let word = false;
  for (const character of text) {
    const last = found.at(-1);
    const here = inWord.test(character);
    if (opening.test(character)) {
      open += character;
      word = false;
    } else if (open === "" && last !== undefined && (closing.test(character) || (word && here))) {
      found[found.length - 1] = last + character;
      word = here;
    } else {
      found.push(open + character);
      open = "";
      word = here;
    }
  }
  return open === "" ? found : [...found, open];
}
