import { uiTable } from "./ui-table.ts";

/** The single-file verifier page. */
export const verifierWords = uiTable({
  product: { zh: "存真 核验页", en: "Cunzhen verifier" },
  title: { zh: "核验电子证据", en: "Verify electronic evidence" },
  lead: {
    zh: "放入证据包、其他软件的 ASiC 容器、时间戳、存证回执或证据记录；也可以同时放入手头的文件，看它是不是其中的成员、或时间戳所指的文件。",
    en: "Put in a package, an ASiC container of other software, a time-stamp, a receipt or an evidence record. Add a loose file beside it to see whether it is a member, or what the time-stamp is about.",
  },
  drop: { zh: "把要核验的文件拖到这里", en: "Drop what is to be verified here" },
  dropNow: { zh: "松开即可", en: "Let go" },
  pick: { zh: "选择文件", en: "Choose files" },
  privacy: {
    zh: "文件不离开本机，也不会被保存。本页不联网，断网也能得出结论。",
    en: "Files stay on this computer and are not kept. This page uses no network; a verdict needs none.",
  },
  given: { zh: "已放入", en: "Put in" },
  remove: { zh: "移除“{name}”", en: "Remove “{name}”" },
  clear: { zh: "全部移除", en: "Remove all" },
  running: {
    zh: "正在核验：{done}，共 {total}（{percent}%）",
    en: "Verifying: {done} of {total} ({percent}%)",
  },
  starting: { zh: "正在读取……", en: "Reading…" },
  cancelled: { zh: "已取消核验。", en: "Verification was cancelled." },
  broken: {
    zh: "本页出了错，没有得出结论。请换一台机器或浏览器再试。",
    en: "This page failed and gave no verdict. Try another computer or browser.",
  },
  again: { zh: "重新核验", en: "Verify again" },
  announced: { zh: "{name}：{outcome}", en: "{name}: {outcome}" },
  trust: { zh: "信任列表", en: "Trust list" },
  trustNone: {
    zh: "还没有信任任何机构：能核验内容是否被改动，但时间与联署将无法得出结论。",
    en: "Nobody is trusted yet: changes will be found, but times and cosignatures stay indeterminate.",
  },
  trustLead: {
    zh: "放入根证书（.pem、.crt、.cer）、吊销列表（.crl）或联盟描述（.json）。请从机构的官方渠道（不要从提交方）取得，核对摘要后予以信任。仅在本页有效，关闭即失效。",
    en: "Put in root certificates (.pem, .crt, .cer), revocation lists (.crl) or network descriptors (.json). Get them from the institution's own channel, never from the party, and compare the digest before you trust them. They hold for this page only, until it is closed.",
  },
  trustPick: { zh: "选择信任文件", en: "Choose trust files" },
  trustCount: { zh: "已信任 {count} 项", en: "{count} trusted" },
  trustWaiting: { zh: "{count} 项待核对", en: "{count} to compare" },
  trustRefused: {
    zh: "“{name}”不是可以信任的文件（{rule:cause}）。",
    en: "“{name}” is nothing that can be trusted ({rule:cause}).",
  },
  reports: { zh: "报告", en: "Report" },
  reportHtml: { zh: "下载报告（HTML）", en: "Download the report (HTML)" },
  reportJson: { zh: "下载报告（JSON）", en: "Download the report (JSON)" },
  resultJson: { zh: "下载核验结果（JSON）", en: "Download the result (JSON)" },
  print: { zh: "打印", en: "Print" },
  lookUp: { zh: "比对摘要", en: "Compare a digest" },
  lookUpField: { zh: "粘贴 SHA-256 或 SM3", en: "Paste a SHA-256 or SM3" },
  lookUpFound: { zh: "是成员“{name}”（{where}）。", en: "It is member “{name}” of {where}." },
  lookUpNone: {
    zh: "不是任何已核验证据包的成员。",
    en: "It is no member of any package verified here.",
  },
  lookUpMalformed: { zh: "应为 64 位十六进制数。", en: "It should be 64 hex digits." },
  program: {
    zh: "版本 {version}，程序 SHA-256 {digest}",
    en: "Version {version}, program SHA-256 {digest}",
  },
});
