import type { Words } from "./language.ts";

/** A point that a court reviews: where it stands in the provisions, and what the checks can and cannot say of it. */
export interface PointWords {
  readonly name: Words;
  readonly provisions: Words;
  readonly answer: Words;
  readonly checked: Words;
  readonly cannotShow: Words;
}

/** The review points of 互联网法院规定 art. 11, 民事证据规定 art. 93-94 and 在线诉讼规则 art. 16-19. */
export const reviewPoints = {
  who: {
    name: { zh: "由谁生成、提取、保管", en: "Who generated, extracted and kept it" },
    provisions: {
      zh: "互联网法院规定第十一条第（二）项；民事证据规定第九十三条第（六）项",
      en: "Internet Courts art. 11(2); Civil Evidence art. 93(6)",
    },
    answer: {
      zh: "操作人及其代表的主体；身份来源（自称，或由哪个证书机构签发）。",
      en: "The operator and on whose behalf; the source of the identity: self-declared, or certified by whom.",
    },
    checked: {
      zh: "操作人的 CAdES 签名及其证书链。",
      en: "The operator's CAdES signature and its certificate chain.",
    },
    cannotShow: {
      zh: "自制证书的持有人就是其所称的人。",
      en: "That the person is who a self-made certificate says.",
    },
  },
  environment: {
    name: { zh: "以何种手段、在何种环境", en: "By what means, in what environment" },
    provisions: {
      zh: "互联网法院规定第十一条第（一）、（四）项；民事证据规定第九十三条第（一）、（二）、（三）项；在线诉讼规则第十七条第（三）项",
      en: "Internet Courts art. 11(1), (4); Civil Evidence art. 93(1)-(3); Online Litigation art. 17(3)",
    },
    answer: {
      zh: "软件名称、版本及其自身摘要，操作系统，设备标识，时钟偏差，环境与清洁性报告（如有）。",
      en: "Name, version and own digest of the software, operating system, device id, clock offset, environment and cleanliness report where there is one.",
    },
    checked: {
      zh: "这些记录在内容清单之下；软件摘要可与公布的摘要比对。",
      en: "These records lie under the payload manifest; the software's digest can be compared with the published one.",
    },
    cannotShow: {
      zh: "向采集工具隐瞒的恶意软件。",
      en: "Malware that lies to the tool.",
    },
  },
  repeatable: {
    name: { zh: "提取过程可以复现", en: "Extraction can be repeated" },
    provisions: { zh: "互联网法院规定第十一条第（四）项", en: "Internet Courts art. 11(4)" },
    answer: {
      zh: "写明的方法、输入和逐条命令；网页另有完整的网络记录。",
      en: "The method, its inputs and literal commands; for web pages the full network record.",
    },
    checked: {
      zh: "可离线、用第三方工具重做。",
      en: "It can be done again offline with foreign tools.",
    },
    cannotShow: { zh: "此后已变化的网页。", en: "A page that has changed since." },
  },
  complete: {
    name: { zh: "完整，未被增加、删除、修改", en: "Complete: nothing added, deleted or changed" },
    provisions: {
      zh: "互联网法院规定第十一条第（五）项；民事证据规定第九十三条第（四）项",
      en: "Internet Courts art. 11(5); Civil Evidence art. 93(4)",
    },
    answer: {
      zh: "每个成员的摘要、清单、时间戳、保管链。",
      en: "Digests of every member, the manifests, the tokens, the custody log.",
    },
    checked: {
      zh: "容器、覆盖范围、摘要、保管链各项核验。",
      en: "Checks of container, coverage, digests and custody.",
    },
    cannotShow: { zh: "采集之前遗漏了什么。", en: "What was left out before capture." },
  },
  when: {
    name: { zh: "何时", en: "When" },
    provisions: {
      zh: "互联网法院规定第十一条第（二）项；在线诉讼规则第十六条",
      en: "Internet Courts art. 11(2); Online Litigation art. 16",
    },
    answer: {
      zh: "时间戳（不晚于）、登记回执（不晚于法定人数的时间）、自称的采集时间及其间隔。",
      en: "Tokens (not later than), the receipt (not later than the quorum's time), the claimed time of capture and the gaps.",
    },
    checked: { zh: "RFC 3161 时间戳，存证回执。", en: "RFC 3161 tokens, the receipt." },
    cannotShow: {
      zh: "此前不存在；由谁制作。",
      en: "That it did not exist earlier; who made it.",
    },
  },
  kept: {
    name: { zh: "如何保管", en: "How it was kept" },
    provisions: {
      zh: "互联网法院规定第十一条第（三）项；民事证据规定第九十三条第（四）项",
      en: "Internet Courts art. 11(3); Civil Evidence art. 93(4)",
    },
    answer: {
      zh: "保管链：每个行为、行为人、时间、签名。",
      en: "The custody log: each act, actor, time and signature.",
    },
    checked: { zh: "哈希链接与签名。", en: "Hash links and signatures." },
    cannotShow: { zh: "没有人记录的行为。", en: "Acts that nobody recorded." },
  },
  verifiable: {
    name: { zh: "可通过特定形式验证", en: "It can be verified in a specific form" },
    provisions: {
      zh: "互联网法院规定第十一条第（六）项；在线诉讼规则第十六条",
      en: "Internet Courts art. 11(6); Online Litigation art. 16",
    },
    answer: {
      zh: "本报告的复核命令、随软件公布的核验步骤、单文件核验页、第三方工具。",
      en: "The commands of this report, the procedure published with the software, the single-file verifier page, foreign tools.",
    },
    checked: { zh: "全部核验均可离线进行。", en: "All of it, offline." },
    cannotShow: {
      zh: "计算结果一致，不等于所记载的内容属实。",
      en: "That tools agree does not make true what the content says.",
    },
  },
  neutral: {
    name: { zh: "平台中立、合规", en: "The platform is neutral and lawful" },
    provisions: {
      zh: "在线诉讼规则第十七条第（一）、（二）、（四）项；民事证据规定第九十四条",
      en: "Online Litigation art. 17(1), (2), (4); Civil Evidence art. 94",
    },
    answer: {
      zh: "联署机构及其角色、m/n、联盟规则。",
      en: "The institutions that cosigned with their roles, m of n, the network's rules.",
    },
    checked: { zh: "按法定人数规则核验联署。", en: "Cosignatures, by the quorum policy." },
    cannotShow: {
      zh: "机构的法律地位及其与当事人有无利害关系：请向该机构查询。",
      en: "The legal standing of an institution, or whether it shares an interest with the party: ask it.",
    },
  },
  before: {
    name: { zh: "上链之前", en: "Before registration" },
    provisions: {
      zh: "在线诉讼规则第十八条；专家意见与鉴定见第十九条",
      en: "Online Litigation art. 18; experts and appraisal: art. 19",
    },
    answer: {
      zh: "采集记录、以秒计的间隔、提交方列出的印证材料。",
      en: "The record of capture, the gaps in seconds, corroboration that the operator names.",
    },
    checked: { zh: "仅展示，从不判为通过。", en: "Shown, never passed." },
    cannotShow: { zh: "内容的真实性。", en: "That the content is true." },
  },
} as const satisfies Readonly<Record<string, PointWords>>;
export type PointId = keyof typeof reviewPoints;

