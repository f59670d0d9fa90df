import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import {
  maxTrustFileBytes,
  readTrustFile,
  type TrustItem,
} from "../../../shared/trust/trust-file.ts";
import { digestOfItem, summaryOf, type TrustSummary } from "../../../shared/trust/trust-summary.ts";

/** One thing that a file offers for trust, and whether the reader has said yes to it. */
export interface Offered {
  readonly item: TrustItem;
  readonly summary: TrustSummary;
  readonly accepted: boolean;
}

export interface Refused {
  readonly name: string;
  readonly rule: string;
}

export interface ReadTrust {
  readonly offered: readonly Offered[];
  readonly refused: readonly Refused[];
}

const ending = /\.(?:pem|crt|cer|crl|json)$/iu;

/** Whether a file given without saying what for is one that asks for trust: by its name, and by what is in it. */
export async function asksForTrust(file: File): Promise<boolean> {
  if (!ending.test(file.name)) return false;
  const { offered } = await readTrustFiles([file]);
  return offered.length > 0;
}

/** Reads what files offer; nothing is trusted by it. */
export async function readTrustFiles(files: readonly File[]): Promise<ReadTrust> {
  const offered: Offered[] = [];
  const refused: Refused[] = [];
  for (const file of files) {
    const read = await readOne(file);
    if (typeof read === "string") refused.push({ name: file.name, rule: read });
    else {
      const summaries = read.map((item) => ({
        item,
        summary: summaryOf(item, "", file.name),
        accepted: false,
      }));
      offered.push(...summaries);
    }
  }
  return { offered, refused };
}

async function readOne(file: File): Promise<readonly TrustItem[] | string> {
  if (file.size > maxTrustFileBytes) return "trust-file-too-large";
  const buffer = await file.arrayBuffer().catch(() => undefined);
  if (buffer === undefined) return "unreadable";
  const read = readTrustFile(new Uint8Array(buffer), verifySignature);
  return read.ok ? read.value : read.fault.rule;
}

/** Adds what was not offered before; by digest, whatever the file was called. */
export function withOffered(
  known: readonly Offered[],
  more: readonly Offered[],
): readonly Offered[] {
  const seen = new Set(known.map(({ item }) => digestOfItem(item)));
  const added: Offered[] = [];
  for (const one of more) {
    const digest = digestOfItem(one.item);
    if (seen.has(digest)) continue;
    seen.add(digest);
    added.push(one);
  }
  return [...known, ...added];
}
