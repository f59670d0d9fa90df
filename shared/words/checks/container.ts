import { checkTable, nothingToDo } from "./check-table.ts";

const askAgain = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

/** The package as a file: its ZIP, the files that every package has, and the closing token's own bytes. */
export const containerChecks = checkTable({
  NOT_A_PACKAGE: {
    outcome: "nothing_to_verify",
    clause: "ETSI EN 319 162-1 §4.4",
    zh: "该文件不包含证据包，也不是可核验的容器、时间戳、存证回执或证据记录。",
    en: "This file carries no evidence package, and is no container, time-stamp, receipt or evidence record that could be verified.",
    cause: {
      zh: "选错了文件（例如选了原文件），或提交方没有提交证据包。",
      en: "Another file was chosen, such as the original, or the party gave no package.",
    },
    next: {
      zh: "请选择证据包或 ASiC 容器（.asice、.asics），或时间戳（.tst、.tsr）、存证回执（.tlog-proof）、证据记录（.ers）；后三种与其所指的数据一起核验（--data 文件）。原文件与证据包一起给出即可核对（--file 文件）。",
      en: "Choose an evidence package or ASiC container (.asice, .asics), or a time-stamp (.tst, .tsr), receipt (.tlog-proof) or evidence record (.ers); these three are verified with the data that they are about (--data FILE). An original is compared when it is given with its package (--file FILE).",
    },
  },
  CONTAINER_LIMIT: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "证据包超出了格式允许的范围（{what}）。",
    en: "The package passes a bound of its format ({what}).",
    cause: {
      zh: "文件不是由本格式的软件制作，或被人为放大以拖垮核验程序。",
      en: "Other software wrote it, or it was blown up to exhaust the verifier.",
    },
    next: askAgain,
  },
  CONTAINER_SKELETON: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (b)",
    zh: "证据包内容以外的字节与规定写法不一致（{rule:rule}，位置 {at}）。",
    en: "Bytes between the package's contents are not what the format prescribes ({rule:rule}, at byte {at}).",
    cause: {
      zh: "文件被解压后重新打包，或有人改动了内容之间的字节。",
      en: "It was unpacked and packed again, or bytes between the contents were altered.",
    },
    next: askAgain,
  },
  CONTAINER_EXACT: {
    outcome: "passed",
    clause: "Cunzhen design 5, strict rule (b)",
    zh: "文件结构完整，{entries} 个条目之外没有多余的字节。",
    en: "The file structure is whole; there is not a byte beside its {entries} entries.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  MIMETYPE_WRONG: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A",
    zh: "证据包没有以规定的 mimetype 条目开头。",
    en: "The package does not begin with the prescribed mimetype entry.",
    cause: {
      zh: "文件被解压后重新打包，或不是由本格式的软件制作。",
      en: "It was unpacked and packed again, or other software wrote it.",
    },
    next: askAgain,
  },
  SUMS_MALFORMED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "摘要文件第 {line} 行无法解读。",
    en: "Line {line} of the sums file cannot be read.",
    cause: {
      zh: "摘要文件被编辑过，或在传输中损坏。",
      en: "The sums file was edited, or damaged in transfer.",
    },
    next: askAgain,
  },
  SUMS_CONTRADICT: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "摘要文件给出的“{entry}”的摘要与其内容不一致。",
    en: "The sums file gives a digest of “{entry}” that is not that of its content.",
    cause: {
      zh: "摘要文件或所列文件在封存之后被改动；摘要文件由提交方提供。",
      en: "The sums file or the file that it lists was changed after sealing; the sums are the party's word.",
    },
    next: askAgain,
  },
  SUMS_AGREE: {
    outcome: "passed",
    clause: "Cunzhen design 5",
    zh: "摘要文件所列 {entries} 个条目全部一致。",
    en: "All {entries} entries of the sums file agree.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  PROFILE_COMPLETE: {
    outcome: "passed",
    clause: "Cunzhen design 5",
    zh: "规定的 {entries} 个辅助条目齐全，各时间戳的请求和应答与其一致。",
    en: "All {entries} prescribed companion entries are there, and each time-stamp's request and response belong to it.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  PROFILE_INCOMPLETE: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "缺少每个证据包都应有的“{entry}”，可能在重新封口时被去掉。",
    en: "“{entry}”, which every package has, is missing; it may have been taken out and the package closed again.",
    cause: {
      zh: "有人取出该文件后重新封口。",
      en: "Somebody took the file out and closed the package again.",
    },
    next: askAgain,
  },
  REQUEST_DIFFERS: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.1",
    zh: "“{file}”不是该时间戳的请求。",
    en: "“{file}” is not the request for this time-stamp.",
    cause: {
      zh: "放入了另一次申请的请求文件，或请求文件被改动。",
      en: "The request of another stamping was put in, or the request was changed.",
    },
    next: askAgain,
  },
  RESPONSE_DIFFERS: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "“{file}”不是给出该时间戳的应答：其中的时间戳与此不同，或无法解读。",
    en: "“{file}” is not the response that gave this time-stamp: the token in it is another one or cannot be read.",
    cause: {
      zh: "放入了另一次申请的应答文件，或应答文件损坏。",
      en: "The response of another stamping was put in, or the response is damaged.",
    },
    next: askAgain,
  },
  CLOSING_TOKEN_LOOSE: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (c)",
    zh: "封口时间戳含有不受保护且与规定不符的字节（{rule:rule}）。",
    en: "The closing token holds unprotected bytes that are not as prescribed ({rule:rule}).",
    cause: {
      zh: "时间戳中不受签名保护的字节被改动，或该机构的时间戳不适合用于封口。",
      en: "Bytes of the token that no signature protects were changed, or this authority's tokens cannot close a package.",
    },
    next: askAgain,
  },
  CLOSING_CERTIFICATE_UNKNOWN: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (c)",
    zh: "封口时间戳内的证书（SHA-256 {digest}）不在证据包的 META-INF/trust 中。",
    en: "A certificate inside the closing token (SHA-256 {digest}) is not among META-INF/trust.",
    cause: {
      zh: "封口时间戳中的证书被替换，或 META-INF/trust 中的副本被取出。",
      en: "The certificate in the closing token was exchanged, or its copy under META-INF/trust was taken out.",
    },
    next: askAgain,
  },
  CLOSING_TOKEN_EXACT: {
    outcome: "passed",
    clause: "Cunzhen design 5, strict rule (c)",
    zh: "封口时间戳的每个字节都受签名保护或由其内容决定。",
    en: "Every byte of the closing token is signed or follows from what is.",
    cause: nothingToDo,
    next: nothingToDo,
  },
});
