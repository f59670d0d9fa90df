import { parseTime } from "../../bytes/civil-time.ts";
import { fixedLines } from "../../words/fixed-lines.ts";
import type { Language } from "../../words/language.ts";
import { showGap, showSpan } from "../../words/moments.ts";
import { shownNames } from "../../words/name-list.ts";
import { reportLabels, viaWords } from "../../words/report-labels.ts";
import { reportSentences } from "../../words/report-sections.ts";
import { reportWords } from "../../words/report-words.ts";
import { wordFor } from "../../words/terms.ts";
import { timeStateText } from "../../words/time-states.ts";
import type { VerdictJson } from "../verdict-json.ts";
import { fileNameOf } from "./repeat-commands.ts";
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

/** 环境与方法: what the package says of the means of capture; all of it claimed. */
export function environment(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { environment: known } = verdict.facts;
  const points = [
    pointBlock("environment", verdict, language),
    pointBlock("repeatable", verdict, language),
  ];
  if (known === null) return [...points, paragraph(say(reportSentences.noEnvironment, language))];
  const { software, device, via, clock } = known;
  const unknown = say(reportLabels.unknown, language);
  return [
    ...points,
    facts(
      [
        [reportLabels.software, `${software.name} ${software.version}`],
        [reportLabels.softwareDigest, software.digest ?? unknown, "exact"],
        [reportLabels.system, device.os],
        [reportLabels.device, device.id, "exact"],
        [reportLabels.via, wordFor(viaWords, via, language)],
        [reportLabels.clock, clock.source],
        [reportLabels.offset, clock.offset === null ? unknown : showSpan(clock.offset, language)],
        [reportLabels.cleanliness, say(reportSentences.noCleanliness, language)],
      ],
      language,
    ),
    ...checksOf("environment", telling),
  ];
}

/** 完整性: every member with its digest, none left out. */
export function integrity(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { members, editions } = verdict.facts;
  return [
    pointBlock("complete", verdict, language),
    ...(members.length === 0 ? [paragraph(say(reportSentences.noMembers, language))] : []),
    ...table(
      say(reportLabels.members, language, { count: members.length }),
      [
        [reportLabels.path, 0.36],
        [reportLabels.size, 0.12],
        [reportLabels.sha256, 0.52, "exact"],
      ],
      members.map(({ path, originalName, size, sha256, type }) => [
        originalName === "" || path.endsWith(originalName) ? path : `${path} (${originalName})`,
        type === "file" ? String(size) : type,
        sha256 ?? "—",
      ]),
      language,
    ),
    ...table(
      say(reportLabels.editions, language),
      [
        [reportLabels.editions, 0.12],
        [reportLabels.file, 0.44],
        [reportLabels.closedAt, 0.44],
      ],
      editions.map(({ n, file, closedAt }) => [
        String(n),
        file,
        closedAt === null ? "—" : timeText(closedAt, language),
      ]),
      language,
    ),
    ...checksOf("integrity", telling),
  ];
}

/** 时间: what was claimed and what others proved, with the gaps, and the chains it rests on. */
export function time(telling: Telling): readonly Block[] {
  const { verdict, language } = telling;
  const { timestamps, evidenceRecords, timeline, signer } = verdict.facts;
  const named = nameOfPart(verdict);
  return [
    pointBlock("when", verdict, language),
    ...(timeline.length + timestamps.length + evidenceRecords.length === 0
      ? [paragraph(say(reportSentences.noTimes, language))]
      : []),
    ...timelineTable(verdict, language),
    gapFacts(verdict, language),
    ...stampTables(verdict, language),
    ...table(
      say(reportLabels.records, language),
      [
        [reportLabels.file, 0.32],
        [reportLabels.chains, 0.1],
        [reportLabels.tokens, 0.1],
        [reportLabels.digests, 0.16],
        [reportLabels.existedBy, 0.32],
      ],
      evidenceRecords.map(({ file, chains, tokens, digests, existedBy, standing }) => [
        named(file),
        String(chains),
        String(tokens),
        shownNames(digests, language),
        attestedText(existedBy, standing, language),
      ]),
      language,
    ),
    ...timestamps.flatMap(({ file, chain }) => chainTable(named(file), chain, language)),
    ...(signer === null
      ? []
      : chainTable(`${reportWords.signer[language]} ${signer.name}`, signer.chain, language)),
    ...checksOf("time", telling),
  ];
}