/** What is said of a point for one input. */
export const pointSentences = {
  nothingAnswers: { zh: "本件没有回答这一点的内容。", en: "Nothing in this file answers it." },
  nothingChecked: { zh: "没有可供核验的内容。", en: "There was nothing to check." },
  tally: {
    zh: "本件核验 {count} 项：通过 {passed}，未定 {open}，未通过 {failed}。",
    en: "{count} checks here: {passed} passed, {open} open, {failed} failed.",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** What the provisions say, paraphrased. */
export const provisions = [
  {
    zh: "最高人民法院《关于互联网法院审理案件若干问题的规定》（2018）第十一条：审查电子数据的六个方面——所依赖的软硬件安全可靠；生成主体和时间明确，内容清晰、客观、准确；存储、保管介质明确，方式适当；提取、固定的主体、工具和方式可靠，提取过程可以重现；内容未被增加、删除、修改；可通过特定形式验证。以电子签名、可信时间戳、哈希值校验、区块链等能证明其真实性的，应当确认。当事人可申请有专门知识的人提出意见。",
    en: "Supreme People's Court, Provisions on Cases in Internet Courts (2018), art. 11: six points for electronic data: safe and reliable hardware and software; clear author, time and content; a clear medium and proper keeping; reliable subject, tools and method of extraction, which can be repeated; nothing added, deleted or changed; verifiable in a specific form. What electronic signature, trusted time-stamp, hash check, blockchain or the like can prove shall be confirmed. A party may ask for a person with special knowledge.",
  },
  {
    zh: "最高人民法院《关于民事诉讼证据的若干规定》（2019）第九十三条：综合判断系统是否完整可靠、运行是否正常、有无有效的防错手段、数据是否以可靠方法完整保存传输提取、是否形成于正常往来、保存传输提取的主体是否适当及其他因素。第九十四条：由中立第三方平台记录、保存或确认的，形成于正常业务的，以档案方式保管的，或以约定方式保存的，可以推定真实，但有足以反驳的相反证据的除外；内容经公证的，应当确认。",
    en: "Supreme People's Court, Provisions on Evidence in Civil Procedure (2019), art. 93: whether the system is complete and reliable and ran normally, whether errors are prevented and found, whether the data was completely kept, transmitted and extracted by reliable methods, formed in normal dealings, by a proper subject, and other factors. Art. 94: authenticity may be presumed, unless rebutted, where a neutral third-party platform recorded, kept or confirmed it, where it was formed in ordinary business, kept as archives or as agreed; notarized content shall be confirmed.",
  },
  {
    zh: "《人民法院在线诉讼规则》（2021）第十六条：区块链存储的数据经技术核验一致的，可以认定上链后未经篡改，但有相反证据的除外。第十七条：就上链后真实性的审查——平台是否符合有关规定，当事人与平台有无利害关系并利用技术手段干预，平台信息系统是否符合清洁性、安全性、可靠性、可用性标准，存证技术和过程是否符合标准。第十八条：就上链前真实性的审查——具体来源、生成机制、存储过程、公证、第三方见证、关联印证数据。第十九条：可由有专门知识的人提出意见，可委托鉴定。",
    en: "Rules of Online Litigation of People's Courts (2021), art. 16: data kept by blockchain and found consistent by a technical check may be held unaltered since it was put on chain, unless rebutted. Art. 17, on the time after: whether the platform meets the rules, whether party and platform share an interest and interfered by technical means, whether its system meets standards of cleanliness, security, reliability and availability, whether technique and process meet standards. Art. 18, on the time before: source, generating mechanism, storage, notarization, witnesses, corroborating data. Art. 19: expert opinion and appraisal.",
  },
] as const satisfies readonly Words[];
