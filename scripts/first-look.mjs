// What a first run shows: the bundled sample, notarized on the practice network, its verdict, and
// the command with which a stranger checks it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "./layers.mjs";

/**
 * Runs the command line and gives what it printed as JSON.
 *
 * @param {string} bin @param {readonly string[]} words
 * @returns {Promise<{ code: number, answer: any }>} `answer` is undefined where nothing readable came
 */
function ask(bin, words) {
  const child = spawn(process.execPath, [bin, ...words, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    out += text;
  });
  return new Promise((resolve) => {
    child.once("close", (code) => {
      try {
        resolve({ code: code ?? 1, answer: JSON.parse(out) });
      } catch {
        resolve({ code: code ?? 1, answer: undefined });
      }
    });
  });
}

/** @param {string} text */
const quoted = (text) =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The home that the command line takes when it is told nothing. */
export function homeFolder() {
  return process.env["CUNZHEN_HOME"] ?? join(homedir(), ".cunzhen");
}

/**
 * Notarizes the sample once for a home, and says where its package lies. A sample that its owner
 * has deleted does not come back.
 *
 * @param {{ bin: string, say: (line: string) => void }} ports
 */
export async function firstLook({ bin, say }) {
  const done = join(homeFolder(), "sample.done");
  if (existsSync(done)) return;
  say(
    "First run: creating the practice network and notarizing the sample / 首次运行：创建演练联盟并存证示例……",
  );
  const made = await ask(bin, ["notarize", "--sample", join(root, "resources", "sample")]);
  const item = made.answer?.items?.[0];
  if (made.code !== 0 || typeof item?.package !== "string") {
    const reason = made.answer?.error?.message ?? item?.hold?.message ?? `exit ${made.code}`;
    say(`The sample could not be notarized: ${reason} / 示例未能完成存证。`);
    return;
  }
  const path = item.package;
  const judged = await ask(bin, ["verify", path]);
  say(`Package / 证据包: ${path}`);
  const outcome = judged.answer?.outcome;
  say(
    outcome === "passed"
      ? "Verdict / 核验结论: passed on the practice network, no legal force / 演练核验通过，不具法律效力"
      : `Verdict / 核验结论: ${outcome ?? "?"} (practice, no legal force / 演练，不具法律效力)`,
  );
  if (spawnSync("openssl", ["version"]).status === 0) {
    const folder = join(homeFolder(), "trust", "roots");
    const roots = readdirSync(folder).filter((name) => name.endsWith(".pem"));
    say("Check it without Cunzhen / 不用本软件核验:");
    say(
      `  bash ${quoted(join(root, "docs", "verify-package.sh"))} ${quoted(path)} ${quoted(join(folder, roots[0] ?? ""))}`,
    );
  }
  writeFileSync(done, "");
}
