import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { run } from "../../workbench.ts";
import type { GoQuestion } from "./sample.ts";

const answer = z.record(z.string(), z.string());

/** What each library said: the empty text where it accepts, else its reason. */
export type GoAnswer = z.infer<typeof answer>;

/** Asks all of it in one run; answers in the order of the questions. */
export type GoJudge = (questions: readonly GoQuestion[]) => Promise<readonly GoAnswer[]>;

/** Builds judge/main.go into a folder. */
export async function buildJudge(folder: string): Promise<GoJudge> {
  const program = join(folder, process.platform === "win32" ? "judge.exe" : "judge");
  const built = await run("go", ["build", "-o", program, "./differential/judge"], {
    cwd: dirname(dirname(fileURLToPath(import.meta.url))),
    env: { GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" },
  });
  if (built.code !== 0) throw new Error(`go build: ${built.stderr}`);
  return async (questions) => {
    const text = await ask(program, questions.map((one) => `${JSON.stringify(one)}\n`).join(""));
    const answers = text.trimEnd().split("\n");
    if (answers.length !== questions.length) throw new Error("an answer is missing");
    return answers.map((line) => answer.parse(JSON.parse(line)));
  };
}

function ask(program: string, questions: string): Promise<string> {
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stdin.end(questions);
  return new Promise((resolve, reject) => {
    child.once("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`exit ${String(code)}`));
    });
  });
}
