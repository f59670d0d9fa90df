import { checkTable } from "./check-table.ts";

const askAgain = {
  zh: "请勿作为依据；请向提交方索取未改动的文件。",
  en: "Do not rely on it; ask the party for the unchanged file.",
} as const;

const askPlain = {
  zh: "请勿作为依据；请提交方用不加密、不分卷、只用存储或 deflate 压缩的 ZIP 重新提交。",
  en: "Do not rely on it; ask the party for a ZIP that is not encrypted or split and only stored or deflated.",
} as const;

const crafted = {
  zh: "多为人为拼接，使不同软件看到不同内容；也可能是生成软件有缺陷。",
  en: "Mostly put together by hand so that different software sees different contents; sometimes the fault of the software that wrote it.",
} as const;

const damaged = {
  zh: "文件在传输或保存中被截断、改动，或被人为修改。",
  en: "The file was cut or altered in transfer or storage, or changed by hand.",
} as const;

const unusual = {
  zh: "生成软件使用了并非各软件都支持的 ZIP 功能，或被人为修改。",
  en: "The software that wrote it used a feature of ZIP that not all software knows, or it was changed by hand.",
} as const;

/** The ZIP that a package or container is: each way in which two readers could see two things has a code. */
export const zipChecks = checkTable({
  CONTAINER_MALFORMED: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.3",
    zh: "文件的 ZIP 结构已损坏，无法解读（{rule:rule}，位置 {at}）。",
    en: "The file's ZIP structure is damaged and cannot be read ({rule:rule}, at byte {at}).",
    cause: damaged,
    next: askAgain,
  },
  ZIP_END_RECORD: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.3.16",
    zh: "ZIP 目录的结尾记录缺失或有歧义（{rule:rule}，位置 {at}）。",
    en: "The end record of the ZIP directory is missing or ambiguous ({rule:rule}, at byte {at}).",
    cause: damaged,
    next: askAgain,
  },
  ZIP_HEADERS_DIFFER: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.3.7, §4.3.12",
    zh: "同一条目在 ZIP 中的两处文件头不一致（{rule:rule}，位置 {at}），不同软件会读出不同内容。",
    en: "The two headers of one ZIP entry differ ({rule:rule}, at byte {at}); different software would read different contents.",
    cause: crafted,
    next: askAgain,
  },
  ZIP_NAME_TWICE: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.17",
    zh: "ZIP 中有两个同名条目（位置 {at}），不同软件会取不同的一个（{rule:rule}）。",
    en: "Two entries of the ZIP have one name (at byte {at}); different software takes a different one ({rule:rule}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_NAME_CASE: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.17",
    zh: "ZIP 中有两个条目名只差大小写（位置 {at}），解压时会互相覆盖（{rule:rule}）。",
    en: "Two entry names of the ZIP differ by case alone (at byte {at}); unpacked, one overwrites the other ({rule:rule}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_NAME_FORM: {
    outcome: "failed",
    clause: "Unicode UAX #15",
    zh: "ZIP 中有两个条目名只差 Unicode 编码形式（位置 {at}），看起来相同（{rule:rule}）。",
    en: "Two entry names of the ZIP differ by Unicode form alone (at byte {at}) and look the same ({rule:rule}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_NAME_FOLDER: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.17",
    zh: "ZIP 中有条目既是文件又是文件夹（位置 {at}，{rule:rule}）。",
    en: "A name in the ZIP is a file and a folder at once (at byte {at}, {rule:rule}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_NAME_UNSAFE: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.17.1",
    zh: "ZIP 中有条目名会指向容器之外或含有不可见字符（{rule:rule}，位置 {at}）。",
    en: "An entry name of the ZIP leads outside the container or holds invisible characters ({rule:rule}, at byte {at}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_NAME_ENCODING: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.4, appendix D",
    zh: "ZIP 中有条目名的编码没有标明或有误（位置 {at}），不同软件会读出不同名称（{rule:rule}）。",
    en: "The encoding of an entry name is not declared or wrong (at byte {at}); different software reads different names ({rule:rule}).",
    cause: {
      zh: "生成软件较旧，使用本地编码；或被人为修改。",
      en: "Old software wrote names in a local encoding, or it was changed by hand.",
    },
    next: askAgain,
  },
  ZIP_HIDDEN_BYTES: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.3.6",
    zh: "ZIP 中有不属于任何条目的字节（{rule:rule}，位置 {at}），可能藏有内容。",
    en: "Bytes of the ZIP belong to no entry ({rule:rule}, at byte {at}); something may be hidden there.",
    cause: crafted,
    next: askAgain,
  },
  ZIP_OVERLAP: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.3.6",
    zh: "ZIP 的条目互相重叠（{rule:rule}，位置 {at}）。",
    en: "Entries of the ZIP overlap ({rule:rule}, at byte {at}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_COUNT_WRONG: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.21, §4.4.22",
    zh: "ZIP 声称的条目数与目录不符（{rule:rule}，位置 {at}）。",
    en: "The number of entries that the ZIP claims is not that of its directory ({rule:rule}, at byte {at}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_TOO_LARGE: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "ZIP 的条目或目录超出上限（{rule:rule}，位置 {at}）。",
    en: "The ZIP has more entries, or a longer directory, than is read ({rule:rule}, at byte {at}).",
    cause: {
      zh: "容器含有上千个文件，或用来耗尽核验软件的资源。",
      en: "The container holds more than a thousand files, or is meant to exhaust whoever verifies it.",
    },
    next: {
      zh: "请提交方把文件先打包成一个内层 ZIP，再重新提交。",
      en: "Ask the party to put the files into one inner ZIP and submit again.",
    },
  },
  ZIP_BOMB: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "ZIP 解压后的大小远超压缩前（{rule:rule}，位置 {at}），未予解压。",
    en: "The ZIP would unpack to far more than its own size ({rule:rule}, at byte {at}); it was not unpacked.",
    cause: {
      zh: "压缩炸弹，用来耗尽核验软件的资源；或内容本身几乎全是重复字节。",
      en: "A decompression bomb, meant to exhaust whoever verifies it, or contents that are nearly all repetition.",
    },
    next: {
      zh: "请勿解压；请提交方以不压缩（存储）方式重新提交。",
      en: "Do not unpack it; ask the party to submit it stored, without compression.",
    },
  },
  ZIP_ENCRYPTED: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.4",
    zh: "ZIP 的条目已加密（{rule:rule}，位置 {at}），无法核验。",
    en: "An entry of the ZIP is encrypted ({rule:rule}, at byte {at}) and cannot be verified.",
    cause: unusual,
    next: askPlain,
  },
  ZIP_LINK: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.15",
    zh: "ZIP 中有符号链接（{rule:rule}，位置 {at}），解压后会指向别处。",
    en: "The ZIP holds a symbolic link ({rule:rule}, at byte {at}), which leads elsewhere once unpacked.",
    cause: crafted,
    next: askAgain,
  },
  ZIP_SPECIAL_FILE: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.15",
    zh: "ZIP 中有既非普通文件也非文件夹的条目（{rule:rule}，位置 {at}）。",
    en: "An entry of the ZIP is neither a plain file nor a folder ({rule:rule}, at byte {at}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP64_CONTRADICTION: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.5.3, §4.3.14",
    zh: "ZIP64 的数值与普通字段矛盾（{rule:rule}，位置 {at}）。",
    en: "The numbers of ZIP64 contradict the plain ones ({rule:rule}, at byte {at}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_SEVERAL_DISKS: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.19",
    zh: "ZIP 是分卷的一部分（{rule:rule}，位置 {at}）。",
    en: "The ZIP is one part of several ({rule:rule}, at byte {at}).",
    cause: unusual,
    next: askPlain,
  },
  ZIP_METHOD_UNKNOWN: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.5",
    zh: "ZIP 使用了存储和 deflate 之外的压缩方式（{rule:rule}，位置 {at}）。",
    en: "The ZIP uses another compression than stored and deflate ({rule:rule}, at byte {at}).",
    cause: unusual,
    next: askPlain,
  },
  ZIP_STORED_DESCRIPTOR: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.3.9",
    zh: "未压缩条目的长度写在内容之后（{rule:rule}，位置 {at}），有的软件无法确定其终点。",
    en: "The length of a stored entry stands behind its content ({rule:rule}, at byte {at}); not all software can tell where it ends.",
    cause: unusual,
    next: askPlain,
  },
  ZIP_FEATURE_UNKNOWN: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.4, §4.5",
    zh: "ZIP 使用了含义不明的标志、版本或附加字段（{rule:rule}，位置 {at}）。",
    en: "The ZIP uses a flag, version or extra field of unknown meaning ({rule:rule}, at byte {at}).",
    cause: unusual,
    next: askPlain,
  },
  ZIP_COMMENT: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.12, §4.4.18",
    zh: "ZIP 的注释有歧义或不应有（{rule:rule}，位置 {at}）。",
    en: "A comment of the ZIP is ambiguous or should not be there ({rule:rule}, at byte {at}).",
    cause: crafted,
    next: askAgain,
  },
  ZIP_CONTENT_DAMAGED: {
    outcome: "failed",
    clause: "PKWARE APPNOTE 6.3.10 §4.4.7, RFC 1951",
    zh: "“{entry}”无法按文件头所写解压（{rule:rule}）。",
    en: "“{entry}” does not unpack to what its header says ({rule:rule}).",
    cause: damaged,
    next: askAgain,
  },
});
