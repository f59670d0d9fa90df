import type { Outcome } from "../../words/outcome.ts";
import { outcomeWords } from "../../words/outcome.ts";
import { formatWords, reportLabels, standingWords } from "../../words/report-labels.ts";
import { reviewPoints } from "../../words/report-points.ts";
import { reportSentences } from "../../words/report-sections.ts";
import { assuranceWords, kindWords, partyRoleWords, wordFor } from "../../words/terms.ts";
import { parseTime } from "../../bytes/civil-time.ts";
import { earliestStamp, reasonOf } from "../headline.ts";
import { fixedLines } from "../../words/fixed-lines.ts";
import { shownNames } from "../../words/name-list.ts";
import type { VerifyJson } from "../verify-json.ts";
import { pointBlock, pointIds, standingOf } from "./review-point.ts";
import { fileNameOf } from "./repeat-commands.ts";
import type { Block } from "./report-document.ts";
import {
  checksOf,
  facts,
  paragraph,
  reportedCheck,
  say,
  table,
  type Telling,
  timeText,
} from "./told.ts";

/** 核验结论: the verdict, what is open about it, and how each review point stands. */
export function conclusion(telling: Telling, result: VerifyJson): readonly Block[] {
  const { verdict, language } = telling;
  const { sentence, next } = reasonOf(verdict, language);
  const ofPackage = verdict.facts.format === "package";
  const open = verdict.checks.filter(({ outcome, required }) => required && outcome !== "passed");
  const count = (wanted: Outcome) =>
    verdict.checks.filter(({ outcome }) => outcome === wanted).length;
  return [
    {
      kind: "verdict",
      outcome: verdict.outcome,
      practice: verdict.practice,
      word: [
        ...(verdict.practice ? [say(reportSentences.watermark, language)] : []),
        say(outcomeWords[verdict.outcome].name, language),
      ].join(" · "),
      sentence,
      next,
    },
    ...(verdict.practice ? [paragraph(fixedLines.practice[language], "strong")] : []),
    paragraph(
      say(reportSentences.counts, language, {
        all: verdict.checks.length,
        passed: count("passed"),
        failed: count("failed"),
        open: count("indeterminate") + count("nothing_to_verify"),
        shown: verdict.checks.filter(({ required }) => !required).length,
      }),
    ),
    ...(open.length === 0
      ? []
      : [
          {
            kind: "checks" as const,
            caption: say(reportSentences.open, language),
            checks: open.map((check) => reportedCheck(check, language, ofPackage)),
          },
        ]),
    ...table(
      say(reportLabels.points, language),
      [
        [reportLabels.point, 0.3],
        [reportLabels.provisions, 0.46],
        [reportLabels.standing, 0.24],
      ],
      pointIds.map((id) => [
        reviewPoints[id].name[language],
        reviewPoints[id].provisions[language],
        standingWords[standingOf(id, verdict)][language],
      ]),
      language,
    ),
    { kind: "heading", text: say(reportLabels.statements, language) },
    { kind: "list", items: statements(telling) },
    { kind: "heading", text: say(reportLabels.basis, language) },
    basis(result, telling),
    ...checksOf("conclusion", telling),
  ];
}

/** The three sentences that every report carries. */
function statements({ verdict, language }: Telling): readonly string[] {
  const since = sinceOf(verdict);
  return [
    say(reportSentences.proven, language),
    since === undefined
      ? say(
          verdict.outcome === "failed" ? reportSentences.sinceFailed : reportSentences.sinceUnknown,
          language,
        )
      : say(reportSentences.sinceWhen, language, { since }),
    say(reportSentences.notProven, language),
  ];
}

/**
 * The earliest moment that a trusted token proves; where there is none, a trusted quorum. A registration follows the
 * token that it lists, and tells whole seconds: within one second it would say too early a moment.
 */
function sinceOf(verdict: Telling["verdict"]): number | undefined {
  const { outcome, facts } = verdict;
  if (outcome === "failed") return undefined;
  const { receipt } = facts;
  const registered = receipt?.standing.state === "proven" ? receipt.existedBy : undefined;
  return parseTime(earliestStamp(verdict)?.time ?? registered ?? "");
}

