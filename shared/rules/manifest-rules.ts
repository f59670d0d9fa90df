import type { RuleWords } from "./rule-words.ts";

/** What breaks XML, a manifest, a list of digests or an evidence record. */
export const manifestRules = {
  "digest-method": { zh: "没有写明摘要算法", en: "the digest algorithm is not stated" },
  "digest-unsupported": { zh: "摘要算法不支持", en: "the digest algorithm is not supported" },
  "digest-value": { zh: "摘要的写法有误", en: "a digest is wrongly written" },
  "extension-critical": {
    zh: "含有无法识别的关键扩展",
    en: "it has a critical extension that is not known",
  },
  "manifest-content": { zh: "含有不应有的内容", en: "it holds what does not belong there" },
  "manifest-empty": { zh: "没有列出任何文件", en: "it lists no file" },
  "manifest-limit": { zh: "清单超出上限", en: "it is larger than is read" },
  "manifest-root": { zh: "不是 ASiC 清单", en: "it is no ASiC manifest" },
  "record-digest-length": { zh: "摘要的长度有误", en: "a digest has the wrong length" },
  "record-empty": { zh: "没有任何时间戳", en: "it holds no time-stamp" },
  "record-first-list": {
    zh: "第一组摘要不是应有的那一组",
    en: "the first list of digests is not the one that it must be",
  },
  "record-further-lists": {
    zh: "后面的摘要组多于或异于所需",
    en: "the further lists of digests are more or others than needed",
  },
  "record-not-canonical": { zh: "不是规范的写法", en: "it is not written canonically" },
  "record-one-timestamp": { zh: "时间戳不是恰好一个", en: "it has not exactly one time-stamp" },
  "record-second-list": {
    zh: "第二组摘要不是应有的那一组",
    en: "the second list of digests is not the one that it must be",
  },
  "record-too-many": {
    zh: "链、时间戳或摘要过多",
    en: "it has too many chains, time-stamps or digests",
  },
  "record-version": { zh: "证据记录的版本有误", en: "the version of the record is wrong" },
  "reference-content": { zh: "对某一文件的引用有误", en: "the reference to a file is wrong" },
  "reference-uri": { zh: "引用的文件名有误", en: "a referenced name is wrong" },
  rootfile: { zh: "主文件标志有误", en: "the mark of the root file is wrong" },
  "sig-reference": {
    zh: "对签名或时间戳的引用有误",
    en: "the reference to the signature or time-stamp is wrong",
  },
  "sums-end": { zh: "最后一行没有换行符", en: "the last line has no line end" },
  "sums-limit": { zh: "超出大小上限", en: "it is larger than is read" },
  "sums-line": { zh: "某一行的写法有误", en: "a line is wrongly written" },
  "sums-utf8": { zh: "不是 UTF-8 文字", en: "it is not UTF-8" },
  "xml-attribute": { zh: "XML 属性的写法有误", en: "an XML attribute is wrongly written" },
  "xml-attribute-twice": { zh: "XML 属性出现两次", en: "an XML attribute stands twice" },
  "xml-character": {
    zh: "XML 中有不允许的字符",
    en: "the XML holds a character that is not allowed",
  },
  "xml-entity": { zh: "XML 中有不允许的实体", en: "the XML holds an entity that is not allowed" },
  "xml-limit": { zh: "XML 超出上限", en: "the XML is larger or deeper than is read" },
  "xml-namespace": { zh: "XML 命名空间有误", en: "an XML namespace is wrong" },
  "xml-syntax": { zh: "XML 语法有误", en: "it breaks the syntax of XML" },
  "xml-trailing": { zh: "XML 结束后还有内容", en: "something stands behind the end of the XML" },
  "xml-utf8": { zh: "XML 不是 UTF-8 文字", en: "the XML is not UTF-8" },
} as const satisfies RuleWords;
