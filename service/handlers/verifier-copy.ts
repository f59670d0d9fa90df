import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writeFileDurably } from "../../platform/files/durable.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { WriteFailed, writing } from "../objects/write-fault.ts";

const published = '<html lang="zh-CN" data-copy="published">';
const submitted = '<html lang="zh-CN" data-copy="submitted">';

/**
 * The verifier page as it goes out beside a package: marked, so that it says before all else that the submitter gave
 * it. The mark lies outside what the page's own policy names by digest, which stays right.
 */
export async function submittedPage(path: string): Promise<Result<string, Fault>> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined || text.split(published).length !== 2)
    return fail(fault("VERIFIER_PAGE_MISSING", { file: path }));
  return ok(text.replace(published, submitted));
}

/** What the page beside a package is called. */
export function pageBesideName(packageFile: string): string {
  return `${packageFile.replace(/\.asice$/u, "")}-verifier.html`;
}

/** Writes the page beside a package, under the package's name. */
export async function writePageBeside(
  packageFile: string,
  page: string,
): Promise<Result<string, Fault>> {
  const target = pageBesideName(packageFile);
  try {
    await writing(dirname(target), () => writeFileDurably(target, toUtf8(page)));
    return ok(target);
  } catch (error) {
    if (error instanceof WriteFailed) return fail(error.fault);
    throw error;
  }
}
