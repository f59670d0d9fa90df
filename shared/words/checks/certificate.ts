import { checkTable, nothingToDo } from "./check-table.ts";

const fromTheIssuer = {
  zh: "请从该机构的官方渠道（不要从提交方）取得吊销列表，加入后重新核验。",
  en: "Get the revocation list from the issuer's own channel, not from the party, add it and verify again.",
} as const;

/** Checks of a certificate chain at the time it was used. The subject is the file that needed the chain. */
export const certificateChecks = checkTable({
  CHAIN_TRUSTED: {
    outcome: "passed",
    clause: "RFC 5280 §6.1",
    zh: "“{certificate}”的证书链在 {at:time} 有效，终于本机信任的根证书“{root}”。",
    en: "At {at:time} the chain of “{certificate}” was valid and ends in the root “{root}”, which this computer trusts.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  CHAIN_INVALID: {
    outcome: "failed",
    clause: "RFC 5280 §6.1",
    zh: "“{certificate}”的证书链在 {at:time} 无效（{rule:rule}）。",
    en: "At {at:time} the chain of “{certificate}” was not valid ({rule:rule}).",
    cause: {
      zh: "链上有证书当时已过期、尚未生效、不得签发证书，或签名不符。",
      en: "A certificate of the chain had expired, was not yet valid, may not issue, or its signature does not hold.",
    },
    next: {
      zh: "请勿以此证书的签名为依据。",
      en: "Do not rely on what this certificate signed.",
    },
  },
  CHAIN_ALGORITHM_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6.1",
    zh: "本程序不支持“{certificate}”证书上的签名算法，无法核验证书链。",
    en: "This program does not know the algorithm of the signature on “{certificate}”, so the chain was not checked.",
    cause: {
      zh: "签发机构使用了较新或少见的算法；不表示证书有问题。",
      en: "The issuer uses a newer or rare algorithm; that is nothing against the certificate.",
    },
    next: {
      zh: "请用支持该算法的工具复核，或更新本程序。",
      en: "Check it with a tool that knows the algorithm, or update this program.",
    },
  },
  CHAIN_ISSUER_UNKNOWN: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6.1",
    zh: "“{certificate}”的签发机构“{issuer}”不在本机信任列表中；未发现内容被改动。",
    en: "“{issuer}”, which issued “{certificate}”, is not in this computer's trust list; nothing speaks against the content.",
    cause: {
      zh: "核验方还没有决定是否信任该签发机构，或链上的中间证书没有附带。",
      en: "Whoever verifies has not yet decided whether to trust this issuer, or an intermediate certificate was not given.",
    },
    next: {
      zh: "请从“{issuer}”的官方渠道（不要从提交方）取得根证书，核对摘要后加入信任列表，重新核验。",
      en: "Get the root certificate from “{issuer}”'s own channel, not from the party, compare its digest, trust it and verify again.",
    },
  },
  CHAIN_ROOT_LATER: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6.1.1(d), §6.2",
    zh: "“{certificate}”的证书链终于本机信任的“{root}”的密钥，但本机所存的该根证书自 {since:time} 起才有效，晚于 {at:time}。",
    en: "The chain of “{certificate}” ends in the key of “{root}”, which this computer trusts, but the root certificate kept here is valid only from {since:time}, later than {at:time}.",
    cause: {
      zh: "机构以同一名称和密钥重新签发了根证书，本机只有后签发的一份；也可能有人倒签了时间。",
      en: "The authority issued its root again under the same name and key, and only the later certificate is here; or somebody set a time back.",
    },
    next: {
      zh: "请从“{root}”的官方渠道（不要从提交方）取得当时有效的根证书，核对摘要后加入信任列表，重新核验。",
      en: "Get the root certificate that was valid then from “{root}”'s own channel, not from the party, compare its digest, trust it and verify again.",
    },
  },
  NOT_REVOKED: {
    outcome: "passed",
    clause: "RFC 5280 §6.3",
    zh: "“{certificate}”未被吊销（{source}，{knownAt:time} 签发）。",
    en: "“{certificate}” is not revoked ({source}, issued {knownAt:time}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  REVOKED: {
    outcome: "failed",
    clause: "RFC 3161 §4, RFC 5280 §5.3.1",
    zh: "“{certificate}”已于 {revokedAt:time} 被吊销（{reason:reason}），由它签发的时间戳或签名不再可信。",
    en: "“{certificate}” was revoked at {revokedAt:time} ({reason:reason}); what it signed can no longer be relied on.",
    cause: {
      zh: "私钥泄露、机构停业或证书信息有误，签发机构因此作废了它。",
      en: "The key was compromised, the authority ceased or its data were wrong, so its issuer revoked it.",
    },
    next: {
      zh: "请勿以此证书的签名为依据。",
      en: "Do not rely on what this certificate signed.",
    },
  },
  REVOKED_LATER: {
    outcome: "passed",
    clause: "RFC 3161 §4",
    zh: "“{certificate}”在 {revokedAt:time} 才被吊销（{reason:reason}）；此前的签名仍然有效。",
    en: "“{certificate}” was revoked only at {revokedAt:time} ({reason:reason}); what it signed before stays valid.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  REVOCATION_NOT_OFFERED: {
    outcome: "indeterminate",
    clause: "RFC 5280 §4.2.1.13",
    zh: "“{certificate}”没有写明到哪里查询吊销状态，因此无法查询。",
    en: "“{certificate}” names no source of revocation data, so none could be asked.",
    cause: {
      zh: "签发机构没有在证书中写明吊销信息的地址。",
      en: "The issuer put no address for revocation data into the certificate.",
    },
    next: fromTheIssuer,
  },
  TRY_LATER: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6.3",
    zh: "缺少“{certificate}”的吊销信息；其来源为 {source}。",
    en: "Revocation data for “{certificate}” is missing; its source is {source}.",
    cause: {
      zh: "制作时没有联网取得，或签发机构尚未发布覆盖该时间的列表。",
      en: "It could not be fetched when the package was made, or the issuer had not yet published a list for that time.",
    },
    next: {
      zh: "联网后从该来源取得吊销列表，加入后重新核验。",
      en: "Fetch the list from that source when online, add it and verify again.",
    },
  },
  REVOCATION_UNUSABLE: {
    outcome: "indeterminate",
    clause: "RFC 5280 §6.3.3",
    zh: "“{certificate}”的吊销信息不可用（{rule:rule}）。",
    en: "The revocation data for “{certificate}” cannot be used ({rule:rule}).",
    cause: {
      zh: "吊销信息已过期、早于所需时间、由他人签名或已损坏。",
      en: "The data are out of date, older than needed, signed by somebody else or damaged.",
    },
    next: fromTheIssuer,
  },
});
