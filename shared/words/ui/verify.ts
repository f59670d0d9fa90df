import { uiTable } from "./ui-table.ts";

/** Verifying what somebody else made. */
export const verifyWords = uiTable({
  title: { zh: "核验证据包", en: "Verify a package" },
  lead: {
    zh: "放入证据包、其他软件的 ASiC 容器、时间戳、存证回执或证据记录；也可以同时放入手头的文件，看它是不是其中的成员、或时间戳所指的文件。核验在本机完成，不联网也能得出结论。",
    en: "Put in a package, an ASiC container of other software, a time-stamp, a receipt or an evidence record. Add a loose file beside it to see whether it is a member, or what the time-stamp is about. All of it happens on this computer; no network is needed for a verdict.",
  },
  drop: {
    zh: "把要核验的文件（和要比对的文件）拖到这里",
    en: "Drop what is to be verified here, with files to compare",
  },
  running: { zh: "正在核验……", en: "Verifying…" },
  result: { zh: "“{name}”的核验结论", en: "Verdict on “{name}”" },
  overview: { zh: "共 {count} 份，结论一览", en: "{count} verdicts" },
  overviewCount: { zh: "{outcome} {count} 份", en: "{outcome}: {count}" },
  unfold: { zh: "展开全部核验项与详情", en: "Show every check and the details" },
  clock: { zh: "核验时刻", en: "Moment of verification" },
  clockIs: { zh: "核验时刻：{moment}", en: "Moment: {moment}" },
  clockNow: { zh: "现在（本机时钟）", en: "now (this computer's clock)" },
  clockField: {
    zh: "核验时刻（北京时间）；留空即为现在",
    en: "Moment of verification (UTC+8); empty means now",
  },
  clockLead: {
    zh: "结论按此刻判断：证书、吊销与算法以此为准。",
    en: "The verdict is as of this moment: certificates, revocation and algorithms are judged by it.",
  },
  policy: { zh: "核验规则", en: "Policy" },
  policyIs: { zh: "核验规则：{name}", en: "Policy: {name}" },
  policyDefault: { zh: "默认规则", en: "the default policy" },
  policyLead: {
    zh: "规则文件可以要求更多核验项，也可以让少数未决项不影响结论；不一致的项不能豁免。请使用本机构自己的规则文件，不要使用提交方给的。",
    en: "A policy file may demand more checks, and may let a few open ones not bear on the verdict; what speaks against an input cannot be waived. Use your own institution's file, never the party's.",
  },
  policyPick: { zh: "选择规则文件", en: "Choose a policy file" },
  policyReset: { zh: "用回默认规则", en: "Back to the default policy" },
  policyRefused: {
    zh: "“{name}”不能用作核验规则（{rule:cause}）。规则没有改变。",
    en: "“{name}” cannot be used as a policy ({rule:cause}). The policy has not changed.",
  },
  terms: { zh: "核验依据", en: "Judged by" },
  termsTrust: {
    zh: "信任列表：本机，见“信任与身份”",
    en: "Trust list: this computer's, under Trust & identity",
  },
  report: { zh: "核验报告", en: "Report" },
  reportLead: {
    zh: "按法院审查的顺序写成，写明查了什么、何人可以复核、不能说明什么。",
    en: "In the order in which a court reviews: what was checked, who can repeat it, and what it cannot show.",
  },
  reportLanguage: { zh: "报告语言", en: "Language of the report" },
  reportAs: { zh: "下载报告（{form}）", en: "Download the report ({form})" },
  reportRunning: { zh: "正在生成报告……", en: "Writing the report…" },
  reportCancelled: { zh: "已取消，没有生成报告。", en: "Cancelled; no report was written." },
  reportKept: { zh: "报告已生成：{name}", en: "The report was written: {name}" },
  another: { zh: "核验其他文件", en: "Verify something else" },
  stays: {
    zh: "放入的文件不会离开本机，也不会被保存。",
    en: "What you put in stays on this computer and is not kept.",
  },
});
