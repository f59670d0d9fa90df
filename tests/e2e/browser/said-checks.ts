import type { Locator, Page } from "playwright";
import { z } from "../../../shared/contract/zod-csp.ts";

export const check = z.object({ code: z.string(), outcome: z.string(), subject: z.string() });
export const shownVerdict = z.object({ outcome: z.string(), checks: z.array(check) });
const reportBlock = z.object({ kind: z.string(), checks: z.array(check).optional() });
const reportDocument = z.object({
  outcome: z.string(),
  front: z.array(reportBlock),
  parts: z.array(z.object({ sections: z.array(z.object({ blocks: z.array(reportBlock) })) })),
});

/** What one door said of one drop: the outcome, and each check of each input in an order of its own. */
export interface Said {
  readonly outcome: string;
  readonly checks: readonly (readonly string[])[];
}

export function said(outcome: string, inputs: readonly (readonly z.infer<typeof check>[])[]): Said {
  return { outcome, checks: inputs.map(codes) };
}

export function codes(checks: readonly z.infer<typeof check>[]): readonly string[] {
  return checks.map(({ code, outcome, subject }) => `${code} ${outcome} ${subject}`.trim()).sort();
}

/** The checks that stand on the page below this, with code, outcome and subject as a reader sees them. */
export async function rowsIn(place: Locator): Promise<readonly string[]> {
  const rows = await place.locator("li[data-code]").evaluateAll((elements) =>
    elements.map((row) => {
      const subject = row.querySelector("code + bdi")?.textContent ?? "";
      return `${row.getAttribute("data-code") ?? ""} ${row.getAttribute("data-outcome") ?? ""} ${subject}`.trim();
    }),
  );
  return rows.sort();
}

export async function comparedIn(page: Page): Promise<readonly z.infer<typeof check>[]> {
  const rows = await rowsIn(page.getByTestId("comparison"));
  return rows.map((row) => {
    const [code = "", outcome = "", ...subject] = row.split(" ");
    return { code, outcome, subject: subject.join(" ") };
  });
}

/** What a report in JSON says, input by input, and of the comparison last. */
export function inReport(text: string): Said {
  const { outcome, parts, front } = reportDocument.parse(JSON.parse(text));
  const checksOf = (blocks: readonly z.infer<typeof reportBlock>[]) =>
    blocks.flatMap((block) => block.checks ?? []);
  const found = said(outcome, [
    ...parts.map(({ sections }) => sections.flatMap(({ blocks }) => checksOf(blocks))),
    checksOf(front),
  ]);
  return { outcome, checks: found.checks.map(withoutTwins) };
}

export function withoutTwins(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}

export function missingIn(text: string, { checks }: Said): readonly string[] {
  const all = new Set(checks.flat().map((line) => line.split(" ")[0] ?? ""));
  return [...all].filter((code) => !text.includes(code));
}
