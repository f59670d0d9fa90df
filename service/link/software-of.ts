import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What evidence.json says of the program that made it. */
export interface Software {
  readonly name: string;
  readonly version: string;
  /** SHA-256 over names and contents of the built program's files, hex. */
  readonly digest: string;
}

/**
 * Describes the built program in `folder`: the digest is over one line a script, `<sha256>  <name>`,
 * sorted by name, as sha256sum would print them.
 *
 * @param packageFile the package.json that carries the version
 */
export async function softwareOf(folder: string, packageFile: string): Promise<Software> {
  const names = (await readdir(folder)).filter((name) => /\.[cm]js$/u.test(name)).sort();
  const lines = createHash("sha256");
  for (const name of names) {
    const content = await readFile(join(folder, name));
    lines.update(`${createHash("sha256").update(content).digest("hex")}  ${name}\n`);
  }
  const described: unknown = JSON.parse(await readFile(packageFile, "utf8"));
  const version =
    typeof described === "object" && described !== null && "version" in described
      ? String(described.version)
      : "";
  return { name: "cunzhen", version, digest: lines.digest("hex") };
}
