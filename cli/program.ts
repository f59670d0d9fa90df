import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

/** What evidence.json says of the program that made it. */
export interface Program {
  readonly name: string;
  readonly version: string;
  /** SHA-256 over names and contents of the built program's files, hex; null when it runs from source. */
  readonly digest: string | null;
}

const here = dirname(fileURLToPath(import.meta.url));
const isBuilt = !import.meta.url.endsWith(".ts");

/** The folder of the package.json, from source (`cli/`) and built (`dist/cli/`) alike. */
export const programFolder = isBuilt ? join(here, "..", "..") : join(here, "..");

/** The file that starts the command line. */
export const entryFile = isBuilt ? join(here, "cunzhen.mjs") : join(here, "cunzhen.ts");
export const runsFromSource = !isBuilt;

export async function programDigest(): Promise<Program> {
  return {
    name: "cunzhen",
    version: await versionOf(),
    digest: isBuilt ? await digestOfFolder(here) : null,
  };
}

async function versionOf(): Promise<string> {
  const text = await readFile(join(programFolder, "package.json"), "utf8");
  const value: unknown = JSON.parse(text);
  const found =
    typeof value === "object" && value !== null && "version" in value ? value.version : "";
  return typeof found === "string" ? found : "";
}

async function digestOfFolder(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /\.[cm]js$/u.test(name)).sort();
  const lines = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      return `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
    }),
  );
  return createHash("sha256").update(lines.join("")).digest("hex");
}
