import { checkTable, nothingToDo } from "./check-table.ts";

const askForOriginal = {
  zh: "请勿以此时间戳为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on this time-stamp; ask the party for the unchanged package.",
} as const;

const notByThisAuthority = {
  zh: "请勿以此时间戳为依据；可由证据包中的其他时间戳证明时间。",
  en: "Do not rely on this time-stamp; another one in the package may prove the time.",
} as const;

/** Who signed an RFC 3161 token: the certificate, the signature, its purpose and its name. */
export const timestampSignerChecks = checkTable({
  TOKEN_SIGNER_FOUND: {
    outcome: "passed",
    clause: "RFC 5652 §5.3",
    zh: "已找到时间戳的签名证书：{authority}。",
    en: "The certificate that signed the time-stamp was found: {authority}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_SIGNER_MISSING: {
    outcome: "indeterminate",
    clause: "RFC 5652 §5.3",
    zh: "缺少签发此时间戳的证书，无法核验签名。",
    en: "The certificate that signed this time-stamp is missing, so the signature cannot be checked.",
    cause: {
      zh: "申请时间戳时没有要求附带证书，或证书被取出。",
      en: "The time-stamp was asked for without its certificate, or the certificate was taken out.",
    },
    next: {
      zh: "请从时间戳机构的官方渠道取得证书（{signer}），加入后重新核验。",
      en: "Get the certificate ({signer}) from the authority's own channel, add it and verify again.",
    },
  },
  TOKEN_SIGNATURE_VALID: {
    outcome: "passed",
    clause: "RFC 5652 §5.6",
    zh: "时间戳签名有效（{scheme}）。",
    en: "The time-stamp's signature is valid ({scheme}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_ATTRIBUTES_UNSORTED: {
    outcome: "passed",
    clause: "RFC 5652 §5.4",
    zh: "签名属性未按 DER 排序；按排序后的形式核验，签名有效。",
    en: "The signed attributes are not in DER order; over the sorted form the signature is valid.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_SIGNATURE_INVALID: {
    outcome: "failed",
    clause: "RFC 5652 §5.6",
    zh: "时间戳签名无效：时间戳被改动，或不是所称机构签发（{rule:rule}）。",
    en: "The time-stamp's signature is invalid: it was altered, or the named authority did not make it ({rule:rule}).",
    cause: {
      zh: "时间戳被改动或伪造，或附带了错误的证书。",
      en: "The time-stamp was altered or forged, or comes with the wrong certificate.",
    },
    next: askForOriginal,
  },
  TOKEN_ALGORITHM_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 5652 §5.6",
    zh: "本程序不支持此时间戳的签名算法（{algorithm}），无法核验签名。",
    en: "This program does not know the time-stamp's signature algorithm ({algorithm}), so the signature was not checked.",
    cause: {
      zh: "签发机构使用了较新或少见的算法；不表示时间戳有问题。",
      en: "The authority uses a newer or rare algorithm; that is nothing against the time-stamp.",
    },
    next: {
      zh: "请用支持该算法的工具复核，或更新本程序。",
      en: "Check it with a tool that knows the algorithm, or update this program.",
    },
  },
  TOKEN_SIGNER_BOUND: {
    outcome: "passed",
    clause: "RFC 5816 §2.2.1",
    zh: "签名属性锁定了签名证书（{attribute:list}）。",
    en: "The signed attributes bind the signing certificate ({attribute:list}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_SIGNER_UNBOUND: {
    outcome: "failed",
    clause: "RFC 5816 §2.2.1",
    zh: "签名属性没有锁定这张签名证书（{rule:rule}）。",
    en: "The signed attributes do not bind this signing certificate ({rule:rule}).",
    cause: {
      zh: "证书被替换，或签发机构的软件没有写入证书标识。",
      en: "The certificate was exchanged, or the authority's software does not name its certificate.",
    },
    next: notByThisAuthority,
  },
  TOKEN_SIGNER_PURPOSE: {
    outcome: "passed",
    clause: "RFC 3161 §2.3",
    zh: "签名证书只用于签发时间戳。",
    en: "The signing certificate is for time-stamping and nothing else.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_SIGNER_WRONG_PURPOSE: {
    outcome: "failed",
    clause: "RFC 3161 §2.3",
    zh: "签名证书的用途不符合时间戳证书的要求（{rule:rule}）。",
    en: "The signing certificate is not one for time-stamping ({rule:rule}).",
    cause: {
      zh: "用普通证书签发，不是由时间戳机构签发。",
      en: "An ordinary certificate signed it, not that of a time-stamping authority.",
    },
    next: notByThisAuthority,
  },
  TOKEN_NAME_MATCHES: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳所写机构名称与签名证书一致。",
    en: "The authority named in the time-stamp is the subject of the signing certificate.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_NAME_DIFFERS: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳所写机构名称（{name}）不是签名证书的名称（{authority}）。",
    en: "The authority named in the time-stamp ({name}) is not the subject of the signing certificate ({authority}).",
    cause: {
      zh: "签发机构配置有误，或证书被替换。",
      en: "The authority is set up wrongly, or the certificate was exchanged.",
    },
    next: notByThisAuthority,
  },
});
