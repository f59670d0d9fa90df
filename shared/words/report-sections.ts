import type { Words } from "./language.ts";

/** Headings of the sections, in the order in which a court reads. */
export const reportHeadings = {
  conclusion: { zh: "核验结论", en: "Verdict" },
  basics: { zh: "证据基本信息", en: "Evidence" },
  parties: { zh: "主体", en: "Parties" },
  environment: { zh: "环境与方法", en: "Environment and method" },
  integrity: { zh: "完整性", en: "Integrity" },
  time: { zh: "时间", en: "Time" },
  registration: { zh: "存证与联署", en: "Registration and cosignatures" },
  custody: { zh: "保管链", en: "Custody log" },
  before: { zh: "上链前真实性说明", en: "Before registration" },
  repeat: { zh: "复核方法", en: "How to repeat the checks" },
  limits: { zh: "局限与声明", en: "Limits and statements" },
} as const satisfies Readonly<Record<string, Words>>;

/** Sentences of the report that are the same for every input, or carry slots. */
export const reportSentences = {
  title: { zh: "电子数据核验报告", en: "Report on the verification of electronic data" },
  watermark: { zh: "演练，不具法律效力", en: "Practice, no legal force" },
  several: { zh: "{count} 个文件", en: "{count} files" },
  judgedAt: { zh: "核验时间：{at:time}", en: "judged at {at:time}" },
  /** The three sentences that every report carries. */
  proven: {
    zh: "已证明的：下列核验中通过的各项。任何人都可以用“复核方法”一节的第三方命令自行重复，无需本软件，也无需提交方或平台配合。",
    en: "Proven: what passed of the checks below. Anybody can repeat them with the foreign tools of “How to repeat the checks”, without this software and without the help of the party or the platform.",
  },
  sinceWhen: {
    zh: "自何时起未被改动：自 {since:time}（本机信任的最早时间证明）起。《人民法院在线诉讼规则》第十六条所说的，仅是此后未被篡改。",
    en: "Unchanged since: {since:time}, the earliest time that this computer's trust proves. Article 16 of the Rules of Online Litigation speaks of the time after it only.",
  },
  sinceFailed: {
    zh: "自何时起未被改动：有核验项未通过，不能作此认定；其余时间见“时间”一节。《人民法院在线诉讼规则》第十六条所说的，仅是上链之后未被篡改。",
    en: "Unchanged since: a check failed, so that nothing of the kind can be said; for the times see “Time”. Article 16 of the Rules of Online Litigation speaks of the time after registration only.",
  },
  sinceUnknown: {
    zh: "自何时起未被改动：没有本机信任的时间证明，无法给出起点。《人民法院在线诉讼规则》第十六条所说的，仅是上链之后未被篡改。",
    en: "Unchanged since: no time is proven by what this computer trusts. Article 16 of the Rules of Online Litigation speaks of the time after registration only.",
  },
  notProven: {
    zh: "自称而未证明的：采集时间、主体身份、标题、来源和环境，以及上链之前内容是否真实（《人民法院在线诉讼规则》第十八条）。",
    en: "Claimed and not proven: time of capture, identity of the parties, title, origin and environment, and whether the content was true before registration (Rules of Online Litigation, article 18).",
  },
  atMost: {
    zh: "核验通过的各项，也只证明完整性与时间，不证明内容真实，也不决定可采性。",
    en: "What passed proves integrity and time only; neither that the content is true nor that it is admissible.",
  },
  notLegalAdvice: {
    zh: "本报告不是法律意见。所引条文为转述并注明条号，以公布的正式文本为准。真实性与可采性由法院判断。",
    en: "This report is not legal advice. Provisions are paraphrased with their article numbers; the published text decides. Truth and admissibility are for the court.",
  },
  shownOnly: {
    zh: "本节只展示，不作结论：上链之前发生的事不在任何一项核验的证明范围之内。",
    en: "This section shows and concludes nothing: what came before registration is proven by none of the checks.",
  },
  askFor: {
    zh: "如对方就上链前真实性提出有理由的质疑，可要求提交方就数据来源、生成机制、存储过程、公证、第三人见证或关联印证数据举证（第十八条）。",
    en: "Where the other side doubts it with reason, the party may be asked for proof: the data's source, how it is generated, how it was stored, notarization, witnesses, corroborating data (article 18).",
  },
  noReceipt: {
    zh: "没有登记回执：未向任何存证日志登记，或文件中没有回执。",
    en: "No receipt: it was registered with no log, or the file carries none.",
  },
  noCustody: { zh: "文件中没有可展示的保管记录。", en: "The file carries no custody log to show." },
  noEnvironment: {
    zh: "文件没有记录采集环境。",
    en: "The file records nothing of the environment of capture.",
  },
  noCleanliness: {
    zh: "没有清洁性检查报告：软件没有对采集环境作清洁性检查，或未将其收入证据包。",
    en: "No cleanliness report: none was made of the environment of capture, or it is not in the package.",
  },
  noParties: { zh: "文件没有记录主体。", en: "The file names no party." },
  noTimes: { zh: "没有可展示的时间。", en: "There is no time to show." },
  noMembers: { zh: "没有可列出的成员文件。", en: "There are no members to list." },
  noRequests: { zh: "没有需要索取的材料。", en: "There is nothing to ask anyone for." },
  practiceRequests: {
    zh: "本件由演练网络签发：没有任何补充文件能改变这一点，无需向任何人索取。",
    en: "A practice network issued this: no further file changes that; there is nothing to ask anyone for.",
  },
  claimedNames: {
    zh: "机构名称和角色按联盟描述所写；联盟不在本机信任列表时，它们是自称，未经核实。机构的法律地位请向该机构查询。",
    en: "Names and roles of institutions are those of the network descriptor; where this computer does not trust it they are claims. Ask the institution about its legal standing.",
  },
  actsUnrecorded: {
    zh: "保管链只包含被记录的行为；时间按设备时钟，为自称。",
    en: "The custody log holds the acts that were recorded; its times are the device's clock and claimed.",
  },
  open: { zh: "未一致或缺少依据的核验项", en: "Checks that do not agree or lack what they need" },
  allAgree: { zh: "全部必需的核验项一致。", en: "All required checks agree." },
  counts: {
    zh: "共 {all} 项：一致 {passed}，不一致 {failed}，依据不足 {open}；其中 {shown} 项只展示、不影响结论。",
    en: "{all} checks: {passed} agree, {failed} do not, {open} lack something; {shown} of them are shown and not required.",
  },
  ends: {
    zh: "不支持显示的字符以 U+ 加码位写出；控制字符和改变书写方向的字符一律这样写出。",
    en: "Characters that cannot be shown are written as U+ and their code point, and so are all control characters and those that turn the direction of writing.",
  },
  policyRest: {
    zh: "结论取必需核验项中最差的一项；必需与否由核验规则决定。",
    en: "The verdict is the worst of the required checks; which are required is the policy's to say.",
  },
  /** The sentence of the verdict on several inputs. */
  worstOfAll: {
    zh: "结论取各文件及其比较中最差的一项；各文件的结论见下表。",
    en: "The verdict is the worst of the files and of their comparison; each file's own stands below.",
  },
  worstIsComparison: {
    zh: "各文件单独核验的结论见下表；它们相互比较有矛盾或未决之处，见“比较”。",
    en: "Each file's own verdict stands below; laid beside each other they contradict or leave something open, see “Comparison”.",
  },
  neverTrue: {
    zh: "比较只说明相同、不同和各自最迟何时存在，不判断哪一个真实。",
    en: "A comparison says what is the same, what differs and by when each existed; not which one is true.",
  },
} as const satisfies Readonly<Record<string, Words>>;
