import type { RuleWords } from "./rule-words.ts";

/** What breaks a ZIP, and the one layout that a package may have. */
export const zipRules = {
  "central-signature": {
    zh: "目录中某一条目的开头有误",
    en: "an entry of the directory begins wrongly",
  },
  comment: { zh: "条目带有注释", en: "an entry has a comment" },
  "comment-length": {
    zh: "注释的长度与文件结尾不符",
    en: "the length of the comment does not fit the end of the file",
  },
  crc: { zh: "校验值与内容不符", en: "the checksum is not that of the content" },
  "deflate-data": { zh: "压缩数据有误", en: "the compressed data is wrong" },
  "deflate-end": {
    zh: "压缩数据没有在应有的位置结束",
    en: "the compressed data does not end where it must",
  },
  "deflate-longer": { zh: "解压后比文件头所写的长", en: "it unpacks to more than its header says" },
  "deflate-shorter": {
    zh: "解压后比文件头所写的短",
    en: "it unpacks to less than its header says",
  },
  descriptor: {
    zh: "内容之后所写的长度或校验值与目录不同",
    en: "the length or checksum behind the content is not that of the directory",
  },
  "descriptor-on-stored": {
    zh: "未压缩条目的长度写在内容之后",
    en: "the length of a stored entry stands behind its content",
  },
  "directory-limit": { zh: "目录超出大小上限", en: "the directory is larger than is read" },
  "directory-place": {
    zh: "目录不在所称的位置",
    en: "the directory is not where it is said to be",
  },
  encrypted: { zh: "条目已加密", en: "an entry is encrypted" },
  "end-record": { zh: "没有找到目录的结尾", en: "the end of the directory was not found" },
  "entry-count": { zh: "条目数与所称的不同", en: "the number of entries is not the one stated" },
  "extra-length": { zh: "附加字段的长度有误", en: "the length of an extra field is wrong" },
  "extra-unknown": { zh: "附加字段的含义不明", en: "an extra field of unknown meaning" },
  "flag-unknown": { zh: "标志的含义不明", en: "a flag of unknown meaning" },
  "folder-content": { zh: "文件夹条目带有内容", en: "a folder has content" },
  "hidden-bytes": { zh: "有不属于任何条目的字节", en: "bytes that belong to no entry" },
  "inflated-ratio": {
    zh: "解压后的大小远超压缩前",
    en: "it would unpack to far more than its own size",
  },
  "inflated-total": { zh: "解压后的总大小超出上限", en: "it would unpack to more than is read" },
  "internal-attributes": {
    zh: "条目的内部属性有误",
    en: "the internal attributes of an entry are wrong",
  },
  "local-crc": { zh: "两处文件头的校验值不同", en: "the checksums in the two headers differ" },
  "local-descriptor": {
    zh: "两处文件头关于长度的写法不同",
    en: "the two headers give the length in different ways",
  },
  "local-flags": { zh: "两处文件头的标志不同", en: "the flags in the two headers differ" },
  "local-method": {
    zh: "两处文件头的压缩方式不同",
    en: "the compression in the two headers differs",
  },
  "local-name": { zh: "两处文件头的名称不同", en: "the names in the two headers differ" },
  "local-signature": {
    zh: "条目不在目录所称的位置",
    en: "an entry is not where the directory says",
  },
  "local-size": { zh: "两处文件头的大小不同", en: "the sizes in the two headers differ" },
  "local-time": { zh: "两处文件头的时间不同", en: "the times in the two headers differ" },
  "method-unknown": { zh: "压缩方式不支持", en: "the compression is not supported" },
  "name-absolute": { zh: "名称以根目录或盘符开头", en: "the name begins at a root or drive" },
  "name-backslash": { zh: "名称中有反斜杠", en: "the name holds a backslash" },
  "name-below-file": { zh: "文件之下还有条目", en: "an entry stands below a file" },
  "name-control": {
    zh: "名称中有控制字符或不可见字符",
    en: "the name holds control or invisible characters",
  },
  "name-dots": { zh: "名称中有“.”或“..”", en: "the name has “.” or “..” in it" },
  "name-empty": { zh: "名称中有空的一段", en: "a part of the name is empty" },
  "name-encoding": {
    zh: "名称的编码没有标明或有误",
    en: "the encoding of the name is undeclared or wrong",
  },
  "name-twice": { zh: "同名条目出现两次", en: "a name stands twice" },
  "name-twice-case": { zh: "两个名称只差大小写", en: "two names differ by case alone" },
  "name-twice-form": {
    zh: "两个名称只差 Unicode 编码形式",
    en: "two names differ by Unicode form alone",
  },
  "name-twice-slash": {
    zh: "同一名称既是文件又是文件夹",
    en: "a name is a file and a folder at once",
  },
  overlap: { zh: "条目互相重叠", en: "entries overlap" },
  "several-disks": { zh: "是分卷的一部分", en: "it is one part of several" },
  "skeleton-local": {
    zh: "条目开头与规定的写法不同",
    en: "the head of an entry is not as prescribed",
  },
  "skeleton-method": { zh: "条目经过压缩", en: "an entry is compressed" },
  "skeleton-name": {
    zh: "条目名称不是规定的写法",
    en: "the name of an entry is not as prescribed",
  },
  "skeleton-order": {
    zh: "条目的次序或位置与规定不同",
    en: "the order or place of an entry is not as prescribed",
  },
  "skeleton-tail": {
    zh: "目录或结尾与规定的写法不同",
    en: "the directory or the end is not as prescribed",
  },
  "special-file": { zh: "既非普通文件也非文件夹", en: "it is neither a plain file nor a folder" },
  "stored-size": { zh: "未压缩条目的两个大小不同", en: "the two sizes of a stored entry differ" },
  "symbolic-link": { zh: "是符号链接", en: "it is a symbolic link" },
  "too-many-entries": { zh: "条目过多", en: "it has too many entries" },
  "trailing-bytes": { zh: "结尾之后还有字节", en: "bytes stand behind the end" },
  "version-unknown": { zh: "所需的 ZIP 版本过新", en: "it needs a newer version of ZIP" },
  "zip64-contradiction": {
    zh: "ZIP64 的数值与普通字段矛盾",
    en: "the numbers of ZIP64 contradict the plain ones",
  },
  "zip64-end": { zh: "ZIP64 的结尾记录有误", en: "the end record of ZIP64 is wrong" },
  "zip64-extra": { zh: "ZIP64 的附加字段有误", en: "the extra field of ZIP64 is wrong" },
  "zip64-locator": { zh: "ZIP64 的结尾定位有误", en: "the locator of ZIP64 is wrong" },
  "zip64-missing": { zh: "应有的 ZIP64 数值缺失", en: "a number of ZIP64 is missing" },
  "zip64-needless": { zh: "有不需要的 ZIP64 数值", en: "a number of ZIP64 is not needed" },
} as const satisfies RuleWords;
