import { uiTable } from "./ui-table.ts";

/** The list of evidence and the page of one item. */
export const evidenceWords = uiTable({
  listTitle: { zh: "证据", en: "Evidence" },
  empty: { zh: "还没有证据。", en: "There is no evidence yet." },
  more: { zh: "显示更早的", en: "Show earlier" },
  number: { zh: "存证编号", en: "Evidence number" },
  noNumber: { zh: "封存后产生", en: "given when sealed" },
  title: { zh: "名称", en: "Title" },
  requestedAt: { zh: "受理时间", en: "Requested" },
  memberCount: { zh: "{count} 个成员文件", en: "{count} members" },
  sample: { zh: "样例", en: "sample" },
  removeSample: { zh: "删除样例", en: "Delete the sample" },
  save: { zh: "导出证据包", en: "Export the package" },
  saveVerifier: {
    zh: "同时导出一份核验页（注明由提交方提供）",
    en: "With a copy of the verifier page (marked as the submitter's)",
  },
  saved: { zh: "证据包已导出。", en: "The package was exported." },
  saveFailed: {
    zh: "导出没有成功。证据包仍在保管目录中。",
    en: "The export failed. The package is still in the vault.",
  },
  print: { zh: "打印", en: "Print" },
  facts: { zh: "保管信息", en: "In this vault" },
  kind: { zh: "类型", en: "Kind" },
  fingerprint: { zh: "数字指纹", en: "Fingerprint" },
  matters: { zh: "案件", en: "Matters" },
  purpose: { zh: "取证目的（自称）", en: "Purpose (claimed)" },
  identity: { zh: "签名身份", en: "Signing identity" },
  plan: { zh: "计划", en: "Plan" },
  planText: {
    zh: "{authorities}；至少 {needed} 个时间戳；联盟：{network}",
    en: "{authorities}; at least {needed} time-stamps; network: {network}",
  },
  planNoNetwork: { zh: "无", en: "none" },
  missing: { zh: "未取得", en: "Not obtained" },
  clockOffset: { zh: "本机时钟偏差", en: "Clock offset of this computer" },
  selfCheck: { zh: "自检", en: "Self-check" },
  selfCheckLead: {
    zh: "由本机按自己的信任列表重新核验这个证据包。对方或法院的核验以各自的信任列表为准。",
    en: "This computer verified the package again, against its own trust list. Another verifier's verdict rests on theirs.",
  },
  back: { zh: "返回列表", en: "Back to the list" },
});
