import type { ByteSource } from "../digest/byte-source.ts";
import type { Examined } from "./examined.ts";
import { examineEvidenceRecord } from "./evidence-record/examine-evidence-record.ts";
import { type Facts, noFacts } from "./facts.ts";
import { examineContainer } from "./foreign/examine-container.ts";
import { examinePackage } from "./package/examine-package.ts";
import type { Outcome } from "../words/outcome.ts";
import { guardedSource, SourceUnreadable } from "./package/guarded-source.ts";
import { judge, missingDemands, overallOutcome } from "./policy.ts";
import { type InputKind, recogniseInput } from "./recognise-input.ts";
import { examineReceipt } from "./receipt/examine-receipt.ts";
import { examineToken } from "./timestamp/examine-token.ts";
import { gapsOf, timelineOf } from "./times/timeline.ts";
import { withStandings } from "./times/time-standing.ts";
import { type Check, finding, type Verdict } from "./verdict.ts";
import type { ExamineOptions, VerifyOptions } from "./verify-options.ts";

/**
 * Judges one input, whatever it is, against the verifier's own trust store: recognised by its content, examined by
 * the examiner of its kind, judged under the policy.
 *
 * @param source read in small pieces, never whole
 * @returns every check. Never throws for bad evidence: a rejected read is `SOURCE_UNREADABLE`, and an exception of
 *   our own, which would be a bug, `CHECK_INTERRUPTED`; both are indeterminate.
 */
export async function verifyInput(source: ByteSource, options: VerifyOptions): Promise<Verdict> {
  const { policy } = options;
  const { findings, practice, facts, surplus } = await examineInput(source, options);
  const demands = facts.format === null ? [] : missingDemands(findings, policy);
  const checks = judge([...findings, ...demands], policy, surplus);
  const outcome = overallOutcome(checks);
  return {
    outcome,
    practice,
    policy: policy.name,
    checks,
    facts: judgedFacts(outcome, checks, facts),
  };
}

/** What a time is worth follows from the whole judgement, and the timeline from that. */
function judgedFacts(outcome: Outcome, checks: readonly Check[], examined: Facts): Facts {
  const facts = withStandings({ outcome, checks }, examined);
  const timeline = timelineOf(facts);
  return { ...facts, timeline, gaps: gapsOf(facts, timeline) };
}

async function examineInput(source: ByteSource, options: ExamineOptions): Promise<Examined> {
  const guarded = guardedSource(source);
  let step: "recognise" | InputKind = "recognise";
  try {
    step = await recogniseInput(guarded);
    return await examine(step, guarded, options);
  } catch (thrown) {
    const open =
      thrown instanceof SourceUnreadable
        ? finding("SOURCE_UNREADABLE", "", { file: "" })
        : finding("CHECK_INTERRUPTED", "", { step });
    return { findings: [open], facts: noFacts, practice: false, surplus: new Set() };
  }
}

function examine(kind: InputKind, source: ByteSource, options: ExamineOptions): Promise<Examined> {
  switch (kind) {
    case "container":
      return examineContainer(source, withDataAsFile(options));
    case "tlog-proof":
      return examineReceipt(source, options);
    case "evidence-record":
      return examineEvidenceRecord(source, options);
    case "timestamp-token":
    case "timestamp-response":
      return examineToken(source, options);
    case "package":
    case "nothing":
      return examinePackage(source, withDataAsFile(options));
  }
}

/** What a package or container must be about is one of its members: so it is asked for as a loose file is. */
function withDataAsFile(options: ExamineOptions): ExamineOptions {
  const { data, files = [] } = options;
  return data === undefined ? options : { ...options, files: [data, ...files] };
}
