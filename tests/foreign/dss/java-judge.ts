import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../workbench.ts";

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, "..", "..", "..", ".build", "dss");

/** Compiles the judges of this folder and gives the class path that runs them. Throws what Maven says. */
export async function javaClassPath(): Promise<string> {
  const classpath = join(build, "classpath.txt");
  const goal = ["compile", "dependency:build-classpath", `-Dmdep.outputFile=${classpath}`];
  const maven = await run("mvn", ["-q", "-B", "-f", join(here, "pom.xml"), ...goal]);
  if (maven.code !== 0) throw new Error(maven.stdout + maven.stderr);
  return `${join(build, "classes")}:${readFileSync(classpath, "utf8").trim()}`;
}

/** Runs one judge over everything at once; gives its lines, each parted at tabs. */
export async function runJudge(
  main: string,
  args: readonly string[],
): Promise<readonly string[][]> {
  const java = await run("java", ["-cp", await javaClassPath(), main, ...args]);
  if (java.code !== 0) throw new Error(java.stderr);
  return java.stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
}
