import type { Words } from "./language.ts";

/** The sentences at the head of a verdict, with slots for its facts. Never 真实 or 有效证据: that is the court's word. */
export const headlines = {
  passed: {
    zh: "核验通过：封存后未被改动；最迟于{existedBy:time}已存在（时间戳机构：{authority}）{cosigned}。不证明内容真实，也不决定可采性。",
    en: "Passed: unchanged since sealing; existed no later than {existedBy:time} (time-stamp by {authority}){cosigned}. This proves neither that the content is true nor that it is admissible.",
  },
  passedOther: {
    zh: "核验通过：内容与证明一致；最迟于{existedBy:time}已存在（{by}）。不证明内容真实，也不决定可采性。",
    en: "Passed: the content is what the proof is about; it existed no later than {existedBy:time} ({by}). This proves neither that the content is true nor that it is admissible.",
  },
  passedUntimed: {
    zh: "核验通过：内容与签名一致；存在时间未得到证明。不证明内容真实，也不决定可采性。",
    en: "Passed: the content is what was signed; no time is proven. This proves neither that the content is true nor that it is admissible.",
  },
  cosigned: {
    zh: "；{institutions} 家机构中 {cosigners} 家联署",
    en: "; cosigned by {cosigners} of {institutions} institutions",
  },
  practicePassed: {
    zh: "演练核验通过，不具法律效力：各项一致，但时间戳和联署均由演练网络签发。请勿提交法院。",
    en: "Practice passed, no legal force: every check agrees, but a practice network issued the time-stamp and cosignatures. Do not file it.",
  },
  practiceStranger: {
    zh: "无法得出结论：本件由演练网络签发，不具法律效力；没有任何补充文件能改变这一点，无需向任何人索取。",
    en: "Indeterminate: a practice network issued this; it has no legal force. No further file changes that; there is nothing to ask anyone for.",
  },
  unknownNetwork: {
    zh: "无法得出结论：{name} 不在本机信任列表中，未发现内容被改动。请从 {name} 的官方渠道（不要从提交方）取得联盟描述，核对摘要 {digest} 后重新核验。包内的机构名称是自称，未经核实。",
    en: "Indeterminate: {name} is not in this computer's trust list; nothing speaks against the content. Get the network descriptor from {name}'s own channel, not from the party, compare its digest {digest}, and verify again. Institution names inside the package are claims.",
  },
  memberChanged: {
    zh: "核验未通过：成员“{member}”与封存时不一致。请勿作为依据；请向提交方索取未改动的证据包。其余 {others} 个成员一致。",
    en: "Failed: member “{member}” differs from what was sealed. Do not rely on it; ask the party for the unchanged package. Members that match: {others}.",
  },
  onlyMemberChanged: {
    zh: "核验未通过：成员“{member}”与封存时不一致。请勿作为依据；请向提交方索取未改动的证据包。",
    en: "Failed: member “{member}” differs from what was sealed. Do not rely on it; ask the party for the unchanged package.",
  },
  failed: {
    zh: "核验未通过：{sentence}",
    en: "Failed: {sentence}",
  },
  indeterminate: {
    zh: "无法得出结论：未发现内容被改动，但{sentence}",
    en: "Indeterminate: nothing speaks against it, but this is open: {sentence}",
  },
  nothing: {
    zh: "无可核验内容：{sentence}",
    en: "Nothing to verify: {sentence}",
  },
} as const satisfies Readonly<Record<string, Words>>;
