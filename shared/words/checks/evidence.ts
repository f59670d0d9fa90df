import { checkTable, nothingToDo } from "./check-table.ts";

const askUnchanged = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

const clause = "Cunzhen docs/spec/evidence.md";

/** evidence.json against what the package holds, what was planned, the times, and loose files. */
export const evidenceChecks = checkTable({
  EVIDENCE_READ: {
    outcome: "passed",
    clause,
    zh: "evidence.json 格式正确，存证编号 {number}。",
    en: "evidence.json is well-formed; evidence number {number}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  EVIDENCE_MISSING: {
    outcome: "failed",
    clause,
    zh: "缺少 evidence.json。",
    en: "evidence.json is missing.",
    cause: {
      zh: "该文件被取出，或重新打包时遗漏。",
      en: "The file was taken out, or left out when it was packed again.",
    },
    next: askUnchanged,
  },
  EVIDENCE_MALFORMED: {
    outcome: "failed",
    clause,
    zh: "evidence.json 不符合格式（{rule:rule}）。",
    en: "evidence.json breaks its format ({rule:rule}).",
    cause: {
      zh: "证据说明被编辑过，或由有错误的软件写成。",
      en: "The description was edited, or written by faulty software.",
    },
    next: askUnchanged,
  },
  NEWER_FORMAT: {
    outcome: "indeterminate",
    clause,
    zh: "证据包使用了本软件尚不认识的格式“{needs}”。",
    en: "The package uses “{needs}”, which this software does not know.",
    cause: {
      zh: "证据包由较新版本的软件制作；不表示内容有问题。",
      en: "Newer software made the package; that is nothing against its content.",
    },
    next: {
      zh: "请用更新版本的软件核验，或按 VERIFY.md 用第三方命令复核。",
      en: "Verify with a newer version, or with foreign tools by VERIFY.md.",
    },
  },
  EVIDENCE_MEMBERS_MATCH: {
    outcome: "passed",
    clause,
    zh: "evidence.json 列出的 {count} 个成员文件与封存清单一致。",
    en: "The {count} member files that evidence.json lists agree with the sealed manifest.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  MEMBER_MISSING: {
    outcome: "failed",
    clause,
    zh: "evidence.json 列出的成员“{name}”不在证据包中。",
    en: "Member “{name}” of evidence.json is not in the package.",
    cause: {
      zh: "该成员被取出，或封存时没有写入。",
      en: "The member was taken out, or never written when it was sealed.",
    },
    next: askUnchanged,
  },
  MEMBER_UNDECLARED: {
    outcome: "failed",
    clause,
    zh: "文件“{name}”在证据包中，但 evidence.json 没有列出。",
    en: "“{name}” is in the package, but evidence.json does not list it.",
    cause: {
      zh: "有人放入了证据说明之外的文件。",
      en: "Somebody put in a file that the description does not know.",
    },
    next: askUnchanged,
  },
  MEMBER_CONTRADICTED: {
    outcome: "failed",
    clause,
    zh: "成员“{name}”的大小或摘要与 evidence.json 所记不符。",
    en: "Size or digest of member “{name}” is not what evidence.json says.",
    cause: {
      zh: "成员文件或证据说明之一在封存之前被更换。",
      en: "The member or the description was exchanged before the other was sealed.",
    },
    next: askUnchanged,
  },
  BUNDLE_MATCHES: {
    outcome: "passed",
    clause,
    zh: "内层压缩包“{name}”中的 {count} 个成员与 evidence.json 一致。",
    en: "The {count} members inside inner archive “{name}” agree with evidence.json.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  BUNDLE_UNREADABLE: {
    outcome: "failed",
    clause,
    zh: "内层压缩包“{name}”不符合格式（{rule:rule}），其中的成员无法核对。",
    en: "Inner archive “{name}” is not as it must be ({rule:rule}); its members cannot be compared.",
    cause: {
      zh: "内层压缩包被重新打包，或由有错误的软件写成。",
      en: "The inner archive was packed again, or written by faulty software.",
    },
    next: askUnchanged,
  },
  PLAN_KEPT: {
    outcome: "passed",
    clause,
    zh: "封存时计划取得的依据均在：至少 {needed} 个时间戳，登记网络：{network}。",
    en: "Everything planned at sealing is there: time-stamps, at least {needed}; network: {network}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  PLANNED_TOKENS_MISSING: {
    outcome: "failed",
    clause,
    zh: "封存时计划取得至少 {needed} 个时间戳，证据包中有效的只有 {present} 个。",
    en: "Time-stamps planned at sealing: at least {needed}; sound ones in the package: {present}.",
    cause: {
      zh: "时间戳被取出，或其中有的无效。",
      en: "Time-stamps were taken out, or some of them are not sound.",
    },
    next: {
      zh: "时间戳可能已被移除；请向提交方索取完整的证据包。",
      en: "Time-stamps may have been taken out; ask the party for the whole package.",
    },
  },
  PLANNED_RECEIPT_MISSING: {
    outcome: "failed",
    clause,
    zh: "封存时计划在“{network}”登记，但证据包中没有存证回执。",
    en: "Registration with “{network}” was planned at sealing, but the package holds no receipt.",
    cause: {
      zh: "回执被取出，或证据包在登记完成之前被取用。",
      en: "The receipt was taken out, or the package was taken before it was registered.",
    },
    next: {
      zh: "回执可能已被移除；请向提交方索取完整的证据包。",
      en: "The receipt may have been taken out; ask the party for the whole package.",
    },
  },
  PLANNED_NETWORK_DIFFERS: {
    outcome: "failed",
    clause,
    zh: "封存时计划在“{planned}”登记，存证回执却来自“{present}”。",
    en: "Registration with “{planned}” was planned at sealing, but the receipt comes from “{present}”.",
    cause: {
      zh: "回执被换成另一个联盟的。",
      en: "The receipt was exchanged for one of another network.",
    },
    next: askUnchanged,
  },
  PLANNED_POLICY_DIFFERS: {
    outcome: "failed",
    clause,
    zh: "证据包中的法定人数规则（policy.txt）与封存时计划的不同。",
    en: "The quorum policy in the package (policy.txt) is not the one planned at sealing.",
    cause: {
      zh: "规则被换成法定人数较低的，或联盟在封存与登记之间更换了规则。",
      en: "The policy was exchanged for a weaker one, or the network changed it between sealing and registration.",
    },
    next: askUnchanged,
  },
  PLANNED_AUTHORITY_ABSENT: {
    outcome: "indeterminate",
    clause: "Cunzhen docs/spec/evidence.md; docs/adr/0006",
    zh: "封存时计划的时间戳机构“{authority}”没有时间戳在包内；所需数目不因此缺少。",
    en: "The authority “{authority}” was planned at sealing and has no token in the package; the needed number does not depend on it.",
    cause: {
      zh: "该机构当时没有应答，或其时间戳被取出。",
      en: "The authority did not answer in time, or its token was taken out.",
    },
    next: {
      zh: "如需要该机构的时间戳，请提交方说明，或提供以后补上的版次。",
      en: "If its token matters, ask the party why it is absent, or for a later edition that has it.",
    },
  },
  NOT_BEFORE_CONTRADICTED: {
    outcome: "failed",
    clause: "Cunzhen docs/spec/evidence.md",
    zh: "登记回执的检查点就是封存时已知的检查点：登记不可能早于封存。",
    en: "The receipt's checkpoint is the one that was known before sealing: nothing is registered before it is sealed.",
    cause: {
      zh: "回执或 evidence.json 被更换。",
      en: "The receipt or evidence.json was exchanged.",
    },
    next: askUnchanged,
  },
  TIMES_IN_ORDER: {
    outcome: "passed",
    clause: "Cunzhen design 5",
    zh: "时间戳、登记、封闭时间戳的先后顺序正确。",
    en: "Time-stamp, registration and closing time-stamp follow each other in time.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TIMES_SLIGHTLY_REVERSED: {
    outcome: "indeterminate",
    clause: "Cunzhen design 5",
    zh: "“{later}”的时间比“{earlier}”早 {span:span}，在容许的 120 秒之内，通常是时钟差异。",
    en: "“{later}” is {span:span} before “{earlier}”, within the 120 s allowed; usually clocks that differ.",
    cause: {
      zh: "各机构的时钟略有差异。",
      en: "The clocks of the authorities and institutions differ a little.",
    },
    next: {
      zh: "如先后顺序对本案重要，请向两家机构核对其时钟记录。",
      en: "If their order matters to the case, ask both for their clock records.",
    },
  },
  TIMES_REVERSED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "先后颠倒：“{later}”应在“{earlier}”之后，却早了 {span:span}。",
    en: "Out of order: “{later}” should follow “{earlier}” but is {span:span} before it.",
    cause: {
      zh: "某一时间戳或回执取自别处，或有机构的时钟严重失准。",
      en: "A token or the receipt comes from elsewhere, or a clock was far off.",
    },
    next: askUnchanged,
  },
  TIME_IN_FUTURE: {
    outcome: "indeterminate",
    clause: "Cunzhen design 5",
    zh: "“{file}”的时间晚于本机时钟 {span:span}。",
    en: "The time of “{file}” is {span:span} ahead of this computer's clock.",
    cause: {
      zh: "本机时钟不准，或签发机构的时钟偏快。",
      en: "This computer's clock is off, or the issuer's runs ahead.",
    },
    next: {
      zh: "请校准本机时钟后重新核验。",
      en: "Set this computer's clock and verify again.",
    },
  },
  TOKEN_UNREAD: {
    outcome: "indeterminate",
    clause,
    zh: "“{file}”过大或未按原样存储，没有读取。",
    en: "“{file}” is too large or not stored as it is, and was not read.",
    cause: {
      zh: "时间戳远大于通常大小，或被压缩存放。",
      en: "The token is far larger than usual, or was stored compressed.",
    },
    next: {
      zh: "请用第三方命令复核该时间戳（见 VERIFY.md）。",
      en: "Check this time-stamp with foreign tools (see VERIFY.md).",
    },
  },
  FILE_IS_MEMBER: {
    outcome: "passed",
    clause,
    zh: "此文件就是证据包中的成员“{name}”，逐字节相同。",
    en: "This file is member “{name}” of the package, byte for byte.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  FILE_NOT_MEMBER: {
    outcome: "failed",
    clause,
    zh: "此文件不是该证据包的任何成员。常见原因：另存、压缩、转发或格式转换。改文件名不影响核验。",
    en: "This file is not a member of the package. Usual causes: saved again, compressed, forwarded or converted. Renaming does not matter.",
    cause: {
      zh: "文件被另存、压缩、转发或转换过格式，或本来就是另一份文件。",
      en: "The file was saved again, compressed, forwarded or converted, or is another file altogether.",
    },
    next: {
      zh: "请提供与存证时逐字节相同的原文件。",
      en: "Give the original file, byte for byte as it was sealed.",
    },
  },
  FILE_NOT_COMPARED: {
    outcome: "indeterminate",
    clause,
    zh: "证据包的成员清单无法读取，“{file}”没有可比对的对象。",
    en: "The package's list of members cannot be read, so “{file}” was not compared.",
    cause: {
      zh: "证据包损坏，或证据说明缺失。",
      en: "The package is damaged, or its description is missing.",
    },
    next: {
      zh: "请先取得完好的证据包。",
      en: "Get a sound package first.",
    },
  },
});
