import { fixedLines } from "../../words/fixed-lines.ts";
import type { Language } from "../../words/language.ts";
import { showGap } from "../../words/moments.ts";
import { actWords, reportLabels } from "../../words/report-labels.ts";
import { reportSentences } from "../../words/report-sections.ts";
import { roleWords, wordFor } from "../../words/terms.ts";
import type { VerdictJson } from "../verdict-json.ts";
import { pointBlock } from "./review-point.ts";
import type { Block } from "./report-document.ts";
import {
  attestedText,
  checksOf,
  facts,
  paragraph,
  say,
  table,
  type Telling,
  timeText,
} from "./told.ts";

/** 存证与联署: the log, and the institutions m of n by role. */
export function registration(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { receipt } = verdict.facts;
  const point = pointBlock("neutral", verdict, language);
  if (receipt === null)
    return [
      point,
      paragraph(say(reportSentences.noReceipt, language)),
      ...checksOf("registration", telling),
    ];
  const { cosignatures } = receipt;
  return [
    point,
    facts(
      [
        [reportLabels.log, receipt.origin],
        [
          reportLabels.place,
          say(reportLabels.placeValue, language, { index: receipt.index + 1, size: receipt.size }),
        ],
        [
          reportLabels.quorum,
          say(reportLabels.quorumValue, language, {
            institutions: receipt.institutions,
            cosigners: cosignatures.length,
            needed: receipt.needed,
          }),
        ],
        [reportLabels.byRole, byRole(receipt.roles, language)],
        [reportLabels.existedBy, attestedText(receipt.existedBy, receipt.standing, language)],
      ],
      language,
    ),
    ...table(
      "",
      [
        [reportLabels.institution, 0.4],
        [reportLabels.role, 0.2],
        [reportLabels.time, 0.4],
      ],
      cosignatures.map(({ institution, role, time: at }) => [
        institution,
        wordFor(roleWords, role, language),
        timeText(at, language),
      ]),
      language,
    ),
    paragraph(fixedLines.cosignature[language], "note"),
    paragraph(say(reportSentences.claimedNames, language), "note"),
    ...checksOf("registration", telling),
  ];
}

/** m of n for each role that the network has, also where none of it cosigned. */
function byRole(
  roles: NonNullable<VerdictJson["facts"]["receipt"]>["roles"],
  language: Language,
): string {
  return roles
    .map(({ role, cosigned, institutions }) =>
      say(reportLabels.ofRole, language, {
        role: wordFor(roleWords, role, language),
        cosigned,
        institutions,
      }),
    )
    .join(language === "zh" ? "，" : ", ");
}

/** 保管链: each act that was recorded. */
export function custody(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const acts = verdict.facts.custody;
  return [
    pointBlock("kept", verdict, language),
    ...(acts.length === 0 ? [paragraph(say(reportSentences.noCustody, language))] : []),
    ...table(
      say(reportLabels.custody, language, { count: acts.length }),
      [
        [reportLabels.act, 0.24],
        [reportLabels.actor, 0.24],
        [reportLabels.time, 0.32],
        [reportLabels.file, 0.2],
      ],
      acts.map(({ n, act, actor, time: at, file }) => [
        `${String(n)}. ${wordFor(actWords, act, language)}`,
        actor ?? say(reportLabels.softwareItself, language),
        timeText(at, language),
        file,
      ]),
      language,
    ),
    ...(acts.length === 0
      ? []
      : [paragraph(say(reportSentences.actsUnrecorded, language), "note")]),
    ...checksOf("custody", telling),
  ];
}

/** 上链前真实性说明: shown, never passed. */
export function before(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { environment: known, gaps, timeline } = verdict.facts;
  const captured = timeline.find(({ event }) => event === "captured")?.time;
  const at = known?.clock.capturedAt ?? captured;
  const span = gaps.captureToStamp;
  return [
    pointBlock("before", verdict, language),
    paragraph(say(reportSentences.shownOnly, language), "strong"),
    facts(
      [
        [reportLabels.capturedAt, at === undefined ? null : timeText(at, language)],
        [reportLabels.gapToStamp, span === null ? null : showGap(span, language)],
      ],
      language,
    ),
    paragraph(say(reportSentences.askFor, language)),
    ...checksOf("before", telling),
  ];
}
