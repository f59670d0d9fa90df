import { toBase64 } from "../../bytes/base64.ts";
import { toUtf8 } from "../../bytes/utf8.ts";
import { digestOf } from "../../digest/digest.ts";
import { labelled, type Language } from "../../words/language.ts";
import { outcomeWords } from "../../words/outcome.ts";
import { reportLabels } from "../../words/report-labels.ts";
import { reportSentences } from "../../words/report-sections.ts";
import { marks } from "../check-lines.ts";
import { qrMatrix } from "./qr-matrix.ts";
import type { Block, ReportDocument, ReportedCheck, ReportPart } from "./report-document.ts";
import { reportStyle } from "./report-style.ts";
import { say } from "./told.ts";

/**
 * The report as one HTML page that loads nothing and runs nothing: its policy allows its own style sheet by digest
 * and refuses all else. The same document gives the same text.
 */
export function reportHtml(report: ReportDocument): string {
  const { language, title, watermark, running } = report;
  const digest = toBase64(digestOf("sha256", toUtf8(reportStyle)));
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const mark = watermark === "" ? "" : `<p class="watermark">${text(watermark)}</p>`;
  const parts = report.parts.map((part, index) => partHtml(part, index, report));
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${text(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Cunzhen">
<title>${text(`${title} ${running}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${text(title)}</h1>
<p class="soft">${text(running)}</p>
${mark}
</header>
<main>
${report.front.map((block) => blockHtml(block, language)).join("\n")}
${parts.join("\n")}
</main>
<footer>${mark}<p class="note">${text(say(reportSentences.notLegalAdvice, language))}</p></footer>
</body>
</html>
`;
}

function partHtml(part: ReportPart, index: number, report: ReportDocument): string {
  const { language } = report;
  const id = (section: string) => `p${String(index + 1)}-${section}`;
  const heading =
    report.parts.length > 1
      ? `<h2>${text(`${String(index + 1)}. ${part.heading}`)}</h2>`
      : `<h2>${text(part.number ?? part.heading)}</h2>`;
  const contents = part.sections
    .map((section) => `<li><a href="#${id(section.id)}">${text(section.heading)}</a></li>`)
    .join("");
  const label = text(say(reportLabels.contents, language));
  const nav = `<nav aria-label="${label}"><ul>${contents}</ul></nav>`;
  // The verdict comes first, even before the way to the other sections.
  const sections = part.sections.map((section, at) => {
    const [first = "", ...rest] = section.blocks.map((block) => blockHtml(block, language));
    return `<section id="${id(section.id)}">
<h3>${text(section.heading)}</h3>
${[first, ...(at === 0 ? [nav] : []), ...rest].join("\n")}
</section>`;
  });
  return `${heading}
${sections.join("\n")}`;
}

function blockHtml(block: Block, language: Language): string {
  switch (block.kind) {
    case "heading":
      return `<h4>${text(block.text)}</h4>`;
    case "paragraph":
      return `<p class="${block.tone}">${text(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join("")}</ul>`;
    case "verdict":
      return `<div class="verdict ${block.outcome}${block.practice && block.outcome === "passed" ? " practised" : ""}">
<p class="outcome">${marks[block.outcome]} ${text(block.word)}</p>
<p>${text(block.sentence)}</p>${block.next === "" ? "" : `<p>${nextHtml(block.next, language)}</p>`}
</div>`;
    case "facts":
      return `<dl>${block.rows
        .map(
          ({ label, value, exact }) =>
            `<dt>${text(label)}</dt><dd${exact === true ? ' class="exact"' : ""}>${text(value)}</dd>`,
        )
        .join("")}</dl>`;
    case "table":
      return tableHtml(block);
    case "point":
      return pointHtml(block, language);
    case "checks":
      return `<h4>${text(block.caption)}</h4>
<ul class="checks">${block.checks.map((check) => checkHtml(check, language)).join("")}</ul>`;
    case "commands":
      return `<h4>${text(block.title)}</h4>
<pre tabindex="0"><code>${text(block.text)}</code></pre>${
        block.shows === ""
          ? ""
          : `<p class="soft">${text(labelled(say(reportLabels.expected, language), "", language))}<code>${text(block.shows)}</code></p>`
      }`;
    case "literal":
      return `<h4>${text(block.title)}</h4>
<pre tabindex="0">${text(block.text)}</pre>`;
    case "request":
      return `<h4>${text(say(reportLabels.to, language, { to: block.to }))}</h4>
${block.texts
  .map((letter) => `<pre tabindex="0" lang="${letter.language}">${text(letter.text)}</pre>`)
  .join("\n")}`;
    case "qr":
      return qrHtml(block.text, block.caption);
  }
}

function nextHtml(next: string, language: Language): string {
  return `→ ${text(labelled(say(reportLabels.next, language), next, language))}`;
}

function checkHtml(check: ReportedCheck, language: Language): string {
  const { code, outcome, required, subject, sentence, cause, next, clause, repeat } = check;
  const name = `${marks[outcome]} ${outcomeWords[outcome].name[language]}`;
  const aside = [
    ...(required ? [] : [say(reportLabels.optional, language)]),
    ...(clause === "" ? [] : [clause]),
    ...(repeat === "" ? [] : [labelled(say(reportLabels.repeat, language), repeat, language)]),
  ].join(" · ");
  return `<li><span class="outcome ${outcome}">${text(name)}</span> <code>${text(code)}</code>${
    subject === "" ? "" : ` <span class="exact">${text(subject)}</span>`
  }<br>${text(sentence)}${
    cause === ""
      ? ""
      : `<br><span class="soft">${text(labelled(say(reportLabels.cause, language), cause, language))}</span>`
  }${next === "" ? "" : `<br>${nextHtml(next, language)}`}<br><span class="soft">${text(aside)}</span></li>`;
}

function tableHtml({ caption, columns, rows }: Extract<Block, { kind: "table" }>): string {
  const head = columns.map(({ heading }) => `<th scope="col">${text(heading)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => {
      const exact = columns[index]?.exact === true ? ' class="exact"' : "";
      return `<td${exact}>${text(cell)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const title = caption === "" ? "" : `<caption>${text(caption)}</caption>`;
  return `<table>${title}<thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table>`;
}

const standingMarks = {
  agrees: "[+]",
  contradicted: "[x]",
  open: "[?]",
  shown: "[i]",
  absent: "[-]",
} as const;

function pointHtml(block: Extract<Block, { kind: "point" }>, language: Language): string {
  const rows = [
    [reportLabels.provisions, block.provisions],
    [reportLabels.answer, block.answer],
    [reportLabels.checked, block.checked],
    [reportLabels.cannotShow, block.cannotShow],
  ] as const;
  return `<div class="point"><h4>${text(block.name)} · ${standingMarks[block.standing]} ${text(block.standingWord)}</h4>
<dl>${rows.map(([label, value]) => `<dt>${text(label[language])}</dt><dd>${text(value)}</dd>`).join("")}</dl></div>`;
}

function qrHtml(content: string, caption: string): string {
  const matrix = qrMatrix(content);
  const size = matrix.length + 8;
  const path = matrix.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${String(x + 4)} ${String(y + 4)}h1v1h-1z`] : [])),
  );
  return `<figure class="qr"><svg viewBox="0 0 ${String(size)} ${String(size)}" role="img" aria-label="${text(caption)}"><path d="${path.join("")}" fill="#000"/></svg><figcaption>${text(caption)}</figcaption></figure>`;
}

/** Text for HTML content and quoted attributes. */
function text(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
