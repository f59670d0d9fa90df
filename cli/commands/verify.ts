import { join } from "node:path";
import { verdictText } from "../../shared/report/verdict-text.ts";
import type { Outcome } from "../../shared/words/outcome.ts";
import { loadTrust } from "../../service/trust/trust-folder.ts";
import type { NamedFile } from "../../service/verify/named-file.ts";
import { verifyFiles } from "../../service/verify/verify-files.ts";
import { missingFault, parseArguments } from "../arguments.ts";
import { programDigest } from "../program.ts";
import type { Terminal } from "../terminal.ts";

const exitCodes: Readonly<Record<Outcome, number>> = {
  passed: 0,
  failed: 1,
  indeterminate: 2,
  nothing_to_verify: 3,
};

/**
 * `cunzhen verify <package...>`: by the trust of the home, or of `--trust DIR` in its place. Opens no vault and makes
 * no home, and imports nothing that would keep it from starting at once.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("verify", argv, {
    file: { type: "string", multiple: true },
    trust: { type: "string" },
    checks: { type: "boolean" },
  });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  if (positionals.length === 0) return terminal.refuse(missingFault("verify", "<package...>"));
  const trust =
    values.trust === undefined
      ? await loadTrust(join(terminal.home, "trust"))
      : await loadTrust(terminal.path(values.trust), "refused");
  if (!trust.ok) return terminal.refuse(trust.fault);
  const named = (name: string): NamedFile => ({ name, path: terminal.path(name) });
  const report = await verifyFiles({
    packages: positionals.map(named),
    files: (values.file ?? []).map(named),
    trust: trust.value,
    now: Date.now(),
    software: await programDigest(),
    language: terminal.language,
  });
  if (terminal.json) terminal.print(report);
  else {
    for (const verdict of report.packages) {
      terminal.say(verdictText(verdict, terminal.language, values.checks === true));
    }
  }
  return exitCodes[report.outcome];
}
