import { createInterface } from "node:readline/promises";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import { fault, type Fault } from "../shared/words/faults/fault.ts";
import type { Words } from "../shared/words/language.ts";
import { nameList } from "../shared/words/name-list.ts";
import type { Terminal } from "./terminal.ts";

/** What an owner compares before accepting it. */
export interface Acceptable {
  readonly kind: string;
  readonly name: string;
  readonly digest: string;
  readonly source: string;
  readonly file: string;
}

const question: Words = {
  zh: "已从发布方的官方渠道核对上述摘要，并予以信任？(y/N) ",
  en: "Have you compared this digest with the issuer's own channel, and do you trust it? (y/N) ",
};

/** One line for one accepted or acceptable thing; the digest in groups, as people compare it. */
export function trustLine({ kind, name, digest, source, file }: Acceptable): string {
  const groups = digest.match(/.{8}/gu)?.join(" ") ?? digest;
  return [kind, name, groups, file, source].filter((part) => part !== "").join("  ");
}

/** Shows digest and source, then asks. Without a person to ask, `--yes` has to have said it. */
export async function confirmTrust(
  terminal: Terminal,
  found: readonly Acceptable[],
  yes: boolean,
): Promise<Result<void, Fault>> {
  for (const one of found) terminal.note(trustLine(one));
  if (yes) return ok(undefined);
  const refused = fault("TRUST_NOT_CONFIRMED", {
    digest: nameList(found.map(({ digest }) => digest)),
  });
  if (!terminal.interactive) return fail(refused);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(question[terminal.language]);
  lines.close();
  return /^(?:y|yes|是)$/iu.test(answer.trim()) ? ok(undefined) : fail(refused);
}
