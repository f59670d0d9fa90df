import { checkTable, nothingToDo } from "./check-table.ts";

const clause = "ETSI EN 319 122-1";
const askUnchanged = {
  zh: "请勿作为依据；请向提交方索取未改动的容器。",
  en: "Do not rely on it; ask the party for the unchanged container.",
} as const;
const changed = {
  zh: "内容或签名在签署之后被改动，或两者不属于一起。",
  en: "The content or the signature was changed after signing, or the two do not belong together.",
} as const;

/** CAdES signatures in containers that other software made. The subject is the signature's file. */
export const cadesChecks = checkTable({
  CADES_SIGNATURE_VALID: {
    outcome: "passed",
    clause,
    zh: "“{signer}”对“{file}”的签名正确。",
    en: "The signature of “{signer}” over “{file}” is correct.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  CADES_MALFORMED: {
    outcome: "failed",
    clause,
    zh: "签名不符合 CAdES 格式（{rule:rule}）。",
    en: "The signature breaks the CAdES format ({rule:rule}).",
    cause: changed,
    next: askUnchanged,
  },
  CADES_OTHER_CONTENT: {
    outcome: "failed",
    clause: "RFC 5652 §11.2",
    zh: "签名所签的不是“{file}”：内容被改动，或签名取自别处。",
    en: "The signature is not over “{file}”: the content was changed, or the signature comes from elsewhere.",
    cause: changed,
    next: askUnchanged,
  },
  CADES_CONTENT_MISSING: {
    outcome: "indeterminate",
    clause: "RFC 5652 §11.2",
    zh: "签名所签的“{file}”无法取得，签名未能核验。",
    en: "“{file}”, which the signature is over, could not be had, so the signature was not checked.",
    cause: {
      zh: "被签文件缺失，或其摘要算法本程序不支持。",
      en: "The signed file is missing, or this program does not know its digest algorithm.",
    },
    next: {
      zh: "请向提交方索取完整的容器。",
      en: "Ask the party for the complete container.",
    },
  },
  CADES_SIGNATURE_WRONG: {
    outcome: "failed",
    clause: "RFC 5652 §5.6",
    zh: "“{signer}”的签名不正确（{rule:rule}）。",
    en: "The signature of “{signer}” is wrong ({rule:rule}).",
    cause: changed,
    next: askUnchanged,
  },
  CADES_ALGORITHM_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 5652 §5.6",
    zh: "本程序不支持该签名的算法（{algorithm}），无法核验签名。",
    en: "This program does not know the signature's algorithm ({algorithm}), so it was not checked.",
    cause: {
      zh: "签名使用了少见或很旧的算法。",
      en: "The signature uses a rare or very old algorithm.",
    },
    next: {
      zh: "请用支持该算法的工具复核，或更新本程序。",
      en: "Check it with a tool that knows the algorithm, or update this program.",
    },
  },
  CADES_CERTIFICATE_MISSING: {
    outcome: "indeterminate",
    clause: "RFC 5652 §5.3",
    zh: "缺少签名人的证书，无法核验签名。",
    en: "The signer's certificate is missing, so the signature cannot be checked.",
    cause: {
      zh: "签名没有附带证书。",
      en: "The signature does not carry its certificate.",
    },
    next: {
      zh: "请取得签名人的证书，放入信任目录后重新核验。",
      en: "Get the signer's certificate, put it into the trust folder and verify again.",
    },
  },
  CADES_CERTIFICATE_UNBOUND: {
    outcome: "failed",
    clause: "ETSI EN 319 122-1 §5.2.2",
    zh: "签名没有锁定证书“{signer}”（{rule:rule}）。",
    en: "The signature does not bind the certificate “{signer}” ({rule:rule}).",
    cause: {
      zh: "签名不是 CAdES 签名，或证书被换过。",
      en: "It is no CAdES signature, or its certificate was exchanged.",
    },
    next: askUnchanged,
  },
  CADES_TIME_PROVEN: {
    outcome: "passed",
    clause: "ETSI EN 319 122-1 §5.3",
    zh: "“{signer}”的签名在 {time:time} 已经存在。",
    en: "The signature of “{signer}” existed at {time:time}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  CADES_PARTS_NOT_JUDGED: {
    outcome: "indeterminate",
    clause: "ETSI EN 319 122-1 §5.5",
    zh: "签名附带的下列部分未作核验：{parts:part}。它们只能增强证明，不影响其他核验项。",
    en: "These parts that the signature carries were not judged: {parts:part}. They can only add to the proof and take nothing from the other checks.",
    cause: {
      zh: "签名含归档时间戳或副署，本程序只予识别。",
      en: "The signature has archive time-stamps or countersignatures, which this program only recognises.",
    },
    next: {
      zh: "需要这些部分时，请用其他工具（例如 EU DSS）核验。",
      en: "Where they are needed, check them with another tool such as EU DSS.",
    },
  },
});
