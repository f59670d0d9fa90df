import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";

/** Packs an Electron for tests where the project's companions lie beside it. */
const tool = "../shared/tools/electron-for-tests.mjs";

/**
 * An Electron to drive: `CUNZHEN_TEST_ELECTRON`, else the one for tests, which is older than the one
 * shipped. Undefined where none can be had; under CI that is a failure.
 */
export function electronBinary(): string | undefined {
  const named = process.env["CUNZHEN_TEST_ELECTRON"];
  if (named !== undefined) return named;
  if (!existsSync(tool)) return undefined;
  mkdirSync(".build", { recursive: true });
  const printed = execFileSync(process.execPath, [tool, ".build/electron-for-tests"], {
    encoding: "utf8",
  });
  return printed.trim().split("\n").at(-1);
}
