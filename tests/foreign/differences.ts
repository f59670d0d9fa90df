import { readFileSync } from "node:fs";
import type { ForeignVerdict } from "./openssl-batch.ts";

/** One sample with what was said of it. */
export interface Judged {
  readonly kind: string;
  /** Our codes that are not passed, sorted; "accepted" when there are none. */
  readonly ours: string;
  readonly openssl: ForeignVerdict;
  readonly bouncyCastle: ForeignVerdict;
}

/** A row of a page in docs/spec/differences: a kind of sample and what each says of it. */
export type Row = Readonly<Record<"kind" | "ours" | "openssl" | "bouncyCastle", string>>;

const rowForm = /^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gmu;

/** The rows of the page of that name; codes without their backticks. */
export function rowsOf(page: string): readonly Row[] {
  const url = new URL(`../../docs/spec/differences/${page}.md`, import.meta.url);
  return [...readFileSync(url, "utf8").matchAll(rowForm)].map(
    ([, kind = "", ours = "", openssl = "", bouncyCastle = ""]) => ({
      kind,
      ours: ours.replaceAll("`", ""),
      openssl,
      bouncyCastle,
    }),
  );
}

/**
 * Whether a cell of the page says what was measured: "accepted", "refused", or "refused: " with words of the reason; or
 * "either", for flipped bits, which fall elsewhere with every new key.
 */
function fits(cell: string, { accepted, reason }: ForeignVerdict): boolean {
  if (cell === "either") return true;
  const [verdict, words = ""] = cell.split(": ");
  return verdict === (accepted ? "accepted" : "refused") && reason.includes(words);
}

/** The row that says exactly this. */
export function rowFor(rows: readonly Row[], judged: Judged): Row | undefined {
  return rows.find(
    (row) =>
      row.kind === judged.kind &&
      row.ours === judged.ours &&
      fits(row.openssl, judged.openssl) &&
      fits(row.bouncyCastle, judged.bouncyCastle),
  );
}

/** Whether all three come to the same. */
export function agreed({ ours, openssl, bouncyCastle }: Judged): boolean {
  const accepted = ours === "accepted";
  return openssl.accepted === accepted && bouncyCastle.accepted === accepted;
}

/** Kinds of damage without a rule that it breaks: every sample fails for a reason of its own. */
export const damaged = /^(?:flip-in-|cut$)/u;

/** Each kind of outcome once, with how often it was measured, as a row of the page would have it. */
export function told(judged: readonly Judged[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, ours, openssl, bouncyCastle } of judged) {
    const [theirs, others] = [openssl, bouncyCastle].map(({ accepted, reason }) =>
      accepted ? "accepted" : damaged.test(kind) ? "refused" : `refused: ${reason}`,
    );
    const line = `| \`${kind}\` | ${ours} | ${theirs ?? ""} | ${others ?? ""} |`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${line} ${String(count)} times`).sort();
}
