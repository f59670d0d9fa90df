import type { RuleWords } from "./rule-words.ts";

/** What speaks against a certificate, its path, its key and what is known of its revocation. */
export const certificateRules = {
  "after-expiry": {
    zh: "吊销信息晚于证书到期，不再包含该证书",
    en: "the revocation data is from after the certificate expired and need not list it",
  },
  "algorithm-broken": {
    zh: "签名所用算法当时已被公开攻破",
    en: "the algorithm of its signature had been broken in public",
  },
  "algorithm-parameters": { zh: "算法参数有误", en: "the parameters of an algorithm are wrong" },
  "algorithm-past": {
    zh: "签名所用算法已过可用期",
    en: "the algorithm of its signature is past its time of use",
  },
  "algorithm-refused": {
    zh: "证书签名所用算法当时已被公开攻破",
    en: "the algorithm of a certificate's signature had been broken in public",
  },
  "certificate-algorithm-unknown": {
    zh: "证书的签名算法无法识别",
    en: "the signature algorithm of the certificate is not known",
  },
  "certificate-algorithms-differ": {
    zh: "证书两处所写的签名算法不同",
    en: "the certificate names two different signature algorithms",
  },
  "certificate-not-ca": { zh: "不是签发机构的证书", en: "it is no certificate of an authority" },
  "certificate-not-self-signed": {
    zh: "不是自签名的根证书",
    en: "it is no self-signed root certificate",
  },
  "certificate-of-a-ca": {
    zh: "是签发机构的证书，不能用来加盖时间戳",
    en: "it belongs to a certification authority, which may not stamp",
  },
  "certificate-serial": {
    zh: "证书序列号有误",
    en: "the serial number of the certificate is wrong",
  },
  "certificate-signature-wrong": {
    zh: "证书的签名不正确",
    en: "the signature of the certificate is wrong",
  },
  "certificate-version": { zh: "证书版本有误", en: "the version of the certificate is wrong" },
  "crl-algorithms-differ": {
    zh: "吊销列表两处所写的签名算法不同",
    en: "the CRL names two different signature algorithms",
  },
  "crl-attribute-certificates": {
    zh: "吊销列表只针对属性证书",
    en: "the CRL is about attribute certificates only",
  },
  "crl-delta": { zh: "吊销列表只含增量", en: "the CRL holds changes only" },
  "crl-indirect": { zh: "吊销列表由他人代为签发", en: "the CRL was issued on behalf of another" },
  "crl-reason": { zh: "吊销原因代码无法识别", en: "the reason of a revocation is not known" },
  "crl-relative-point": {
    zh: "吊销列表的发布点写法不支持",
    en: "the CRL names its source in a way that is not supported",
  },
  "crl-serial-twice": {
    zh: "吊销列表中同一序列号出现两次",
    en: "the CRL lists one serial number twice",
  },
  "crl-some-reasons": {
    zh: "吊销列表只包含部分吊销原因",
    en: "the CRL is about some reasons only",
  },
  "crl-unknown-critical": {
    zh: "吊销列表含有无法识别的关键扩展",
    en: "the CRL has a critical extension that is not known",
  },
  "crl-version": { zh: "吊销列表版本有误", en: "the version of the CRL is wrong" },
  expired: { zh: "证书已过有效期", en: "the certificate had expired" },
  "extended-key-usage-missing": {
    zh: "证书没有写明用于时间戳",
    en: "the certificate does not say that it is for time-stamping",
  },
  "extended-key-usage-not-critical": {
    zh: "证书的时间戳用途没有标为关键",
    en: "its purpose of time-stamping is not marked critical",
  },
  "extended-key-usage-not-only-time-stamping": {
    zh: "证书除时间戳外还有其他用途",
    en: "the certificate is for other purposes besides time-stamping",
  },
  "extended-key-usage-not-time-stamping": {
    zh: "证书的用途不是时间戳",
    en: "the certificate is for another purpose than time-stamping",
  },
  "extension-twice": { zh: "同一扩展出现两次", en: "an extension stands twice" },
  "extensions-form": { zh: "扩展的写法有误", en: "the extensions are wrongly written" },
  "extensions-too-many": { zh: "扩展过多", en: "it has too many extensions" },
  "general-name": { zh: "名称的写法有误", en: "a name is wrongly written" },
  "key-and-algorithm-differ": {
    zh: "密钥与签名算法不匹配",
    en: "the key is not one for the signature's algorithm",
  },
  "key-is-for-pss": { zh: "密钥只能用于 RSA-PSS 签名", en: "the key is for RSA-PSS only" },
  "key-may-not-sign-certificates": {
    zh: "签发机构的密钥不得用来签发证书",
    en: "the issuer's key may not sign certificates",
  },
  "key-usage-not-only-signing": {
    zh: "密钥除签名外还有其他用途",
    en: "the key is for other uses besides signing",
  },
  "key-usage-not-signing": { zh: "密钥的用途不包括签名", en: "the key is not for signing" },
  "name-attribute": { zh: "主体名称的写法有误", en: "the name of a subject is wrongly written" },
  "name-constraints-empty": { zh: "名称限制没有内容", en: "the name constraints are empty" },
  "name-constraints-too-many": { zh: "名称限制过多", en: "it has too many name constraints" },
  "name-excluded": {
    zh: "名称属于签发机构不得签发的范围",
    en: "its issuer may not issue for this name",
  },
  "name-not-comparable": {
    zh: "名称的写法使名称限制无法判断",
    en: "its name is written so that its issuer's limits cannot be applied",
  },
  "name-not-permitted": {
    zh: "名称不在签发机构获准签发的范围内",
    en: "its name is outside what its issuer may issue for",
  },
  "name-too-long": { zh: "主体名称过长", en: "the name of a subject is too long" },
  "not-about-it": { zh: "不是关于这张证书的", en: "it is not about this certificate" },
  "not-an-authority": {
    zh: "签发它的证书不是签发机构的证书",
    en: "the certificate that issued it is no authority's",
  },
  "not-yet-valid": { zh: "证书当时尚未生效", en: "the certificate was not valid yet" },
  "ocsp-certificates": {
    zh: "OCSP 答复所附证书过多",
    en: "the OCSP answer carries too many certificates",
  },
  "ocsp-not-successful": { zh: "OCSP 服务没有给出答复", en: "the OCSP service gave no answer" },
  "ocsp-reason": {
    zh: "OCSP 答复的吊销原因无法识别",
    en: "the OCSP answer gives a reason that is not known",
  },
  "ocsp-responder": {
    zh: "OCSP 答复没有写明答复者",
    en: "the OCSP answer does not say whose it is",
  },
  "ocsp-status": { zh: "OCSP 答复的状态有误", en: "the status in the OCSP answer is wrong" },
  "ocsp-type": {
    zh: "OCSP 答复的类型不支持",
    en: "the OCSP answer is of a type that is not supported",
  },
  "ocsp-unknown-critical": {
    zh: "OCSP 答复含有无法识别的关键扩展",
    en: "the OCSP answer has a critical extension that is not known",
  },
  "ocsp-version": { zh: "OCSP 答复版本有误", en: "the version of the OCSP answer is wrong" },
  "path-too-long": {
    zh: "证书链的级数超出签发机构的限定",
    en: "the chain has more levels than its issuer allows",
  },
  "policies-empty": { zh: "证书政策没有内容", en: "the certificate policies are empty" },
  "policies-too-many": { zh: "证书政策过多", en: "it has too many certificate policies" },
  "policy-constraints-empty": {
    zh: "证书政策限制没有内容",
    en: "the policy constraints are empty",
  },
  "policy-mapping-of-any": {
    zh: "对“任何政策”作了映射，这是不允许的",
    en: "it maps “any policy”, which is not allowed",
  },
  "policy-required": {
    zh: "要求的证书政策在证书链上不成立",
    en: "a certificate policy is demanded that the chain does not have",
  },
  "pss-mask": {
    zh: "RSA-PSS 的掩码算法不支持",
    en: "the mask algorithm of RSA-PSS is not supported",
  },
  "pss-parameters": { zh: "RSA-PSS 参数有误", en: "the parameters of RSA-PSS are wrong" },
  "pss-parameters-differ": {
    zh: "RSA-PSS 参数与密钥所限定的不同",
    en: "the parameters of RSA-PSS are not those that the key demands",
  },
  "pss-trailer": { zh: "RSA-PSS 的结尾标志有误", en: "the trailer of RSA-PSS is wrong" },
  "public-key-length": { zh: "公钥长度有误", en: "the length of the public key is wrong" },
  "public-key-point": { zh: "公钥不是曲线上的点", en: "the public key is no point of its curve" },
  "public-key-unknown": { zh: "公钥的种类无法识别", en: "the kind of public key is not known" },
  "public-key-value": { zh: "公钥的数值有误", en: "the value of the public key is wrong" },
  "purpose-not-allowed": {
    zh: "签发机构不得为这一用途签发证书",
    en: "its issuer may not issue for this purpose",
  },
  "purposes-not-signing": {
    zh: "证书只用于时间戳、网站、代码签名或吊销应答，不用于签署文件",
    en: "it is for time-stamps, servers, code or revocation answers alone, not for signing documents",
  },
  "request-algorithm": {
    zh: "证书申请的签名算法不支持",
    en: "the signature algorithm of the request is not supported",
  },
  "request-signature": { zh: "证书申请的签名不正确", en: "the signature of the request is wrong" },
  "request-version": { zh: "申请的版本有误", en: "the version of the request is wrong" },
  revoked: { zh: "证书已被吊销", en: "the certificate had been revoked" },
  signature: { zh: "签名不正确", en: "its signature is wrong" },
  "signer-not-authorized": {
    zh: "签发者无权发布该证书的吊销信息",
    en: "whoever signed it may not speak for the issuer",
  },
  "signer-not-valid": {
    zh: "签发吊销信息的证书当时无效",
    en: "the certificate that signed it was not valid",
  },
  "signer-revocation-unknown": {
    zh: "签发吊销信息的证书是否被吊销不明",
    en: "whether the certificate that signed it was revoked is not known",
  },
  "signer-revoked": {
    zh: "签发吊销信息的证书已被吊销",
    en: "the certificate that signed it had been revoked",
  },
  "status-unknown": { zh: "答复的状态不明", en: "its status is unknown" },
  "too-many-forgeries": {
    zh: "伪造的吊销信息过多，未再逐一核对",
    en: "there are too many forgeries among it to look at each",
  },
  "too-old": { zh: "吊销信息早于所需的时间", en: "it is older than the moment that counts" },
  "unknown-algorithm": { zh: "签名算法无法识别", en: "the signature algorithm is not known" },
  "unknown-critical-extension": {
    zh: "含有无法识别的关键扩展",
    en: "it has a critical extension that is not known",
  },
} as const satisfies RuleWords;
