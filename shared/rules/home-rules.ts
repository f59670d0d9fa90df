import type { RuleWords } from "./rule-words.ts";

/** What breaks a file of this home, a node's answer or a request to the practice authority. */
export const homeRules = {
  "another-key": { zh: "证书属于另一密钥", en: "the certificate is of another key" },
  "authorities-twice": { zh: "同一机构出现两次", en: "an authority stands twice" },
  "certificates-change": {
    zh: "其时间戳所附证书每次不同",
    en: "its tokens carry other certificates each time",
  },
  "chain-empty": { zh: "没有证书", en: "it has no certificate" },
  "no-body": { zh: "答复没有内容", en: "the answer is empty" },
  "no-self-signed-certificate": {
    zh: "没有自签名的根证书",
    en: "it has no self-signed root certificate",
  },
  "not-a-file": { zh: "不是文件", en: "it is no file" },
  "protection-of-origin": {
    zh: "密钥的保护方式与来源不符",
    en: "the key is not protected as one of its origin is",
  },
  "pem-not-a-certificate": {
    zh: "含有证书以外的内容",
    en: "it holds something else than certificates",
  },
  "request-key-kind": { zh: "密钥的种类不支持", en: "the kind of key is not supported" },
  "request-name": { zh: "申请的名称有误", en: "the name in the request is wrong" },
  "size-before-first-epoch": {
    zh: "日志大小早于第一个时期",
    en: "the log's size is before its first epoch",
  },
  "too-many-trust-files": { zh: "文件过多", en: "there are too many files" },
  unreadable: { zh: "无法读取", en: "it cannot be read" },
  "too-large": { zh: "超出大小上限", en: "it is larger than is read" },
} as const satisfies RuleWords;
