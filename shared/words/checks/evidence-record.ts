import { checkTable, nothingToDo } from "./check-table.ts";

const askForOriginal = {
  zh: "请勿作为依据；请向提交方索取未改动的证据记录。",
  en: "Do not rely on it; ask the party for the unchanged evidence record.",
} as const;

const altered = {
  zh: "证据记录在制作之后被改动，或属于另一份数据。",
  en: "The record was altered after it was made, or belongs to other data.",
} as const;

const renewedWrongly = {
  zh: "续期时遗漏了前一时间戳，或记录的次序被改动。",
  en: "A renewal left out what came before it, or the record's order was changed.",
} as const;

/** Evidence records of RFC 4998. The subject is the record's file; one of its tokens is `file#n`, counted from 1. */
export const evidenceRecordChecks = checkTable({
  RECORD_READ: {
    outcome: "passed",
    clause: "RFC 4998 §3.1",
    zh: "证据记录结构完整：{chains} 条链，{tokens} 个时间戳。",
    en: "The evidence record is well-formed: {chains} chains with {tokens} time-stamps.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECORD_MALFORMED: {
    outcome: "failed",
    clause: "RFC 4998 appendix A",
    zh: "证据记录损坏：第 {at} 字节处不符合规定（{rule:rule}）。",
    en: "The evidence record is damaged: at byte {at} it breaks its form ({rule:rule}).",
    cause: altered,
    next: askForOriginal,
  },
  RECORD_UNREAD: {
    outcome: "indeterminate",
    clause: "RFC 4998 §3.1",
    zh: "“{file}”过大，没有读取。",
    en: "“{file}” is too large and was not read.",
    cause: {
      zh: "记录超过 16 MiB，或未按原样存储。",
      en: "The record is longer than 16 MiB, or not stored as it is.",
    },
    next: {
      zh: "请用其他支持 RFC 4998 的工具核验该记录。",
      en: "Have another tool that knows RFC 4998 judge this record.",
    },
  },
  RECORD_ENCRYPTED: {
    outcome: "indeterminate",
    clause: "RFC 4998 §6.1",
    zh: "证据记录针对的是加密后的数据（方式 {type}），本软件不解密，无法核对原文。",
    en: "The record is over encrypted data (method {type}); this software does not decrypt, so that the plain data cannot be compared.",
    cause: {
      zh: "归档方对加密后的数据制作了记录。",
      en: "The archive made its record over data that it had encrypted.",
    },
    next: {
      zh: "请向归档方索取密文，或针对明文的记录。",
      en: "Ask the archive for the encrypted data as it was, or for a record over the plain data.",
    },
  },
  RECORD_DIGEST_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 4998 §4.1",
    zh: "第 {n} 个归档时间戳使用了本软件不支持的摘要算法。",
    en: "Archive time-stamp {n} uses a digest algorithm that this software does not compute.",
    cause: {
      zh: "记录由使用其他算法的工具制作。",
      en: "The record was made by a tool that uses another algorithm.",
    },
    next: {
      zh: "请用支持该算法的工具核验。",
      en: "Have a tool that knows the algorithm judge it.",
    },
  },
  RECORD_DIGEST_UNLISTED: {
    outcome: "failed",
    clause: "RFC 4998 §3.1",
    zh: "第 {n} 条链使用的摘要算法 {digest} 未列入记录的算法表。",
    en: "Chain {n} uses {digest}, which the record's list of digest algorithms does not name.",
    cause: altered,
    next: askForOriginal,
  },
  RECORD_DIGESTS_MIXED: {
    outcome: "failed",
    clause: "RFC 4998 §5.2",
    zh: "第 {n} 条链内混用了不同的摘要算法。",
    en: "Chain {n} mixes digest algorithms.",
    cause: renewedWrongly,
    next: askForOriginal,
  },
  RECORD_OBJECTS_COVERED: {
    outcome: "passed",
    clause: "RFC 4998 §4.3",
    zh: "记录涵盖全部 {count} 个数据对象。",
    en: "The record covers all {count} data objects.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECORD_OBJECT_MISSING: {
    outcome: "failed",
    clause: "RFC 4998 §4.3",
    zh: "{count} 个数据对象不在记录之中：内容已改动，或不是记录所针对的数据。",
    en: "{count} data objects are not in the record: they were changed, or it is about other data.",
    cause: altered,
    next: askForOriginal,
  },
  RECORD_DATA_NOT_GIVEN: {
    outcome: "indeterminate",
    clause: "RFC 4998 §4.3",
    zh: "没有提供记录所针对的数据（摘要算法 {digest}，共 {count} 个摘要）。",
    en: "The data that the record is about was not given (it holds {count} digests by {digest}).",
    cause: {
      zh: "只提交了证据记录本身。",
      en: "Only the record itself was submitted.",
    },
    next: {
      zh: "请将原始文件与记录一并提交（--data 或 --file）。",
      en: "Give the original files together with the record (--data or --file).",
    },
  },
  RECORD_FILE_OUTSIDE: {
    outcome: "indeterminate",
    clause: "RFC 4998 §4.3",
    zh: "“{file}”不在记录所保护的数据之列，本核验没有证明关于它的任何事。",
    en: "“{file}” is not among the data that the record protects; nothing is proven of it here.",
    cause: {
      zh: "文件被另存或转换过，或属于另一份记录。",
      en: "The file was saved again or converted, or belongs to another record.",
    },
    next: {
      zh: "请提供与制作记录时逐字节相同的文件，或不要把它与此记录一并提交。",
      en: "Give the file as it was, byte for byte, when the record was made, or leave it out.",
    },
  },
  RECORD_GROUP_EXACT: {
    outcome: "passed",
    clause: "RFC 4998 §4.3, §5.3",
    zh: "这组数据没有增加任何对象。",
    en: "Nothing was added to this group of data.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECORD_GROUP_WIDER: {
    outcome: "indeterminate",
    clause: "RFC 4998 §4.3, §5.3",
    zh: "记录的第一列还有 {count} 个其他摘要：不能证明这组数据没有遗漏。",
    en: "The record's first list holds {count} further digests: it does not prove that the group is complete.",
    cause: {
      zh: "组内还有未提交的文件，或制作方把相邻数据放入同一列。",
      en: "Files of the group were not submitted, or the maker put neighbouring data into the same list.",
    },
    next: {
      zh: "如需证明完整性，请提交该组的全部文件。",
      en: "To prove that it is complete, give all files of the group.",
    },
  },
  RECORD_ROOT_STAMPED: {
    outcome: "passed",
    clause: "RFC 4998 §4.3",
    zh: "散列树的根与时间戳一致。",
    en: "The root of the hash tree is what the time-stamp is over.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECORD_ROOT_DIFFERS: {
    outcome: "failed",
    clause: "RFC 4998 §4.3",
    zh: "散列树的根与时间戳不一致。",
    en: "The root of the hash tree is not what the time-stamp is over.",
    cause: altered,
    next: askForOriginal,
  },
  RECORD_RENEWAL_COVERS: {
    outcome: "passed",
    clause: "RFC 4998 §5.3",
    zh: "第 {n} 个归档时间戳涵盖此前的时间戳。",
    en: "Archive time-stamp {n} covers what came before it.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECORD_RENEWAL_BROKEN: {
    outcome: "failed",
    clause: "RFC 4998 §5.3",
    zh: "第 {n} 个归档时间戳没有涵盖此前的时间戳或全部数据。",
    en: "Archive time-stamp {n} does not cover the time-stamp before it, or not all the data.",
    cause: renewedWrongly,
    next: askForOriginal,
  },
  RECORD_TIMES_DESCEND: {
    outcome: "failed",
    clause: "RFC 4998 §5.3",
    zh: "第 {n} 个归档时间戳早于它应当续期的时间戳。",
    en: "Archive time-stamp {n} is older than the one that it renews.",
    cause: renewedWrongly,
    next: askForOriginal,
  },
  RECORD_EXACT: {
    outcome: "passed",
    clause: "Cunzhen design 5, strict rule (c)",
    zh: "证据记录的每个字节都已签名或可由内容推出。",
    en: "Every byte of the record is signed or follows from what is.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RECORD_LOOSE: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (c)",
    zh: "证据记录含有不受保护或多余的部分（{rule:rule}）。",
    en: "The record has parts that nothing protects, or too many ({rule:rule}).",
    cause: altered,
    next: askForOriginal,
  },
});
