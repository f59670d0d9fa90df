import { join } from "node:path";
import { verifyFiles, type VerifyWishes } from "../../service/verify/verify-files.ts";
import { ok, type Result } from "../../shared/bytes/result.ts";
import { verifyText } from "../../shared/report/verify-text.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import type { Words } from "../../shared/words/language.ts";
import type { Outcome } from "../../shared/words/outcome.ts";
import { fill } from "../../shared/words/sentence.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { programDigest, programFolder } from "../program.ts";
import type { Terminal } from "../terminal.ts";
import { verifyProgress } from "../verify-progress.ts";
import { askedPolicy, askedReports, askedTime, askedTrust, namedFiles } from "../verify-wishes.ts";

const exitCodes: Readonly<Record<Outcome, number>> = {
  passed: 0,
  failed: 1,
  indeterminate: 2,
  nothing_to_verify: 3,
};

const keptProof: Words = {
  zh: "存证日志出现分叉，证明已保存：{file}",
  en: "A log has forked; the proof is kept: {file}",
};

const proofNotKept: Words = {
  zh: "存证日志出现分叉；本次没有写入任何文件。如需保存证明，请以 --home 指定保管目录，或用 --report 另存结果。",
  en: "A log has forked; nothing was written. Name a home by --home to keep the proof, or save the result by --report.",
};

interface Asked {
  readonly wishes: VerifyWishes;
  /** Absolute paths. */
  readonly reports: readonly string[];
  readonly all: boolean;
}

/**
 * `cunzhen verify <package...>`: by the trust of the home, or of `--trust DIR` in its place. Opens no vault and makes
 * no home, and imports nothing that would keep it from starting at once.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const asked = await wishesOf(argv, terminal);
  if (!asked.ok) return terminal.refuse(asked.fault);
  const { wishes, reports, all } = asked.value;
  const { language, interrupted } = terminal;
  const progress = verifyProgress(terminal);
  try {
    const verified = await verifyFiles({ ...wishes, progress: progress.read });
    progress.end();
    const { result, misbehaviour } = verified;
    const watch = { signal: interrupted, progress: progress.report };
    const resources = join(programFolder, "resources");
    for (const file of misbehaviour) terminal.note(fill(keptProof[language], language, { file }));
    const forks = result.comparison?.facts.forks.length ?? 0;
    if (forks > misbehaviour.length) terminal.note(proofNotKept[language]);
    for (const path of reports) {
      const { writeReport } = await import("../../service/report/write-report.ts");
      const written = await writeReport(path, result, language, resources, watch);
      progress.end();
      if (!written.ok) return terminal.refuse(unwritten(written.fault));
    }
    if (terminal.json) terminal.print(result);
    else terminal.say(verifyText(result, language, all));
    return exitCodes[result.outcome];
  } catch (thrown) {
    progress.end();
    if (interrupted.aborted) return terminal.refuse(fault("VERIFY_CANCELLED", {}));
    throw thrown;
  }
}

/** A report that has no place is no verdict: the exit code of one must not be taken for the other. */
function unwritten(found: Fault): Fault {
  if (found.code !== "PLACE_NOT_WRITABLE") return found;
  const { place, reason } = found.data;
  return fault("REPORT_NOT_WRITABLE", { path: place, reason });
}

async function wishesOf(
  argv: readonly string[],
  terminal: Terminal,
): Promise<Result<Asked, Fault>> {
  const parsed = parseArguments("verify", argv, {
    file: { type: "string", multiple: true },
    data: { type: "string" },
    trust: { type: "string" },
    policy: { type: "string" },
    at: { type: "string" },
    report: { type: "string", multiple: true },
    force: { type: "boolean" },
    checks: { type: "boolean" },
  });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length === 0) return { ok: false, fault: missingFault("verify", "<package...>") };
  if (values.data !== undefined && positionals.length > 1)
    return { ok: false, fault: usageFault("verify", "--data") };
  const now = askedTime(values.at);
  if (!now.ok) return now;
  const policy = await askedPolicy(terminal, values.policy);
  if (!policy.ok) return policy;
  const rules = await namedFiles(terminal, values.policy === undefined ? [] : [values.policy]);
  if (!rules.ok) return rules;
  const packages = await namedFiles(terminal, positionals);
  if (!packages.ok) return packages;
  const files = await namedFiles(terminal, values.file ?? []);
  if (!files.ok) return files;
  const data = await namedFiles(terminal, values.data === undefined ? [] : [values.data]);
  if (!data.ok) return data;
  const inputs = [...packages.value, ...files.value, ...data.value, ...rules.value];
  const reports = await askedReports(terminal, values.report ?? [], inputs, values.force === true);
  if (!reports.ok) return reports;
  const [trust, software] = await Promise.all([
    askedTrust(terminal, values.trust),
    programDigest(),
  ]);
  if (!trust.ok) return trust;
  const [about] = data.value;
  return ok({
    all: values.checks === true,
    reports: reports.value,
    wishes: {
      packages: packages.value,
      files: files.value,
      ...(about === undefined ? {} : { data: about }),
      trust: trust.value,
      policy: policy.value,
      now: now.value,
      // Whoever brings a trust of his own asks this computer's home nothing, and leaves nothing there.
      ...(values.trust === undefined || terminal.homeNamed ? { home: terminal.home } : {}),
      software,
      language: terminal.language,
      signal: terminal.interrupted,
    },
  });
}
