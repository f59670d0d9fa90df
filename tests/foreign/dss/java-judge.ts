import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { tryLock } from "../../../platform/locks/lock-file.ts";
import { run } from "../workbench.ts";

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, "..", "..", "..", ".build", "dss");
const pom = join(here, "pom.xml");
const sources = join(here, "src", "main", "java");
const classpath = join(build, "classpath.txt");
/** Written when everything is compiled. */
const stamp = join(build, "compiled");

/** Whether nothing has changed since the judges were compiled. */
function isCompiled(): boolean {
  if (!existsSync(stamp)) return false;
  const { mtimeMs } = statSync(stamp);
  const files = [pom, ...readdirSync(sources).map((name) => join(sources, name))];
  return files.every((file) => statSync(file).mtimeMs < mtimeMs);
}

/** Compiles the judges by Maven. Throws what it says. */
async function compile(): Promise<void> {
  const goal = ["compile", "dependency:build-classpath", `-Dmdep.outputFile=${classpath}`];
  const maven = await run("mvn", ["-q", "-B", "-f", pom, ...goal]);
  if (maven.code !== 0) throw new Error(maven.stdout + maven.stderr);
  writeFileSync(stamp, "");
}

/**
 * The class path that runs the judges of this folder, which are compiled first where they changed. Test files that run
 * beside each other wait: Maven takes away the classes that it is about to write.
 */
async function javaClassPath(): Promise<string> {
  mkdirSync(build, { recursive: true });
  const lock = join(build, "compiling");
  let release = await tryLock(lock);
  while (release === undefined) {
    await sleep(200);
    release = await tryLock(lock);
  }
  try {
    if (!isCompiled()) await compile();
  } finally {
    await release();
  }
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
