import { checkTable, nothingToDo } from "./check-table.ts";

const askForOriginal = {
  zh: "请勿以此时间戳为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on this time-stamp; ask the party for the unchanged package.",
} as const;

const notByThisAuthority = {
  zh: "请勿以此时间戳为依据；可由证据包中的其他时间戳证明时间。",
  en: "Do not rely on this time-stamp; another one in the package may prove the time.",
} as const;

/** What one RFC 3161 token says: its form, its content and what it is over. The subject is the token's file. */
export const timestampChecks = checkTable({
  TOKEN_WELL_FORMED: {
    outcome: "passed",
    clause: "ITU-T X.690 §10",
    zh: "时间戳是严格的 DER 编码。",
    en: "The time-stamp is strict DER.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_MALFORMED: {
    outcome: "failed",
    clause: "ITU-T X.690 §10",
    zh: "时间戳文件损坏：第 {at} 字节处不符合 DER 编码（{rule:rule}）。",
    en: "The time-stamp file is damaged: at byte {at} it breaks DER ({rule:rule}).",
    cause: {
      zh: "文件在传输或保存中损坏，或被人为修改。",
      en: "The file was damaged in transfer or storage, or changed by hand.",
    },
    next: askForOriginal,
  },
  TOKEN_SINGLE_SIGNER: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳是含一个签名者的 CMS 签名数据，内容为 TSTInfo。",
    en: "The time-stamp is CMS SignedData over TSTInfo with exactly one signer.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_NOT_A_TIMESTAMP: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "此文件不是 RFC 3161 时间戳（{rule:rule}）。",
    en: "This file is not an RFC 3161 time-stamp token ({rule:rule}).",
    cause: {
      zh: "文件是另一种签名或证书，被当作时间戳保存。",
      en: "It is another kind of signature or a certificate that was kept in the place of a time-stamp.",
    },
    next: askForOriginal,
  },
  TOKEN_CONTENT_UNDERSTOOD: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳内容完整可读，没有不认识的关键扩展。",
    en: "The time-stamp's content is complete, with no unknown critical extension.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_CONTENT_INVALID: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳内容不符合 RFC 3161（{rule:rule}）。",
    en: "The time-stamp's content breaks RFC 3161 ({rule:rule}).",
    cause: {
      zh: "签发机构的软件不符合标准，或使用了本软件不认识的关键扩展。",
      en: "The authority's software does not follow the standard, or uses a critical extension that is not known here.",
    },
    next: notByThisAuthority,
  },
  TOKEN_ATTRIBUTES_BIND: {
    outcome: "passed",
    clause: "RFC 5652 §5.3, §11",
    zh: "签名属性齐全，与时间戳内容一致。",
    en: "The signed attributes are complete and name this time-stamp's content.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_ATTRIBUTES_INVALID: {
    outcome: "failed",
    clause: "RFC 5652 §5.3, §11",
    zh: "时间戳的签名属性不合规（{rule:rule}）。",
    en: "The time-stamp's signed attributes are not in order ({rule:rule}).",
    cause: {
      zh: "签发机构的软件不符合标准。",
      en: "The authority's software does not follow the standard.",
    },
    next: notByThisAuthority,
  },
  TOKEN_CONTENT_CHANGED: {
    outcome: "failed",
    clause: "RFC 5652 §11.2",
    zh: "时间戳内容在签名之后被改动：内容摘要与签名属性不一致。",
    en: "The time-stamp's content was changed after signing: its digest differs from the signed one.",
    cause: {
      zh: "有人改动了时间或摘要，想让时间戳证明别的内容。",
      en: "Somebody changed the time or the digest to let the token speak for something else.",
    },
    next: askForOriginal,
  },
  TOKEN_UNSIGNED_PARTS: {
    outcome: "passed",
    clause: "RFC 5652 §5.1, §5.3",
    zh: "时间戳文件中下列部分不受签名保护，任何人都可增删而不影响时间戳：{parts:part}。",
    en: "These parts of the time-stamp file are under no signature; anybody can change them without touching the time-stamp: {parts:part}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_GM_FRAME: {
    outcome: "passed",
    clause: "GM/T 0010-2012",
    zh: "时间戳采用国密标准的签名数据类型。",
    en: "The time-stamp is framed by the SignedData type of the Chinese national standard.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_DATA_NOT_GIVEN: {
    outcome: "indeterminate",
    clause: "RFC 3161 §2.4.2",
    zh: "没有提供时间戳所对应的数据：需要 {digest} 摘要为 {imprint} 的文件。",
    en: "The data that the time-stamp is over was not given: a file whose {digest} digest is {imprint}.",
    cause: {
      zh: "只提供了时间戳，或提供的文件不是它所对应的文件。",
      en: "Only the time-stamp was given, or the files given are not the ones that it is over.",
    },
    next: {
      zh: "请把原文件与时间戳一起核验（--data 文件）。",
      en: "Verify the time-stamp together with the original file (--data FILE).",
    },
  },
  TOKEN_RESPONSE_GRANTED: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "此文件是时间戳响应（{status:status}），其中含有时间戳；响应状态不受签名保护。",
    en: "This file is a time-stamp response ({status:status}) that holds a time-stamp; its status is under no signature.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_RESPONSE_REFUSED: {
    outcome: "nothing_to_verify",
    clause: "RFC 3161 §2.4.2",
    zh: "此文件是时间戳机构的拒绝答复（{status:status}），不含时间戳。",
    en: "This file is an authority's refusal ({status:status}); it holds no time-stamp.",
    cause: {
      zh: "机构没有签发时间戳，答复被当作时间戳保存。",
      en: "The authority gave no time-stamp, and its answer was kept in the place of one.",
    },
    next: {
      zh: "请向提交方索取真正的时间戳文件。",
      en: "Ask the party for the time-stamp itself.",
    },
  },
  TOKEN_IMPRINT_MATCHES: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳对应的正是“{file}”。",
    en: "The time-stamp is over exactly “{file}”.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_IMPRINT_DIFFERS: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳对应的不是“{file}”：文件被改动，或时间戳取自别处。",
    en: "The time-stamp is not over “{file}”: the file was changed, or the time-stamp comes from elsewhere.",
    cause: {
      zh: "文件在加盖时间戳之后被改动，或时间戳属于另一份文件。",
      en: "The file was changed after it was stamped, or the time-stamp is that of another file.",
    },
    next: askForOriginal,
  },
  TOKEN_NONCE_MATCHES: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳带回了请求的随机数。",
    en: "The time-stamp returns the nonce of its request.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_NONCE_DIFFERS: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳不是对该请求的答复：随机数不符。",
    en: "The time-stamp does not answer its request: the nonce differs.",
    cause: {
      zh: "放入了对另一次请求的答复，或有人重放了旧的时间戳。",
      en: "The answer to another request was put in, or an old time-stamp was replayed.",
    },
    next: notByThisAuthority,
  },
  TOKEN_POLICY_MATCHES: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳按要求的策略签发（{policy}）。",
    en: "The time-stamp was issued under the policy asked for ({policy}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_POLICY_DIFFERS: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳的策略（{policy}）不是所要求的（{expected}）。",
    en: "The time-stamp's policy ({policy}) is not the one asked for ({expected}).",
    cause: {
      zh: "签发机构按另一项策略签发。",
      en: "The authority issued it under another policy.",
    },
    next: notByThisAuthority,
  },
  TOKEN_TIME_PLAUSIBLE: {
    outcome: "passed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳时间为 {time:time}。",
    en: "The time-stamp's time is {time:time}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_FROM_THE_FUTURE: {
    outcome: "failed",
    clause: "RFC 3161 §2.4.2",
    zh: "时间戳时间（{time:time}）晚于本机时间（{now:time}）。",
    en: "The time-stamp's time ({time:time}) lies after this computer's ({now:time}).",
    cause: {
      zh: "本机时钟不准；如时钟无误，则签发机构的时间有误。",
      en: "This computer's clock is off; if it is right, the authority's time is wrong.",
    },
    next: {
      zh: "请先校准本机时间再核验；若仍如此，请勿以此时间戳为依据。",
      en: "Set this computer's clock right and verify again; if it stays so, do not rely on this time-stamp.",
    },
  },
});