function basis(result: VerifyJson, { language }: Telling): Block {
  const { software, trust, policy, at } = result;
  const counts = {
    roots: trust.roots.length,
    networks: trust.networks.length,
  };
  return facts(
    [
      [reportLabels.judgedAt, timeText(at, language)],
      [reportLabels.usedSoftware, `Cunzhen ${software.version}`],
      [
        reportLabels.softwareDigest,
        software.digest ?? say(reportLabels.unknown, language),
        "exact",
      ],
      [reportLabels.usedTrust, trust.digest, "exact"],
      [reportLabels.trusted, say(reportLabels.trustCounts, language, counts)],
      [reportLabels.usedPolicy, policy.name],
      [reportLabels.usedPolicyDigest, policy.digest, "exact"],
    ],
    language,
  );
}

/** 证据基本信息. The case is for the court to fill in: a package never carries it. */
export function basics(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { facts: known } = verdict;
  const operator = known.parties.find(({ role }) => role === "operator");
  const { planned, sequence } = known;
  return [
    facts(
      [
        [reportLabels.caseNumber, say(reportLabels.caseBlank, language)],
        [reportLabels.submitter, operator?.name ?? say(reportLabels.caseBlank, language)],
        [reportLabels.title, known.title],
        [reportLabels.file, fileNameOf(verdict.path)],
        [
          reportLabels.format,
          known.format === null
            ? say(reportLabels.unknown, language)
            : wordFor(formatWords, known.format, language),
        ],
        [reportLabels.number, known.number, "exact"],
        [reportLabels.fingerprint, known.fingerprint, "exact"],
        [reportLabels.id, known.id, "exact"],
        [reportLabels.kind, known.kind === null ? null : wordFor(kindWords, known.kind, language)],
        [reportLabels.purpose, known.purpose],
        [
          reportLabels.sequence,
          sequence === null
            ? null
            : say(reportLabels.sequenceValue, language, { n: sequence.n, vault: sequence.vault }),
        ],
        [
          reportLabels.planned,
          planned === null
            ? null
            : say(reportLabels.plannedValue, language, {
                needed: planned.needed,
                authorities: shownNames(planned.authorities, language),
                network: planned.network ?? say(reportLabels.none, language),
              }),
        ],
      ],
      language,
    ),
    ...(known.number === null
      ? []
      : [
          {
            kind: "qr" as const,
            text: known.number,
            caption: `${say(reportLabels.number, language)} ${known.number}`,
          },
        ]),
    ...table(
      say(reportLabels.relations, language),
      [
        [reportLabels.relation, 0.2],
        [reportLabels.id, 0.3, "exact"],
        [reportLabels.related, 0.5, "exact"],
      ],
      known.relations.map(({ type, evidence, fingerprint }) => [type, evidence, fingerprint]),
      language,
    ),
    ...checksOf("basics", telling),
  ];
}

/** 主体: who generated, extracted and kept it, and how that is known. */
export function parties(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { signer, parties: named } = verdict.facts;
  return [
    pointBlock("who", verdict, language),
    ...(named.length === 0 && signer === null
      ? [paragraph(say(reportSentences.noParties, language))]
      : []),
    ...table(
      "",
      [
        [reportLabels.role, 0.2],
        [reportLabels.name, 0.45],
        [reportLabels.identity, 0.35],
      ],
      named.map(({ role, name, assurance }) => [
        wordFor(partyRoleWords, role, language),
        name,
        wordFor(assuranceWords, assurance, language),
      ]),
      language,
    ),
    ...(signer === null
      ? []
      : [
          facts(
            [
              [reportLabels.signer, signer.name],
              [reportLabels.issuer, signer.issuer],
              [reportLabels.certificate, signer.certificate, "exact"],
            ],
            language,
          ),
          ...(signer.selfDeclared ? [paragraph(fixedLines.selfDeclared[language], "strong")] : []),
        ]),
    ...checksOf("parties", telling),
  ];
}
