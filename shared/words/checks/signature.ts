import { checkTable, nothingToDo } from "./check-table.ts";

const clause = "ETSI EN 319 122-1 (CAdES-B)";
const askUnchanged = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

/** The operator's signature over the payload manifest, and what is known of the signer. */
export const signatureChecks = checkTable({
  SIGNATURE_VALID: {
    outcome: "passed",
    clause,
    zh: "操作人“{signer}”对封存清单的签名正确。",
    en: "The signature of operator “{signer}” over the sealed manifest is correct.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SIGNATURE_MISSING: {
    outcome: "failed",
    clause,
    zh: "缺少操作人对封存清单的签名。",
    en: "The operator's signature over the sealed manifest is missing.",
    cause: {
      zh: "签名被取出，或重新打包时遗漏。",
      en: "The signature was taken out, or left out when it was packed again.",
    },
    next: askUnchanged,
  },
  SIGNATURE_MALFORMED: {
    outcome: "failed",
    clause,
    zh: "操作人签名不符合格式（{rule:rule}）。",
    en: "The operator's signature breaks its format ({rule:rule}).",
    cause: {
      zh: "签名文件损坏，或由不符合标准的软件制作。",
      en: "The signature file is damaged, or software made it that does not follow the standard.",
    },
    next: askUnchanged,
  },
  SIGNATURE_OTHER_CONTENT: {
    outcome: "failed",
    clause,
    zh: "操作人签名所签的不是本封存清单。",
    en: "The operator's signature is over another manifest than this one.",
    cause: {
      zh: "清单在签名之后被改动，或放入了另一项证据的签名。",
      en: "The manifest was changed after it was signed, or the signature of other evidence was put in.",
    },
    next: askUnchanged,
  },
  SIGNATURE_WRONG: {
    outcome: "failed",
    clause,
    zh: "操作人“{signer}”的签名不正确。",
    en: "The signature of operator “{signer}” is wrong.",
    cause: {
      zh: "签名或签名属性被改动，或不是用该证书的密钥所签。",
      en: "The signature or its attributes were changed, or another key than the certificate's made it.",
    },
    next: askUnchanged,
  },
  SIGNATURE_ALGORITHM_UNKNOWN: {
    outcome: "indeterminate",
    clause,
    zh: "本程序不支持操作人签名的算法（{algorithm}），无法核验签名。",
    en: "This program does not know the algorithm of the operator's signature ({algorithm}), so it was not checked.",
    cause: {
      zh: "签名使用了较新或少见的算法；不表示签名有问题。",
      en: "The signature uses a newer or rare algorithm; that is nothing against it.",
    },
    next: {
      zh: "请用支持该算法的工具复核，或更新本程序。",
      en: "Check it with a tool that knows the algorithm, or update this program.",
    },
  },
  SIGNER_CERTIFICATE_MISSING: {
    outcome: "failed",
    clause,
    zh: "操作人签名没有附带与之相符的证书。",
    en: "The operator's signature does not carry the certificate that it names.",
    cause: {
      zh: "证书被取出或替换。",
      en: "The certificate was taken out or exchanged.",
    },
    next: askUnchanged,
  },
  SIGNER_NOT_OPERATOR: {
    outcome: "failed",
    clause,
    zh: "签名证书“{signer}”不是 evidence.json 所记操作人的证书。",
    en: "The signing certificate “{signer}” is not the one that evidence.json names for the operator.",
    cause: {
      zh: "证据由一人封存，却由另一人签名；或签名被更换。",
      en: "One person sealed it and another signed; or the signature was exchanged.",
    },
    next: askUnchanged,
  },
  SIGNER_CERTIFIED: {
    outcome: "passed",
    clause: "RFC 5280 §6",
    zh: "签名人“{signer}”的证书在签名时有效，签发链止于本机信任的根证书“{root}”。",
    en: "The certificate of signer “{signer}” was valid when it signed, and its chain ends in “{root}”, which this computer trusts.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SIGNER_SELF_DECLARED: {
    outcome: "indeterminate",
    clause: "Cunzhen design 7",
    zh: "签名人身份为自称，未经认证机构核实。",
    en: "The signer's identity is self-declared.",
    cause: {
      zh: "操作人使用自己制作的证书，没有认证机构核实其身份。",
      en: "The operator uses a certificate of their own making; no authority has confirmed who they are.",
    },
    next: {
      zh: "如身份有争议，请以其他材料核实，或要求提交方使用认证机构签发的证书另作说明并签名。",
      en: "If the identity is disputed, establish it by other means, or have the party sign a statement with a certificate from an authority.",
    },
  },
  SIGNER_ISSUER_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6",
    zh: "签名人“{signer}”的证书由“{issuer}”签发，该机构不在本机信任列表中，身份未经核实。",
    en: "The certificate of signer “{signer}” was issued by “{issuer}”, which is not in this computer's trust list; the identity is not confirmed.",
    cause: {
      zh: "核验方还没有决定是否信任该签发机构。",
      en: "Whoever verifies has not yet decided whether to trust this issuer.",
    },
    next: {
      zh: "请从“{issuer}”的官方渠道（不要从提交方）取得根证书，核对摘要后重新核验。",
      en: "Get the root certificate from “{issuer}”'s own channel, not from the party, compare its digest, and verify again.",
    },
  },
  SIGNER_REVOCATION_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6.3",
    zh: "签名人“{signer}”的证书是否被撤销，没有取得资料。",
    en: "Whether the certificate of signer “{signer}” was revoked could not be learned.",
    cause: {
      zh: "封存时没有取得吊销列表，证据包内也没有。",
      en: "No revocation list was to be had at sealing, and the package holds none.",
    },
    next: {
      zh: "请从“{issuer}”取得吊销列表（CRL），放入信任目录后重新核验。",
      en: "Get the revocation list (CRL) of “{issuer}”, put it into the trust folder and verify again.",
    },
  },
  SIGNER_CERTIFICATE_REFUSED: {
    outcome: "failed",
    clause: "RFC 5280 §6",
    zh: "签名人“{signer}”的证书在签名时无效（{reason:rule}）。",
    en: "The certificate of signer “{signer}” was not valid when it signed ({reason:rule}).",
    cause: {
      zh: "证书在签名时已过期、尚未生效、已被撤销，或不可用于签名。",
      en: "The certificate had expired, was not yet valid, was revoked, or is not for signing.",
    },
    next: {
      zh: "签名人的身份不能据此认定。",
      en: "The signer's identity does not follow from it.",
    },
  },
  SIGNER_TIME_UNPROVEN: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 102-1 §5.2.6",
    zh: "签名人“{signer}”的证书现已过期，没有可信时间戳证明签名作于证书有效期内。",
    en: "The certificate of signer “{signer}” has expired, and no trusted time-stamp proves that the signature was made before that.",
    cause: {
      zh: "签名没有附时间戳，或时间戳的签发机构不在信任列表中。",
      en: "The signature bears no time-stamp, or one of an authority that is not trusted here.",
    },
    next: {
      zh: "请向提交方索取对该签名的时间戳，或把其签发机构的根证书加入信任列表后重新核验。",
      en: "Ask the party for a time-stamp over the signature, or trust the root of the authority that gave one, and verify again.",
    },
  },
  SIGNATURE_ALGORITHM_PAST: {
    outcome: "indeterminate",
    clause: "ETSI TS 119 312 V1.5.1 §9",
    zh: "签名所用算法 {algorithm} 的可用期已于 {until:time} 届满，没有此前的证明表明签名当时已存在。",
    en: "The term of {algorithm}, with which the signature was made, ended at {until:time}, and nothing proves that the signature existed before then.",
    cause: {
      zh: "签名使用较旧的算法，且没有及时加盖时间戳。",
      en: "The signature uses an older algorithm and was not time-stamped in time.",
    },
    next: {
      zh: "请索取 {until:time} 之前对该签名所作的时间戳；没有的，请由鉴定人说明。",
      en: "Ask for a time-stamp over the signature from before {until:time}; without one, hear an expert.",
    },
  },
});
