import type { Words } from "./language.ts";

/** Headings and labels of a verdict in text. */
export const reportWords = {
  conclusion: { zh: "核验结论", en: "Verdict" },
  next: { zh: "下一步", en: "Next" },
  basics: { zh: "证据基本信息", en: "Evidence" },
  number: { zh: "存证编号", en: "Number" },
  fingerprint: { zh: "数字指纹", en: "Fingerprint" },
  title: { zh: "标题（自称）", en: "Title (claimed)" },
  kind: { zh: "类型", en: "Kind" },
  purpose: { zh: "目的（自称）", en: "Purpose (claimed)" },
  parties: { zh: "主体", en: "Parties" },
  signer: { zh: "签名人", en: "Signer" },
  issuedBy: { zh: "{name}（证书由 {issuer} 签发）", en: "{name} (certificate issued by {issuer})" },
  members: { zh: "成员文件", en: "Members" },
  moreMembers: { zh: "另有 {count} 个，见 evidence.json", en: "{count} more, see evidence.json" },
  existedBy: { zh: "最迟存在时间", en: "Existed no later than" },
  times: { zh: "时间", en: "Times" },
  gapToStamp: { zh: "采集至时间戳间隔 {span:gap}", en: "capture to time-stamp {span:gap}" },
  gapToRegistration: {
    zh: "时间戳至登记间隔 {span:gap}",
    en: "time-stamp to registration {span:gap}",
  },
  captured: { zh: "采集", en: "captured" },
  sealed: { zh: "封存", en: "sealed" },
  stamped: { zh: "时间戳", en: "time-stamp" },
  registered: { zh: "登记", en: "registered" },
  closed: { zh: "封闭时间戳", en: "closing time-stamp" },
  registration: { zh: "存证与联署", en: "Registration and cosignatures" },
  leaf: {
    zh: "日志 {origin}，第 {index} 条，共 {size} 条",
    en: "log {origin}, leaf {index} of {size}",
  },
  quorum: {
    zh: "{institutions} 家机构中 {cosigners} 家联署，联盟规则要求至少 {needed} 家",
    en: "{cosigners} of {institutions} institutions cosigned, {needed} needed",
  },
  claimedNetwork: {
    zh: "该联盟不在本机信任列表中：以下机构名称和联署是提交方的自称，未经核实。",
    en: "This computer does not trust that network: the institutions and cosignatures below are the submitter's claims.",
  },
  checks: { zh: "核验项", en: "Checks" },
  allChecks: { zh: "核验项（全部 {count} 项）", en: "Checks (all {count})" },
  agree: { zh: "{group}：{count} 项一致", en: "{group}: {count} agree" },
  more: {
    zh: "另有 {count} 项一致（--checks 列出全部）",
    en: "{count} more agree (--checks lists all)",
  },
  whole: { zh: "整个输入", en: "the whole input" },
  shown: { zh: "（不影响结论）", en: " (not required)" },
  inputs: { zh: "共 {count} 件", en: "{count} inputs" },
  practice: { zh: "演练，不具法律效力", en: "practice, no legal force" },
  practiceAmong: {
    zh: "其中有演练，不具法律效力",
    en: "practice among them, which has no legal force",
  },
  comparison: {
    zh: "相互比较（不判断哪一个真实）",
    en: "Compared with each other (never which one is true)",
  },
  limits: { zh: "局限与声明", en: "Limits" },
} as const satisfies Readonly<Record<string, Words>>;
