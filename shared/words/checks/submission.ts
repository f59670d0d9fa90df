import { checkTable, nothingToDo } from "./check-table.ts";

const askForUnchanged = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

/** What was submitted for registration, and whether leaf, submission, tokens and package agree. */
export const submissionChecks = checkTable({
  RECEIPT_INCOMPLETE: {
    outcome: "failed",
    clause: "Cunzhen design 5, package",
    zh: "登记材料不全：缺少 {file}。",
    en: "The registration's files are incomplete: {file} is missing.",
    cause: {
      zh: "该文件被取出，或重新打包时遗漏。",
      en: "The file was taken out, or left out when it was packed again.",
    },
    next: askForUnchanged,
  },
  SUBMISSION_MALFORMED: {
    outcome: "failed",
    clause: "docs/spec/submission",
    zh: "登记提交文件不合格式（{rule:rule}）。",
    en: "The submission is not of its form ({rule:rule}).",
    cause: {
      zh: "提交文件损坏，或被人为修改。",
      en: "The submission was damaged or changed by hand.",
    },
    next: askForUnchanged,
  },
  LEAF_AGREES: {
    outcome: "passed",
    clause: "docs/spec/leaf",
    zh: "日志条目、登记提交与本证据的数字指纹一致。",
    en: "The log's entry, the submission and this item's fingerprint agree.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  LEAF_DISAGREES: {
    outcome: "failed",
    clause: "docs/spec/leaf",
    zh: "日志条目与本证据包不一致（{field:leaf}）。",
    en: "The log's entry and this package disagree ({field:leaf}).",
    cause: {
      zh: "放入了另一项登记的回执。",
      en: "The receipt of another registration was put in.",
    },
    next: askForUnchanged,
  },
  BLOCK_TIME_LATE: {
    outcome: "failed",
    clause: "Cunzhen design 5, receipt",
    zh: "日志条目的区块时间比机构联署时间晚 {span:span}，相互矛盾。",
    en: "The entry's block time is {span:span} later than the institutions' cosignatures, which contradicts them.",
    cause: {
      zh: "受理节点的时钟严重失准，或条目中的时间是编写的。",
      en: "The accepting node's clock was far off, or the time in the entry was made up.",
    },
    next: askForUnchanged,
  },
  SUBMISSION_AGREES: {
    outcome: "passed",
    clause: "docs/spec/submission",
    zh: "登记提交由其提交者密钥签名，并与本证据包的指纹和时间戳一致。",
    en: "The submission is signed by its submitter's key and agrees with this package's fingerprint and tokens.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SUBMISSION_SIGNATURE_INVALID: {
    outcome: "failed",
    clause: "docs/spec/submission; RFC 8032",
    zh: "登记提交的签名无效。",
    en: "The submission's signature is not valid.",
    cause: {
      zh: "提交文件在签名之后被改动。",
      en: "The submission was changed after it was signed.",
    },
    next: askForUnchanged,
  },
  SUBMISSION_DISAGREES: {
    outcome: "failed",
    clause: "docs/spec/submission",
    zh: "登记提交中的数字指纹不是本证据包的。",
    en: "The submission's fingerprint is not this package's.",
    cause: {
      zh: "放入了另一项证据的提交文件。",
      en: "The submission of other evidence was put in.",
    },
    next: askForUnchanged,
  },
  SUBMISSION_TOKEN_MISSING: {
    outcome: "failed",
    clause: "docs/spec/submission",
    zh: "登记时已有的时间戳（摘要 {digest}）不在包内。",
    en: "A token that was there at registration (digest {digest}) is not in the package.",
    cause: {
      zh: "登记之后有时间戳被取出或替换。",
      en: "A token was taken out or exchanged after registration.",
    },
    next: askForUnchanged,
  },
  SUBMISSION_OUTSIDE_WINDOW: {
    outcome: "failed",
    clause: "docs/spec/submission",
    zh: "登记发生在该提交的有效期之外。",
    en: "It was registered outside the time for which the submission was valid.",
    cause: {
      zh: "有人重放了旧的提交文件，或时钟严重失准。",
      en: "An old submission was replayed, or a clock was far off.",
    },
    next: askForUnchanged,
  },
  TOKEN_AFTER_REGISTRATION: {
    outcome: "passed",
    clause: "docs/spec/submission",
    zh: "时间戳 {file} 不在登记提交中，是登记之后取得的。",
    en: "The token {file} is not in the submission; it was obtained after registration.",
    cause: nothingToDo,
    next: nothingToDo,
  },
});
