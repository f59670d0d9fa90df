import { checkTable, nothingToDo } from "./check-table.ts";

const askAgain = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

/** What the manifests list: each entry under them, and each signature or token of one of them. */
export const manifestChecks = checkTable({
  MANIFEST_MALFORMED: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.4",
    zh: "清单无法解读（{rule:rule}）。",
    en: "The manifest cannot be read ({rule:rule}).",
    cause: {
      zh: "清单在传输或保存中损坏，或被人为修改。",
      en: "The manifest was damaged in transfer or storage, or changed by hand.",
    },
    next: askAgain,
  },
  MANIFEST_NOT_CANONICAL: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "清单的写法与规定不一致。",
    en: "The manifest is not written the prescribed way.",
    cause: {
      zh: "清单被编辑过，或由其他软件重新写出。",
      en: "The manifest was edited, or other software wrote it anew.",
    },
    next: askAgain,
  },
  MANIFEST_REPEATS: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (a)",
    zh: "清单重复列出“{entry}”。",
    en: "The manifest lists “{entry}” more than once.",
    cause: {
      zh: "清单被人为拼接，使不同软件取不同的摘要。",
      en: "The manifest was put together by hand so that different software takes a different digest.",
    },
    next: askAgain,
  },
  MANIFEST_AGREES: {
    outcome: "passed",
    clause: "ETSI EN 319 162-1 annex A.4",
    zh: "清单所列 {entries} 个条目的摘要全部一致。",
    en: "All {entries} entries that the manifest lists have the digests it gives.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  MANIFEST_UNEXPECTED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "该清单及其“{file}”在证据包中没有规定的用途。",
    en: "This manifest and its “{file}” have no place in a package.",
    cause: {
      zh: "有人把另一份清单放进了证据包。",
      en: "Somebody put another manifest into the package.",
    },
    next: askAgain,
  },
  PAYLOAD_MANIFEST_MISSING: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "缺少内容清单 ASiCManifest001.xml，数字指纹无从计算。",
    en: "The payload manifest ASiCManifest001.xml is missing: there is no fingerprint.",
    cause: {
      zh: "清单被取出，或重新打包时遗漏。",
      en: "The manifest was taken out, or left out when it was packed again.",
    },
    next: askAgain,
  },
  ARCHIVE_MANIFEST_MISSING: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (a)",
    zh: "缺少封口清单 ASiCArchiveManifest.xml，证据包没有封口。",
    en: "The archive manifest ASiCArchiveManifest.xml is missing: the package was never closed.",
    cause: {
      zh: "证据包在封口之前被取用，或封口清单被取出。",
      en: "The package was taken before it was closed, or its closing manifest was taken out.",
    },
    next: askAgain,
  },
  ENTRY_CHANGED: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (a)",
    zh: "“{entry}”与封存时不一致（清单 {manifest}）。",
    en: "“{entry}” differs from what was sealed (manifest {manifest}).",
    cause: {
      zh: "该文件在封存之后被打开另存、转换格式、损坏或人为修改。",
      en: "After sealing, the file was saved again, converted, damaged or changed by hand.",
    },
    next: askAgain,
  },
  ENTRY_CRC: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.7",
    zh: "“{entry}”的校验值与文件头所写不一致。",
    en: "The checksum of “{entry}” is not the one its header gives.",
    cause: {
      zh: "文件在传输或保存中损坏，或内容被替换而没有改写校验值。",
      en: "It was damaged in transfer or storage, or the content was exchanged without its checksum.",
    },
    next: askAgain,
  },
  ENTRY_MISSING: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (a)",
    zh: "清单 {manifest} 列出的“{entry}”不在证据包中。",
    en: "“{entry}”, listed in {manifest}, is not in the package.",
    cause: {
      zh: "该文件被取出，或重新打包时遗漏。",
      en: "The file was taken out, or left out when it was packed again.",
    },
    next: askAgain,
  },
  ENTRY_NOT_COVERED: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (a)",
    zh: "“{entry}”不在封口清单中，可能是封口后加入的。",
    en: "“{entry}” is not under the archive manifest; it may have been added after closing.",
    cause: {
      zh: "有人在封口之后放入了文件；解压软件也会放入自己的附加文件。",
      en: "Somebody put a file in after closing; archive programs sometimes add files of their own.",
    },
    next: askAgain,
  },
  ENTRY_NOT_SEALED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "“{entry}”不在内容清单中，不属于封存的内容。",
    en: "“{entry}” is not under the payload manifest and so no part of what was sealed.",
    cause: {
      zh: "有人在封存之后放入了文件，并重新封口。",
      en: "Somebody put a file in after sealing and closed the package again.",
    },
    next: askAgain,
  },
  COVERAGE_COMPLETE: {
    outcome: "passed",
    clause: "Cunzhen design 5, strict rule (a)",
    zh: "封口清单覆盖全部 {entries} 个条目，各一次，无遗漏。",
    en: "The archive manifest covers all {entries} entries, each once, and nothing is missing.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SIG_FILE_MISSING: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.4",
    zh: "清单所指的签名或时间戳“{file}”不在证据包中。",
    en: "The signature or token “{file}” that the manifest names is not in the package.",
    cause: {
      zh: "签名或时间戳被取出，或重新打包时遗漏。",
      en: "The signature or token was taken out, or left out when it was packed again.",
    },
    next: askAgain,
  },
  SIG_FILE_SHARED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "不止一个清单指向同一个签名或时间戳“{file}”。",
    en: "More than one manifest names the same signature or token “{file}”.",
    cause: {
      zh: "清单被人为拼接，想让一个时间戳证明两份内容。",
      en: "Manifests were put together by hand to let one token speak for two contents.",
    },
    next: askAgain,
  },
  SIG_FILE_UNCLAIMED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "签名或时间戳“{file}”不对应任何清单。",
    en: "The signature or token “{file}” belongs to no manifest.",
    cause: {
      zh: "对应的清单被取出，或有人放入了别处的时间戳。",
      en: "Its manifest was taken out, or somebody put in a token from elsewhere.",
    },
    next: askAgain,
  },
  STAMP_SCOPE: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "该时间戳的清单没有列出“{entry}”，不能证明它当时已存在。",
    en: "The token's manifest does not list “{entry}”, so the token proves nothing about it.",
    cause: {
      zh: "清单被改写，使时间戳少覆盖一份文件。",
      en: "The manifest was rewritten so that the token covers one file less.",
    },
    next: askAgain,
  },
});
