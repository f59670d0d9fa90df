import type { Rule } from "../rules/rule.ts";
import { ruleText } from "../rules/rule.ts";
import type { Language, Words } from "./language.ts";
import { actWords } from "./report-labels.ts";

/** Reasons of a revocation (RFC 5280 5.3.1); "-" where none is given. */
const reasonWords = {
  unspecified: { zh: "未说明原因", en: "no particular reason" },
  keyCompromise: { zh: "私钥泄露", en: "its key was compromised" },
  cACompromise: { zh: "签发机构私钥泄露", en: "the issuer's key was compromised" },
  affiliationChanged: { zh: "隶属关系变更", en: "its holder's affiliation changed" },
  superseded: { zh: "已被新证书取代", en: "it was superseded" },
  cessationOfOperation: { zh: "停止使用", en: "it went out of use" },
  certificateHold: { zh: "暂时冻结", en: "it is on hold" },
  removeFromCRL: { zh: "已解除冻结", en: "its hold was lifted" },
  privilegeWithdrawn: { zh: "权限被撤回", en: "its privilege was withdrawn" },
  aACompromise: { zh: "属性机构私钥泄露", en: "the attribute authority's key was compromised" },
  "-": { zh: "没有写明原因", en: "no reason given" },
} as const satisfies Readonly<Record<string, Words>>;

/** How one item is tied to another. */
export const relationWords = {
  "capture-of": { zh: "是其采集结果", en: "is a capture of it" },
  "derived-from": { zh: "由其派生", en: "is derived from it" },
  "version-of": { zh: "是其另一版本", en: "is a version of it" },
  supersedes: { zh: "取代之", en: "supersedes it" },
  "redaction-of": { zh: "是其遮盖版本", en: "is a redaction of it" },
  "part-of": { zh: "是其一部分", en: "is part of it" },
  "attachment-of": { zh: "是其附件", en: "is attached to it" },
} as const satisfies Readonly<Record<string, Words>>;

/** What of a log's entry may disagree. */
const leafWords = {
  fingerprint: { zh: "数字指纹不同", en: "another fingerprint" },
  submission: { zh: "登记提交不同", en: "another submission" },
  extra: { zh: "附带的条目不同", en: "another entry in the receipt" },
} as const satisfies Readonly<Record<string, Words>>;

/** Parts of a token or a signature that are not signed, or that nothing here judges. */
export const partWords = {
  certificates: { zh: "所附证书", en: "the certificates beside it" },
  crls: { zh: "所附吊销信息", en: "the revocation data beside it" },
  digestAlgorithms: { zh: "摘要算法列表", en: "the list of digest algorithms" },
  versions: { zh: "版本号", en: "version numbers" },
  unsignedAttrs: { zh: "未签名属性", en: "unsigned attributes" },
  "archive-time-stamp": { zh: "归档时间戳", en: "archive time-stamp" },
  "archive-time-stamp-v2": { zh: "归档时间戳（第 2 版）", en: "archive time-stamp (version 2)" },
  "signature-time-stamp": {
    zh: "超出数量的签名时间戳",
    en: "signature time-stamps beyond the number that is judged",
  },
  "archive-time-stamp-v3": { zh: "归档时间戳（第 3 版）", en: "archive time-stamp (version 3)" },
  "long-term-validation": { zh: "长期验证数据", en: "long-term validation data" },
  "CAdES-C-time-stamp": { zh: "CAdES-C 时间戳", en: "CAdES-C time-stamp" },
  "time-stamped-certs-crls-references": {
    zh: "证书与吊销信息引用的时间戳",
    en: "time-stamp over references to certificates and revocation data",
  },
  "counter-signature": { zh: "副署签名", en: "counter-signature" },
} as const satisfies Readonly<Record<string, Words>>;

/** What an authority says of a request (RFC 3161 2.4.2). */
const statusWords = {
  granted: { zh: "已签发", en: "granted" },
  grantedWithMods: { zh: "已签发，但有改动", en: "granted with changes" },
  rejection: { zh: "拒绝", en: "rejected" },
  waiting: { zh: "等待处理", en: "waiting" },
  revocationWarning: { zh: "即将吊销", en: "about to be revoked" },
  revocationNotification: { zh: "已吊销", en: "revoked" },
} as const satisfies Readonly<Record<string, Words>>;

/** What the verifier was at. */
const stepWords = {
  recognise: { zh: "识别文件类型", en: "recognising the file" },
  container: { zh: "读取容器", en: "reading the container" },
  evidence: { zh: "读取证据说明", en: "reading the evidence descriptor" },
  proofs: { zh: "核验签名、时间戳与回执", en: "judging signatures, time-stamps and receipts" },
  bundles: { zh: "核对内层压缩包", en: "comparing inner archives" },
  files: { zh: "核对另附的文件", en: "comparing the files beside it" },
  package: { zh: "核验证据包", en: "judging the package" },
  nothing: { zh: "读取容器", en: "reading the container" },
  "timestamp-token": { zh: "核验时间戳", en: "judging the time-stamp" },
  "timestamp-response": { zh: "核验时间戳响应", en: "judging the time-stamp response" },
  "tlog-proof": { zh: "核验存证回执", en: "judging the receipt" },
  "evidence-record": { zh: "核验证据记录", en: "judging the evidence record" },
  thread: { zh: "运行核验线程", en: "running a thread of it" },
  comparison: { zh: "比较多份材料", en: "comparing the inputs" },
} as const satisfies Readonly<Record<string, Words>>;

const tables = {
  act: actWords,
  reason: reasonWords,
  relation: relationWords,
  leaf: leafWords,
  part: partWords,
  status: statusWords,
  step: stepWords,
} as const;
type Tables = typeof tables;

/** Identifiers of one kind, several of them parted by ", ". */
type Listed<Name extends string> = Name | `${Name}, ${string}`;

/**
 * The kinds of slot that take an identifier of machine data and show its words. A value without words does not
 * compile; `cause` alone takes any text, since it may be the word of an operating system.
 */
export type IdentifierSlots = {
  readonly [Kind in keyof Tables]: Listed<keyof Tables[Kind] & string>;
} & { readonly rule: Listed<Rule>; readonly cause: string };

/** Identifiers said in words; one that has none stands as it is. */
export function identifierText(
  kind: string,
  value: string,
  language: Language,
): string | undefined {
  const word = wordOf(kind, language);
  if (word === undefined) return undefined;
  return value
    .split(", ")
    .map(word)
    .join(language === "zh" ? "、" : ", ");
}

function wordOf(kind: string, language: Language): ((name: string) => string) | undefined {
  if (kind === "rule" || kind === "cause") return (name) => ruleText(name, language);
  const words = Object.entries(tables).find(([name]) => name === kind)?.[1];
  if (words === undefined) return undefined;
  return (name) =>
    Object.entries<Words>(words).find(([known]) => known === name)?.[1][language] ?? name;
}

/** Several identifiers of one kind as one value. */
export function listed<Name extends string>(names: readonly [Name, ...Name[]]): Listed<Name> {
  const [first, ...others] = names;
  return others.length === 0 ? first : `${first}, ${others.join(", ")}`;
}