function timelineTable({ facts: { timeline } }: VerdictJson, language: Language) {
  return table(
    say(reportLabels.timeline, language),
    [
      [reportLabels.event, 0.12],
      [reportLabels.time, 0.28],
      [reportLabels.proof, 0.26],
      [reportLabels.by, 0.2],
      [reportLabels.gap, 0.14],
    ],
    timeline.map(({ event, time: at, standing, by }, index) => [
      reportWords[event][language],
      timeText(at, language),
      timeStateText(standing.state, standing.code, language),
      by,
      gapSince(timeline[index - 1]?.time, at, language),
    ]),
    language,
  );
}

function gapSince(before: string | undefined, at: string, language: Language): string {
  const from = parseTime(before ?? "");
  const to = parseTime(at);
  return from === undefined || to === undefined ? "—" : showGap(to - from, language);
}

function gapFacts({ facts: { gaps } }: VerdictJson, language: Language): Block {
  const span = (ms: number | null) => (ms === null ? null : showGap(ms, language));
  return facts(
    [
      [reportLabels.gapToStamp, span(gaps.captureToStamp)],
      [reportLabels.gapToRegistration, span(gaps.stampToRegistration)],
    ],
    language,
  );
}

type Stamp = VerdictJson["facts"]["timestamps"][number];

/** What has no name of its own, as a bare token, goes by that of the file. */
function nameOfPart({ path }: VerdictJson): (file: string) => string {
  return (file) => (file === "" ? fileNameOf(path) : file);
}

function stampTables(verdict: VerdictJson, language: Language) {
  const named = nameOfPart(verdict);
  const yesNo = (token: Stamp) =>
    token.practice ? fixedLines.practice[language] : token.trusted ? "✓" : "✗";
  return table(
    say(reportLabels.stamps, language),
    [
      [reportLabels.file, 0.22],
      [reportLabels.time, 0.22],
      [reportLabels.authority, 0.2],
      [reportLabels.trusted, 0.1],
      [reportLabels.algorithms, 0.26],
    ],
    verdict.facts.timestamps.map((token) => [
      token.closing ? `${token.file} (${say(reportLabels.closing, language)})` : named(token.file),
      attestedText(token.time, token.standing, language),
      token.authority,
      yesNo(token),
      stampDetails(token, language),
    ]),
    language,
  );
}

function stampDetails(token: Stamp, language: Language): string {
  const { algorithms, accuracyMs, policy, revocationKnownAt } = token;
  const accuracy =
    accuracyMs === null
      ? say(reportLabels.unknown, language)
      : say(reportLabels.ms, language, { ms: accuracyMs });
  const bits = algorithms?.keyBits ?? null;
  return [
    ...(algorithms === null
      ? []
      : [
          `${algorithms.digest}${language === "zh" ? "、" : ", "}${algorithms.signature}${bits === null ? "" : ` ${String(bits)}`}`,
        ]),
    `${say(reportLabels.accuracy, language)} ${accuracy}`,
    `${say(reportLabels.policy, language)} ${policy}`,
    ...(revocationKnownAt === null
      ? []
      : [`${say(reportLabels.revocation, language)} ${timeText(revocationKnownAt, language)}`]),
  ].join(language === "zh" ? "；" : "; ");
}

function chainTable(file: string, chain: Stamp["chain"], language: Language): readonly Block[] {
  const anchored = chain.some(({ anchor }) => anchor);
  return table(
    say(reportLabels.chain, language, { file }),
    [
      [reportLabels.subject, 0.28],
      [reportLabels.validityUtc, 0.2],
      [reportLabels.sha256, 0.34, "exact"],
      [reportLabels.source, 0.18],
    ],
    chain.map((link) => [
      `${link.subject}${link.anchor ? reportLabels.anchor[language] : ""}`,
      `${day(link.notBefore)} – ${day(link.notAfter)}`,
      link.sha256,
      link.source === ""
        ? say(anchored ? reportLabels.withFile : reportLabels.notTrusted, language)
        : link.source,
    ]),
    language,
  );
}

function day(time: string): string {
  return time.slice(0, 10);
}
