import type { Language } from "../../words/language.ts";
import type { Outcome } from "../../words/outcome.ts";

/** The sections in the order in which a court reads: 核验结论 first, 局限与声明 last. */
export const sectionIds = [
  "conclusion",
  "basics",
  "parties",
  "environment",
  "integrity",
  "time",
  "registration",
  "custody",
  "before",
  "repeat",
  "limits",
] as const;
export type SectionId = (typeof sectionIds)[number];

/** How a review point stands: on checks that agree or not, on nothing, or on claims that are only shown. */
export const standings = ["agrees", "contradicted", "open", "shown", "absent"] as const;
export type Standing = (typeof standings)[number];

/** One check with all that a reader needs to act on it. Empty text where there is nothing to say. */
export interface ReportedCheck {
  readonly code: string;
  readonly outcome: Outcome;
  readonly required: boolean;
  readonly subject: string;
  readonly sentence: string;
  /** What usually lies behind it. */
  readonly cause: string;
  readonly next: string;
  readonly clause: string;
  /** The step of 复核方法 that repeats it with foreign tools; "" where none does. */
  readonly repeat: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** A digest, key or number that is set in fixed width. */
  readonly exact?: boolean;
}

export interface Column {
  readonly heading: string;
  /** Share of the width; the shares of a table add up to about 1. */
  readonly share: number;
  readonly exact?: boolean;
}

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | {
      readonly kind: "paragraph";
      readonly text: string;
      readonly tone: "plain" | "strong" | "note";
    }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "verdict";
      readonly outcome: Outcome;
      /** Then it is not shown in the colour of a real one. */
      readonly practice: boolean;
      readonly word: string;
      readonly sentence: string;
      readonly next: string;
    }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: "point";
      readonly id: string;
      readonly name: string;
      readonly provisions: string;
      readonly standing: Standing;
      readonly standingWord: string;
      readonly answer: string;
      readonly checked: string;
      readonly cannotShow: string;
    }
  | {
      readonly kind: "checks";
      readonly caption: string;
      readonly checks: readonly ReportedCheck[];
    }
  | {
      readonly kind: "commands";
      readonly title: string;
      readonly said: string;
      readonly shell: "bash" | "powershell";
      readonly text: string;
      /** What stands in the output when all is well; "" where nothing particular does. */
      readonly shows: string;
    }
  /** Text of several lines that is to be read, or copied, exactly as it stands. */
  | { readonly kind: "literal"; readonly title: string; readonly text: string }
  | {
      readonly kind: "request";
      readonly to: string;
      /** In the reader's language first, then in the other. */
      readonly texts: readonly { readonly language: Language; readonly text: string }[];
    }
  | { readonly kind: "qr"; readonly text: string; readonly caption: string };

export interface Section {
  readonly id: SectionId;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** The report on one input. */
export interface ReportPart {
  readonly path: string;
  readonly heading: string;
  readonly number: string | null;
  readonly outcome: Outcome;
  readonly practice: boolean;
  readonly sections: readonly Section[];
}

/** A whole report as a value: every form of it, JSON, HTML and PDF, shows this and nothing else. */
export interface ReportDocument {
  readonly format: "cunzhen-report/1";
  readonly language: Language;
  readonly title: string;
  readonly outcome: Outcome;
  readonly practice: boolean;
  /** Stands on every page where practice took part; "" otherwise. */
  readonly watermark: string;
  /** RFC 3339, UTC: the moment at which was judged; it is the document's own date too. */
  readonly at: string;
  /** Stands at the head of every page. */
  readonly running: string;
  /** About several inputs together: their list and comparison; empty for one. */
  readonly front: readonly Block[];
  readonly parts: readonly ReportPart[];
}
