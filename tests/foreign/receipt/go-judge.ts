import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../workbench.ts";

/** What the Go program is asked about; files of a package, and the fingerprint in hex. */
export interface ReceiptCase {
  readonly policy: Uint8Array | string;
  readonly receipt: Uint8Array;
  readonly submission: Uint8Array;
  readonly fingerprint: string;
}

/** The line that the program prints: `holds: ...` or `refused: ...`; throws when its exit code says otherwise. */
export type GoJudge = (asked: ReceiptCase) => Promise<string>;

/** Builds main.go, which stands on golang.org/x/mod/sumdb and transparency-dev/formats, into a folder. */
export async function buildGoJudge(folder: string): Promise<GoJudge> {
  const program = join(folder, process.platform === "win32" ? "receipt.exe" : "receipt");
  const built = await run("go", ["build", "-o", program, "."], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    env: { GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" },
  });
  if (built.code !== 0) throw new Error(`go build: ${built.stderr}`);
  const names = ["policy.txt", "receipt.tlog-proof", "submission.json"];
  return async ({ policy, receipt, submission, fingerprint }) => {
    const paths = names.map((name) => join(folder, name));
    for (const [at, bytes] of [policy, receipt, submission].entries()) {
      writeFileSync(paths[at] ?? "", bytes);
    }
    const { code, stdout, stderr } = await run(program, [...paths, fingerprint]);
    const line = stdout.trim();
    const expected = line.startsWith("holds:") ? 0 : line.startsWith("refused:") ? 1 : undefined;
    if (code !== expected) throw new Error(`exit ${String(code)}: ${line} ${stderr}`);
    return line;
  };
}
