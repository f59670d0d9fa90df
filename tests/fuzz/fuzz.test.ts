import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/layers.mjs";
import { targets } from "./targets.ts";

const program = join(root, "tests", "fuzz", "fuzz.ts");
/** CPU seconds of each target. `CUNZHEN_FUZZ_SECONDS` asks for others. */
const seconds = process.env["CUNZHEN_FUZZ_SECONDS"] ?? "60";

function fuzz(name: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const words = ["--import", "tsx", program, name, "--here", "--seconds", seconds];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

describe("a CPU minute of mutants makes nothing throw, hang, grow or pass wrongly", () => {
  test.concurrent.each(targets.map(({ name }) => name))(
    "%s",
    async (name) => {
      const { code, said } = await fuzz(name);
      expect(code, said).toBe(0);
      console.log(said.trimEnd().split("\n").at(-1));
    },
    900_000,
  );
});

test("a name that is no target is refused", () => {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", program, "nonsense"]);
  expect(status).toBe(64);
});
