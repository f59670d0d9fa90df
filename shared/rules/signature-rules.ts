import type { RuleWords } from "./rule-words.ts";

/** What breaks a CMS signature, a time-stamp and its request or answer. */
export const signatureRules = {
  "accuracy-range": { zh: "时间精度超出范围", en: "the accuracy is out of range" },
  "cms-carries-other-certificates": {
    zh: "附有链外的证书",
    en: "it carries certificates that are not of its chain",
  },
  "cms-carries-revocation-data": { zh: "附有吊销信息", en: "it carries revocation data" },
  "cms-carries-unsigned-attributes": {
    zh: "附有未经签名的属性",
    en: "it carries attributes that are not signed",
  },
  "cms-content-missing": { zh: "没有内容", en: "its content is missing" },
  "cms-content-type": { zh: "内容类型有误", en: "its content is of the wrong type" },
  "cms-no-signer": { zh: "没有签名人", en: "it has no signer" },
  "cms-not-detached": {
    zh: "内容不应包在签名里",
    en: "the content must not stand inside the signature",
  },
  "cms-not-one-signer": { zh: "签名人不是恰好一个", en: "it has not exactly one signer" },
  "cms-not-signed-data": { zh: "不是 CMS 签名", en: "it is no CMS signature" },
  "cms-one-signer": { zh: "签名人不是恰好一个", en: "it has not exactly one signer" },
  "cms-revocation-format": {
    zh: "所附吊销信息的格式不支持",
    en: "it carries revocation data of a form that is not supported",
  },
  "cms-signature-algorithm": {
    zh: "签名算法与规定的写法不同",
    en: "the signature algorithm is not written as prescribed",
  },
  "cms-signer-not-under-trust": {
    zh: "签名证书不在受信任的签发机构之下",
    en: "its certificate is under no trusted authority",
  },
  "cms-signer-version": {
    zh: "签名人信息的版本有误",
    en: "the version of the signer's part is wrong",
  },
  "cms-too-many-attributes": { zh: "属性过多", en: "it has too many attributes" },
  "cms-too-many-elements": {
    zh: "证书、签名人或吊销信息过多",
    en: "it has too many certificates, signers or revocation data",
  },
  "cms-type": { zh: "不是规定的签名类型", en: "it is not the prescribed type of signature" },
  "cms-version-or-digest-algorithms": {
    zh: "版本或摘要算法的写法与规定不同",
    en: "its version or digest algorithms are not written as prescribed",
  },
  "content-type-differs": {
    zh: "签名属性所写的内容类型与内容不同",
    en: "the signed content type is not that of the content",
  },
  "content-type-missing": {
    zh: "签名属性中没有内容类型",
    en: "the signed attributes have no content type",
  },
  "digest-algorithm-unknown": { zh: "摘要算法无法识别", en: "the digest algorithm is not known" },
  "digests-differ": {
    zh: "签名所锁定的摘要与内容不同",
    en: "the signed digest is not that of the content",
  },
  "ess-attribute-missing": {
    zh: "签名属性中没有签名证书的摘要",
    en: "the signed attributes do not name the signing certificate",
  },
  "ess-attribute-twice": {
    zh: "签名证书属性出现两次",
    en: "the attribute for the signing certificate stands twice",
  },
  "ess-digest-unknown": {
    zh: "签名证书的摘要算法无法识别",
    en: "the digest algorithm of the named certificate is not known",
  },
  "ess-empty": {
    zh: "签名证书属性没有内容",
    en: "the attribute for the signing certificate is empty",
  },
  "ess-hash-differs": {
    zh: "签名属性锁定的是另一张证书",
    en: "the signed attributes name another certificate",
  },
  "ess-issuer-differs": {
    zh: "签名属性所写的签发机构不同",
    en: "the signed attributes name another issuer",
  },
  "ess-serial-differs": {
    zh: "签名属性所写的证书序列号不同",
    en: "the signed attributes name another serial number",
  },
  "ess-too-many-references": {
    zh: "签名证书属性列出的证书过多",
    en: "the attribute for the signing certificate names too many",
  },
  "imprint-algorithm-unknown": {
    zh: "所盖摘要的算法无法识别",
    en: "the algorithm of the stamped digest is not known",
  },
  "imprint-length": { zh: "所盖摘要的长度有误", en: "the stamped digest has the wrong length" },
  "message-digest-missing": {
    zh: "签名属性中没有内容的摘要",
    en: "the signed attributes have no digest of the content",
  },
  "pss-digests-differ": {
    zh: "RSA-PSS 的摘要算法与签名人所写的不同",
    en: "the digest algorithm of RSA-PSS is not the signer's",
  },
  "request-default": {
    zh: "请求写出了应当省略的默认值",
    en: "the request writes out a default that must be left out",
  },
  "response-token-missing": { zh: "答复中没有时间戳", en: "the response holds no token" },
  "response-token-unexpected": {
    zh: "拒绝的答复中不应有时间戳",
    en: "the response refuses and yet holds a token",
  },
  "signature-does-not-verify": {
    zh: "签名与内容或公钥不符",
    en: "the signature does not fit the content or the key",
  },
  "signed-attribute-twice": { zh: "同一签名属性出现两次", en: "a signed attribute stands twice" },
  "signed-attribute-values": {
    zh: "签名属性的值不是恰好一个",
    en: "a signed attribute has not exactly one value",
  },
  "signed-attributes-missing": { zh: "没有签名属性", en: "there are no signed attributes" },
  "status-too-many-texts": { zh: "答复状态的文字过多", en: "the status has too many texts" },
  "token-content-missing": { zh: "时间戳没有内容", en: "the token has no content" },
  "token-content-type": { zh: "内容不是时间戳", en: "its content is no time-stamp" },
  "token-one-signer": {
    zh: "时间戳的签名人不是恰好一个",
    en: "the token has not exactly one signer",
  },
  "tst-info-critical-extension": {
    zh: "含有无法识别的关键扩展",
    en: "it has a critical extension that is not known",
  },
  "tst-info-default": {
    zh: "写出了应当省略的默认值",
    en: "it writes out a default that must be left out",
  },
  "tst-info-version": { zh: "时间戳版本有误", en: "the version of the token is wrong" },
} as const satisfies RuleWords;
