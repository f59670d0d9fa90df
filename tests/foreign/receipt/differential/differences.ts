import { readFileSync } from "node:fs";
import type { GoAnswer } from "./go-judge.ts";
import type { Sample } from "./sample.ts";

/** A sample with what was said of it: "accepted", or the rule, codes or reason of a refusal; "-" of who was not asked. */
export interface Judged {
  readonly kind: string;
  readonly ours: string;
  readonly go: string;
  readonly torchwood: string;
}

export function judgedBy({ kind }: Sample, ours: string, answer: GoAnswer): Judged {
  return { kind, ours, go: reasonOf(answer["go"]), torchwood: reasonOf(answer["torchwood"]) };
}

/** Reasons without what differs between samples: quoted texts, numbers, names of keys. */
function reasonOf(reason: string | undefined): string {
  if (reason === undefined) return "-";
  if (reason === "") return "accepted";
  const steady = reason
    .replace(/"(?:[^"\\]|\\.)*"/gu, "…")
    .replace(/'[^']*'/gu, "…")
    .replace(/\([0-9a-f]{8}\)/gu, "…")
    .replace(/ for key [^\n]*/u, "")
    .replace(/[0-9]+/gu, "n")
    .split("\n")[0];
  return `refused: ${(steady ?? "").slice(0, 90).trimEnd()}`;
}

/** Whether all who were asked come to the same as we. */
export function agreed({ ours, go, torchwood }: Judged): boolean {
  const accepted = ours === "accepted";
  return [go, torchwood].every((said) => said === "-" || (said === "accepted") === accepted);
}

/** A judgement as a row of docs/spec/differences/receipt.md has it: one kind and what each says of it. */
export function rowOf({ kind, ours, go, torchwood }: Judged): string {
  return `| \`${kind}\` | ${ours} | ${go} | ${torchwood} |`;
}

/** The rows of the page under the heading, as `rowOf` has them; codes without their backticks. */
export function rowsUnder(heading: string): readonly string[] {
  const url = new URL("../../../../docs/spec/differences/receipt.md", import.meta.url);
  const section = readFileSync(url, "utf8")
    .split("\n## ")
    .find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`no heading ${heading}`);
  const rows = section.matchAll(
    /^\| (`[^|]+`) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \| [^|]+ \|$/gmu,
  );
  return [...rows].map(([, kind = "", ours = "", go = "", torchwood = ""]) =>
    [`| ${kind}`, ours.replaceAll("`", ""), go, `${torchwood} |`].join(" | "),
  );
}

/** Each once, sorted, with how many samples there were. */
export function counted(rows: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  return [...counts].map(([row, count]) => `${row} ${String(count)} times`).sort();
}
