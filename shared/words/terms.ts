import type { Words } from "./language.ts";

/** The words of Cunzhen and no synonyms: code, pages, reports and documents use these. */
export const terms = {
  matter: { zh: "案件", en: "matter" },
  evidence: { zh: "证据", en: "evidence" },
  evidenceNumber: { zh: "存证编号", en: "evidence number" },
  member: { zh: "成员文件", en: "member" },
  party: { zh: "主体", en: "party" },
  custodyLog: { zh: "保管链", en: "custody log" },
  fingerprint: { zh: "数字指纹", en: "fingerprint" },
  edition: { zh: "版次", en: "edition" },
  timestampToken: { zh: "时间戳", en: "time-stamp token" },
  trustedTimestamp: { zh: "可信时间戳", en: "trusted time-stamp" },
  log: { zh: "存证日志", en: "log" },
  checkpoint: { zh: "检查点", en: "checkpoint" },
  cosignature: { zh: "联署", en: "cosignature" },
  receipt: { zh: "存证回执", en: "receipt" },
  institution: { zh: "机构", en: "institution" },
  role: { zh: "角色", en: "role" },
  networkDescriptor: { zh: "联盟描述", en: "network descriptor" },
  policy: { zh: "法定人数规则", en: "policy" },
  package: { zh: "证据包", en: "package" },
  handOver: { zh: "移交", en: "hand-over" },
  verdict: { zh: "核验结论", en: "verdict" },
  check: { zh: "核验项", en: "check" },
  practice: { zh: "演练", en: "practice" },
} as const satisfies Readonly<Record<string, Words>>;

/** What an institution is in a network. */
export const roleWords = {
  court: { zh: "法院", en: "court" },
  notary: { zh: "公证机构", en: "notary office" },
  arbitration: { zh: "仲裁机构", en: "arbitration commission" },
  forensic: { zh: "司法鉴定机构", en: "forensic centre" },
  supervisor: { zh: "监督机构", en: "supervisor" },
} as const satisfies Readonly<Record<string, Words>>;

export const kindWords = {
  file: { zh: "文件", en: "file" },
  folder: { zh: "文件夹", en: "folder" },
  web: { zh: "网页", en: "web page" },
  contract: { zh: "合同", en: "contract" },
  work: { zh: "作品", en: "work" },
} as const satisfies Readonly<Record<string, Words>>;

/** The states of the main job. `verified` is a self-check: 核验通过 belongs to a verifier's verdict. */
export const stateWords = {
  requested: { zh: "已提交", en: "requested" },
  captured: { zh: "已取证", en: "captured" },
  sealed: { zh: "已封存", en: "sealed" },
  stamped: { zh: "已加盖时间戳", en: "stamped" },
  registered: { zh: "已登记", en: "registered" },
  closed: { zh: "已封闭", en: "closed" },
  packaged: { zh: "已打包", en: "packaged" },
  verified: { zh: "已自检", en: "self-checked" },
} as const satisfies Readonly<Record<string, Words>>;

export const partyRoleWords = {
  operator: { zh: "操作人", en: "operator" },
  rightsholder: { zh: "权利人", en: "rightsholder" },
  author: { zh: "作者", en: "author" },
  producer: { zh: "制作人", en: "producer" },
  witness: { zh: "见证人", en: "witness" },
  signer: { zh: "签署人", en: "signer" },
} as const satisfies Readonly<Record<string, Words>>;

export const assuranceWords = {
  "self-declared": { zh: "自称，未经核实", en: "self-declared" },
  certificate: { zh: "数字证书", en: "by certificate" },
  "confirmed-by": { zh: "经他人确认", en: "confirmed by another" },
} as const satisfies Readonly<Record<string, Words>>;

/** The word for a value that came from outside: the value itself where there is none. */
export function wordFor(
  words: Readonly<Record<string, Words>>,
  value: string,
  language: keyof Words,
): string {
  return Object.hasOwn(words, value) ? (words[value]?.[language] ?? value) : value;
}
