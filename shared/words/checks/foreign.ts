import { checkTable, nothingToDo } from "./check-table.ts";

const askAgain = {
  zh: "请勿作为依据；请向提交方索取未改动的容器。",
  en: "Do not rely on it; ask the party for the unchanged container.",
} as const;

const noCause = { zh: "", en: "" } as const;

const added = {
  zh: "签署之后有人加入了文件，或生成软件没有把它纳入签署范围。",
  en: "A file was added after signing, or the software that made the container left it out.",
} as const;

const altered = {
  zh: "签署之后容器被改动，或在传输中损坏。",
  en: "The container was changed after it was signed, or damaged in transfer.",
} as const;

const otherWriter = {
  zh: "生成软件没有按 ASiC 的规定命名或排列，或容器被人改动。",
  en: "The software that made the container does not name or place its parts as ASiC says, or somebody changed it.",
} as const;

/** ASiC containers that other software made: their form, their proofs, and what these cover. */
export const foreignChecks = checkTable({
  FOREIGN_CONTAINER: {
    outcome: "passed",
    clause: "ETSI EN 319 162-1 §4",
    zh: "这是其他软件生成的 {form} 容器，共 {entries} 个条目，不是存真证据包。",
    en: "This is an {form} container of {entries} entries made by other software, no Cunzhen package.",
    cause: noCause,
    next: nothingToDo,
  },
  FOREIGN_NO_PROOF: {
    outcome: "nothing_to_verify",
    clause: "ETSI EN 319 162-1 §4.3.3, §4.4.3",
    zh: "容器中没有可识别的签名、时间戳或证据记录（META-INF 下种类不明的文件：{unknown} 个）。",
    en: "The container holds no signature, time-stamp or evidence record that can be recognised (files of unknown kind under META-INF: {unknown}).",
    cause: {
      zh: "容器从未签署，签署文件被去掉，或其名称不合 ASiC 的规定。",
      en: "The container was never signed, its proofs were taken out, or they bear names that ASiC does not know.",
    },
    next: {
      zh: "请向提交方索取含有签名或时间戳的容器。",
      en: "Ask the party for the container with its signature or time-stamp.",
    },
  },
  MIMETYPE_MISSING: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.1",
    zh: "容器没有 mimetype 条目，其类型无从确定。",
    en: "The container has no mimetype entry, so that its type is not stated.",
    cause: otherWriter,
    next: askAgain,
  },
  MIMETYPE_NOT_FIRST: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.1",
    zh: "mimetype 不是容器的第一个条目。",
    en: "mimetype is not the first entry of the container.",
    cause: otherWriter,
    next: askAgain,
  },
  MIMETYPE_NOT_PLAIN: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.1",
    zh: "mimetype 条目被压缩或带有附加字段，类型标识不在规定位置。",
    en: "The mimetype entry is compressed or carries an extra field, so that the type does not stand where it is looked for.",
    cause: otherWriter,
    next: askAgain,
  },
  MIMETYPE_CONTENT: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.1",
    zh: "mimetype 的内容不是 ASiC 类型（常见原因是多了换行）。",
    en: "The content of mimetype is no ASiC type (often for a line end too many).",
    cause: otherWriter,
    next: askAgain,
  },
  XADES_NOT_JUDGED: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 162-1 §4.3.3.2, §4.4.3.2",
    zh: "“{file}”是 XAdES 签名；本软件能识别，但不核验，既不算通过也不算未通过。",
    en: "“{file}” is a XAdES signature; this software recognises it and does not judge it, neither as passed nor as failed.",
    cause: {
      zh: "容器用 XML 签名（XAdES），常见于欧洲电子政务软件。",
      en: "The container is signed in XML (XAdES), as European government software often does.",
    },
    next: {
      zh: "请用支持 XAdES 的软件核验，例如欧盟 DSS。",
      en: "Have it verified by software for XAdES, such as EU DSS.",
    },
  },
  XMLERS_NOT_JUDGED: {
    outcome: "indeterminate",
    clause: "RFC 6283",
    zh: "“{file}”是 XML 证据记录；本软件能识别，但不核验。",
    en: "“{file}” is an evidence record in XML; this software recognises it and does not judge it.",
    cause: {
      zh: "档案系统以 XML（RFC 6283）而不是 RFC 4998 写出证据记录。",
      en: "The archive wrote its evidence record in XML (RFC 6283) in place of RFC 4998.",
    },
    next: {
      zh: "请用支持 RFC 6283 的软件核验，例如欧盟 DSS。",
      en: "Have it verified by software for RFC 6283, such as EU DSS.",
    },
  },
  FOREIGN_PROOF_UNREAD: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 §4",
    zh: "“{file}”太大，无法作为签名、时间戳或证据记录读取。",
    en: "“{file}” is too long to be read as a signature, time-stamp or evidence record.",
    cause: altered,
    next: askAgain,
  },
  FOREIGN_DIGEST_UNKNOWN: {
    outcome: "indeterminate",
    clause: "ETSI TS 119 312",
    zh: "清单“{file}”使用了本软件不能计算的摘要算法。",
    en: "The manifest “{file}” uses a digest that this software cannot compute.",
    cause: {
      zh: "生成软件使用了 SHA-3 等算法。",
      en: "The software that made the container used SHA-3 or the like.",
    },
    next: {
      zh: "请用支持该算法的软件核验，例如欧盟 DSS。",
      en: "Have it verified by software that knows the algorithm, such as EU DSS.",
    },
  },
  FOREIGN_SINGLE_FILE: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 §4.3.3.1",
    zh: "单文件容器（ASiC-S）应恰有一个数据文件，这里有 {count} 个。",
    en: "A container for a single file (ASiC-S) holds exactly one data file; this one holds {count}.",
    cause: added,
    next: askAgain,
  },
  FOREIGN_NO_DATA: {
    outcome: "nothing_to_verify",
    clause: "ETSI EN 319 162-1 §4.3.3.1, §4.4.3.1",
    zh: "容器中没有数据文件：除 mimetype 外，所有文件都在 META-INF 下，只是签名和清单的附属文件。",
    en: "The container holds no data file: all but mimetype lies under META-INF, where signatures and manifests are kept.",
    cause: {
      zh: "数据文件从未放入容器，或被去掉后重新签署。",
      en: "The data was never put into the container, or was taken out before it was signed anew.",
    },
    next: {
      zh: "请向提交方索取含有数据文件的容器；META-INF 下的文件不作为证据内容。",
      en: "Ask the party for the container with its data; a file under META-INF is no content.",
    },
  },
  FOREIGN_NOT_COVERED: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 §4.4.3, annex A.4",
    zh: "“{entry}”不在任何有效签名、时间戳或证据记录的范围内，可能是事后加入的。",
    en: "No sound signature, time-stamp or evidence record covers “{entry}”; it may have been added afterwards.",
    cause: added,
    next: askAgain,
  },
  FOREIGN_COVERAGE_OPEN: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 162-1 §4.4.3",
    zh: "“{entry}”只可能由本软件未核验的签名或记录覆盖。",
    en: "“{entry}” can only be covered by a signature or record that this software did not judge.",
    cause: {
      zh: "容器中有本软件不核验的部分。",
      en: "Part of the container is of a kind that this software does not judge.",
    },
    next: {
      zh: "请用能核验该部分的软件确认，例如欧盟 DSS。",
      en: "Have that part verified by other software, such as EU DSS.",
    },
  },
  FOREIGN_COVERED: {
    outcome: "passed",
    clause: "ETSI EN 319 162-1 §4.4.3, annex A.4",
    zh: "全部 {entries} 个文件都在有效的签名、时间戳或证据记录的范围内。",
    en: "Sound signatures, time-stamps or evidence records cover all {entries} files.",
    cause: noCause,
    next: nothingToDo,
  },
  FOREIGN_SELF_DECLARED: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 102-1 §5.3.4",
    zh: "容器只有签名人自我声明的签名，没有时间戳，既不能证明由谁签署，也不能证明何时签署。",
    en: "The container has only signatures whose makers vouch for themselves and no time-stamp: neither who signed nor when is proven.",
    cause: {
      zh: "签名证书由签名人自己签发。",
      en: "The signer issued the certificate to himself.",
    },
    next: {
      zh: "请向提交方索取由可信机构签发证书的签名或带可信时间戳的容器。",
      en: "Ask the party for a signature whose certificate an authority issued, or for a container with a trusted time-stamp.",
    },
  },
  FOREIGN_FILE_SELF_DECLARED: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 102-1 §5.3.4",
    zh: "“{entry}”只有签名人自我声明的签名覆盖，容器中的时间戳和其他签名均不涉及它：任何持有容器的人都可以事后加入。",
    en: "Only a signature whose maker vouches for himself covers “{entry}”; no time-stamp and no other signature of the container reaches it: whoever holds the container can have added it.",
    cause: {
      zh: "文件是在其他证明之后加入的，签名证书由签名人自己签发。",
      en: "The file was added after the other proofs, and its signer issued the certificate to himself.",
    },
    next: {
      zh: "请向提交方索取覆盖“{entry}”的可信时间戳或可信机构签发证书的签名；没有的，该文件不能以容器中的时间戳为据。",
      en: "Ask the party for a trusted time-stamp over “{entry}”, or a signature whose certificate an authority issued; without one, nothing in the container speaks for this file.",
    },
  },
  FOREIGN_EXISTED_BY: {
    outcome: "passed",
    clause: "ETSI EN 319 102-1 §5.6.2.3",
    zh: "容器中的每个文件最迟于 {time:time} 已存在（{by}）。",
    en: "Every file of the container existed no later than {time:time} ({by}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  FOREIGN_FILE_UNTIMED: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 102-1 §5.6.2.3",
    zh: "“{entry}”的存在时间未得到证明：容器中的时间戳只涉及其他文件。",
    en: "No time is proven for “{entry}”: the time-stamps of the container are about other files.",
    cause: {
      zh: "该文件只有不带时间戳的签名。",
      en: "The file has a signature without a time-stamp only.",
    },
    next: {
      zh: "存在时间重要的，请向提交方索取覆盖“{entry}”的可信时间戳。",
      en: "If its time matters, ask the party for a trusted time-stamp over “{entry}”.",
    },
  },
  ARCHIVE_MANIFEST_NAME: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.7",
    zh: "有归档清单“{file}”，却没有名为 ASiCArchiveManifest.xml 的最新归档清单。",
    en: "There is an archive manifest “{file}” and none named ASiCArchiveManifest.xml, as the newest must be.",
    cause: {
      zh: "最新的归档清单及其时间戳被去掉，或生成软件命名有误。",
      en: "The newest archive manifest was taken out with its token, or the software that made it named it wrongly.",
    },
    next: askAgain,
  },
  ARCHIVE_MANIFEST_OMITS: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 annex A.7",
    zh: "最新归档清单没有列出“{entry}”，它不受归档时间戳保护。",
    en: "The newest archive manifest does not list “{entry}”; the archive time-stamp does not protect it.",
    cause: added,
    next: askAgain,
  },
  ARCHIVE_PROOF_OUTSIDE: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 162-1 annex A.7",
    zh: "“{file}”不在最新归档清单之内，归档时间戳不保护它；它已按当前时间单独核验。",
    en: "The newest archive manifest does not list “{file}”: the archive time-stamp does not protect it, and it was judged on its own as of now.",
    cause: {
      zh: "归档之后又加入了这份签名、时间戳或证据记录。",
      en: "This signature, time-stamp or evidence record was added after the container had been archived.",
    },
    next: {
      zh: "如需长期保存，请再次归档，使新的归档时间戳覆盖它。",
      en: "To keep it for long, archive the container again, so that a new archive time-stamp covers it.",
    },
  },
});
