import { checkTable, nothingToDo } from "./check-table.ts";

/** A receipt given without a package, with its leaf or its data. */
export const bareReceiptChecks = checkTable({
  UNKNOWN_LOG: {
    outcome: "indeterminate",
    clause: "Cunzhen design 7",
    zh: "存证日志“{origin}”不在本机信任列表中，无法判断其签名和联署。",
    en: "The log {origin} is not in this computer's trust list, so its signature and cosignatures cannot be judged.",
    cause: {
      zh: "尚未接受该联盟的描述文件；回执本身不能带来信任。",
      en: "The network's descriptor has not been accepted; a receipt cannot bring its own trust.",
    },
    next: {
      zh: "请从该联盟的官方渠道（不要从提交方）取得联盟描述，核对摘要后加入信任列表，重新核验。",
      en: "Get the network descriptor from the network's own channel, not from the party, compare its digest, add it to the trust list and verify again.",
    },
  },
  RECEIPT_LEAF_GIVEN: {
    outcome: "passed",
    clause: "RFC 6962 §2.1; C2SP tlog-proof",
    zh: "文件“{file}”就是该回执所登记的日志条目。",
    en: "“{file}” is the very entry that this receipt is for.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECEIPT_SUBMISSION_GIVEN: {
    outcome: "passed",
    clause: "docs/spec/leaf; docs/spec/submission",
    zh: "文件“{file}”就是该回执所登记的登记提交。",
    en: "“{file}” is the submission that the registered entry names.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECEIPT_MANIFEST_GIVEN: {
    outcome: "passed",
    clause: "docs/spec/leaf",
    zh: "文件“{file}”的数字指纹就是该回执所登记的指纹。",
    en: "The fingerprint of “{file}” is the one that was registered.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECEIPT_RECORD_RAW: {
    outcome: "passed",
    clause: "C2SP tlog-proof",
    zh: "该条目不是存真的登记条目；只判断它在日志中，不判断其含义。",
    en: "The entry is not a registration of Cunzhen; that it is in the log is judged, its meaning is not.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECEIPT_EXTRA_UNPROVEN: {
    outcome: "indeterminate",
    clause: "C2SP tlog-proof",
    zh: "回执中附带的数据（extra）不是所登记的条目，不受证明保护，未予采用。",
    en: "The extra data in the receipt is not the entry that was registered; nothing protects it, and it was not used.",
    cause: {
      zh: "其他日志的附带说明，或该行被改动。",
      en: "Another log's hint, or the line was changed.",
    },
    next: {
      zh: "请勿以附加数据为依据；请提供登记的条目本身（--data）。",
      en: "Do not rely on the extra data; give the registered entry itself (--data).",
    },
  },
  RECEIPT_DATA_NEEDED: {
    outcome: "indeterminate",
    clause: "C2SP tlog-proof",
    zh: "回执（日志“{origin}”第 {index} 条）没有与其所登记的数据一起提供，无法说明它关于什么。",
    en: "The receipt (entry {index} of {origin}) came without the data it is for, so what it is about is open.",
    cause: {
      zh: "只提供了回执文件。",
      en: "The receipt was given alone.",
    },
    next: {
      zh: "请用 --data 同时提供日志条目、submission.json 或 META-INF/ASiCManifest001.xml 后重新核验。",
      en: "Verify again with --data and the entry itself, submission.json or META-INF/ASiCManifest001.xml.",
    },
  },
  RECEIPT_OF_OTHER_DATA: {
    outcome: "failed",
    clause: "C2SP tlog-proof; RFC 6962 §2.1",
    zh: "该回执不是关于文件“{file}”的。",
    en: "The receipt is not about “{file}”.",
    cause: {
      zh: "文件被改动，或回执属于另一份数据。",
      en: "The file was changed, or the receipt belongs to other data.",
    },
    next: {
      zh: "请向提交方索取登记时的原始文件或对应的回执。",
      en: "Ask the party for the file as it was registered, or for the receipt that belongs to it.",
    },
  },
});
