import { harmless, harmlessLines } from "../harmless.ts";
import type { Block, ReportDocument } from "./report-document.ts";

/** The same document with nothing left in it that moves a cursor or turns the direction of writing. */
export function withoutDanger(report: ReportDocument): ReportDocument {
  return {
    ...report,
    running: harmless(report.running),
    front: report.front.map(cleanBlock),
    parts: report.parts.map((part) => ({
      ...part,
      path: harmless(part.path),
      heading: harmless(part.heading),
      number: part.number === null ? null : harmless(part.number),
      sections: part.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map(cleanBlock),
      })),
    })),
  };
}

function cleanBlock(block: Block): Block {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return { ...block, text: harmless(block.text) };
    case "list":
      return { ...block, items: block.items.map(harmless) };
    case "verdict":
      return { ...block, sentence: harmless(block.sentence), next: harmless(block.next) };
    case "facts":
      return {
        ...block,
        rows: block.rows.map((row) => ({
          ...row,
          label: harmless(row.label),
          value: harmless(row.value),
        })),
      };
    case "table":
      return {
        ...block,
        caption: harmless(block.caption),
        rows: block.rows.map((row) => row.map(harmless)),
      };
    case "checks":
      return {
        ...block,
        checks: block.checks.map((check) => ({
          ...check,
          code: harmless(check.code),
          subject: harmless(check.subject),
          sentence: harmless(check.sentence),
          next: harmless(check.next),
        })),
      };
    case "commands":
      return { ...block, text: harmlessLines(block.text), shows: harmless(block.shows) };
    case "literal":
      return { ...block, title: harmless(block.title), text: harmlessLines(block.text) };
    case "request":
      return {
        ...block,
        to: harmless(block.to),
        texts: block.texts.map(({ language, text }) => ({ language, text: harmlessLines(text) })),
      };
    case "qr":
      return { ...block, text: harmless(block.text), caption: harmless(block.caption) };
    case "point":
      return block;
  }
}
