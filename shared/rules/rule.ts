import { certificateRules } from "./certificate-rules.ts";
import { encodingRules } from "./encoding-rules.ts";
import { homeRules } from "./home-rules.ts";
import { logRules } from "./log-rules.ts";
import { manifestRules } from "./manifest-rules.ts";
import { signatureRules } from "./signature-rules.ts";
import { zipRules } from "./zip-rules.ts";

const named = {
  ...encodingRules,
  ...certificateRules,
  ...signatureRules,
  ...zipRules,
  ...manifestRules,
  ...logRules,
  ...homeRules,
} as const;

/** What can be wrong with one field of a JSON document of ours; stands behind the path of the field. */
const ofField = {
  "-not-text": { zh: "不是文字", en: "is no text" },
  "-length": { zh: "长度有误", en: "has the wrong length" },
  "-not-object": { zh: "不是对象", en: "is no object" },
  "-missing": { zh: "缺失", en: "is missing" },
  "-form": { zh: "写法有误", en: "is wrongly written" },
  "-not-integer": { zh: "不是整数", en: "is no whole number" },
  "-range": { zh: "超出范围", en: "is out of range" },
  "-unknown": { zh: "的值无法识别", en: "has a value that is not known" },
  "-not-list": { zh: "不是列表", en: "is no list" },
  "-too-many": { zh: "项数过多", en: "has too many items" },
  "-not-base64": { zh: "不是 base64", en: "is not base64" },
  "-repeated": { zh: "有重复", en: "is repeated" },
  "unknown-field": { zh: "有未知的字段", en: "has a field that is not known" },
} as const;

/** What can be wrong with one line of a policy file; stands before the code. */
const ofCode = {
  "code-unknown ": { zh: "没有这一核验项：", en: "there is no such check: " },
  "code-twice ": { zh: "重复列出：", en: "listed twice: " },
  "code-never-optional ": { zh: "不得改为非必需：", en: "may not be made optional: " },
} as const;

/** The name of a rule of ours or of a standard, as it stands in machine data. Each has words for people. */
export type Rule =
  | keyof typeof named
  | `${string}${keyof typeof ofField}`
  | `${keyof typeof ofCode}${string}`;

/** A rule said in words; the name itself where it is none that we know. */
export function ruleText(rule: string, language: "zh" | "en"): string {
  const known = Object.entries(named).find(([name]) => name === rule);
  if (known !== undefined) return known[1][language];
  for (const [start, words] of Object.entries(ofCode))
    if (rule.startsWith(start)) return `${words[language]}${rule.slice(start.length)}`;
  for (const [end, words] of Object.entries(ofField)) {
    if (!rule.endsWith(end)) continue;
    const field = rule.slice(0, -end.length).replace(/[.]$/u, "");
    const document = { zh: "文件", en: "the document" };
    const named = { zh: `“${field}”`, en: `“${field}”` };
    const parts = [(field === "" ? document : named)[language], words[language]];
    return parts.join(language === "zh" ? "" : " ");
  }
  return rule;
}

/** The names that have words of their own. */
export const namedRules: readonly string[] = Object.keys(named);
