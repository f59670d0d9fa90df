import { checkTable, nothingToDo } from "./check-table.ts";

const clause = "Cunzhen docs/spec/custody.md";
const askUnchanged = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

/** The custody log up to `sealed`. */
export const custodyChecks = checkTable({
  CUSTODY_WHOLE: {
    outcome: "passed",
    clause,
    zh: "保管链完整：{entries} 条记录环环相扣，均由采集设备签名，止于封存。",
    en: "The custody log is whole: {entries} linked entries, all signed by the capturing device, ending at the seal.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  CUSTODY_MISSING: {
    outcome: "failed",
    clause,
    zh: "缺少保管链（custody.jsonl）。",
    en: "The custody log (custody.jsonl) is missing.",
    cause: {
      zh: "保管链被取出，或重新打包时遗漏。",
      en: "The log was taken out, or left out when it was packed again.",
    },
    next: askUnchanged,
  },
  CUSTODY_MALFORMED: {
    outcome: "failed",
    clause,
    zh: "保管链不符合格式（{rule:rule}）。",
    en: "The custody log breaks its format ({rule:rule}).",
    cause: {
      zh: "保管链被编辑过，或由有错误的软件写成。",
      en: "The log was edited, or written by faulty software.",
    },
    next: askUnchanged,
  },
  CUSTODY_LINK_BROKEN: {
    outcome: "failed",
    clause,
    zh: "保管链在第 {seq} 条断开：记录被增删、调换，或属于另一项证据。",
    en: "The custody log breaks at entry {seq}: entries were added, removed or moved, or belong to other evidence.",
    cause: {
      zh: "有记录被删去、插入或调换，或放入了另一项证据的保管链。",
      en: "An entry was removed, inserted or moved, or the log of other evidence was put in.",
    },
    next: askUnchanged,
  },
  CUSTODY_SIGNATURE_WRONG: {
    outcome: "failed",
    clause,
    zh: "保管链第 {seq} 条的设备签名不正确。",
    en: "The device's signature on custody entry {seq} is wrong.",
    cause: {
      zh: "记录在签名之后被改动。",
      en: "The entry was changed after it was signed.",
    },
    next: askUnchanged,
  },
  CUSTODY_OTHER_DEVICE: {
    outcome: "failed",
    clause,
    zh: "保管链第 {seq} 条不是 evidence.json 所记设备写的。",
    en: "Custody entry {seq} was not written by the device that evidence.json names.",
    cause: {
      zh: "记录由另一台设备补写，或放入了另一项证据的保管链。",
      en: "Another device wrote the entry afterwards, or the log of other evidence was put in.",
    },
    next: askUnchanged,
  },
  CUSTODY_UNKNOWN_PARTY: {
    outcome: "failed",
    clause,
    zh: "保管链第 {seq} 条提到的主体“{party}”不在 evidence.json 中。",
    en: "Custody entry {seq} names a party “{party}” that evidence.json does not know.",
    cause: {
      zh: "证据说明中的主体被删改，或记录是另行编写的。",
      en: "The party was removed from the description, or the entry was composed otherwise.",
    },
    next: askUnchanged,
  },
  CUSTODY_NOT_SEALED: {
    outcome: "failed",
    clause,
    zh: "保管链没有以封存本证据的 evidence.json 结束。",
    en: "The custody log does not end by sealing this evidence.json.",
    cause: {
      zh: "保管链末尾被截去，或证据说明在封存之后被更换。",
      en: "The end of the log was cut off, or the description was exchanged after sealing.",
    },
    next: askUnchanged,
  },
  CUSTODY_TIME_BACKWARDS: {
    outcome: "indeterminate",
    clause,
    zh: "保管链第 {seq} 条自称的时间早于前一条，设备时钟可能被调整过。",
    en: "Custody entry {seq} claims a time before the one above it; the device's clock may have been set.",
    cause: {
      zh: "采集设备的时钟在两条记录之间被校准或调整。",
      en: "The device's clock was set between the two entries.",
    },
    next: {
      zh: "如该条记录的时间有争议，请提交方说明设备时钟；以时间戳所证明的时间为准。",
      en: "If the time of that entry is disputed, ask the party about the device's clock; the tokens' times are what counts.",
    },
  },
  CUSTODY_ORDER_WRONG: {
    outcome: "failed",
    clause,
    zh: "{file} 第 {seq} 条“{act:act}”不能在此处发生：先后与之前的记录矛盾。",
    en: "{file}: entry {seq}, “{act:act}”, cannot happen there; it contradicts the acts before it.",
    cause: {
      zh: "记录被重新编写，或由有错误的软件写成。",
      en: "The log was composed afterwards, or written by faulty software.",
    },
    next: askUnchanged,
  },
  CUSTODY_CAPTURE_DIFFERS: {
    outcome: "failed",
    clause,
    zh: "保管链所记的采集时间与 evidence.json 所记的相差 {span:span}。",
    en: "The capture time in the custody log differs from the one in evidence.json by {span:span}.",
    cause: {
      zh: "两份封存记录由同一设备在同一时刻写成，本应一致；其中之一被另行编写。",
      en: "One device wrote both at one moment, so they should agree; one of them was composed otherwise.",
    },
    next: askUnchanged,
  },
  CUSTODY_SLIGHTLY_AFTER_TOKEN: {
    outcome: "indeterminate",
    clause,
    zh: "{file} 第 {seq} 条自称的时间比覆盖它的时间戳 {token} 晚 {span:span}，在十分钟以内，通常是设备时钟偏快。",
    en: "{file}: entry {seq} claims a time {span:span} after the token {token} that covers it; within ten minutes, usually a fast device clock.",
    cause: {
      zh: "采集设备的时钟比时间戳机构快。",
      en: "The device's clock runs ahead of the authority's.",
    },
    next: {
      zh: "以时间戳所证明的时间为准；有争议时请提交方说明设备时钟。",
      en: "The token's time is what counts; if it is disputed, ask the party about the device's clock.",
    },
  },
  CUSTODY_AFTER_TOKEN: {
    outcome: "indeterminate",
    clause,
    zh: "{file} 第 {seq} 条自称的时间比覆盖它的时间戳 {token} 晚 {span:span}：内容在时间戳之时已存在，该条自称的时间因此不实。",
    en: "{file}: entry {seq} claims a time {span:span} after the token {token} that covers it: it existed when the token was made, so the time it claims is wrong.",
    cause: {
      zh: "设备时钟严重失准，或记录中的时间是编写的。",
      en: "The device's clock was far off, or the claimed time was made up.",
    },
    next: {
      zh: "请提交方说明采集设备的时钟；该条所述时间请勿作为依据。",
      en: "Ask the party to explain the device's clock; do not rely on the time of that entry.",
    },
  },
  CUSTODY_IN_FUTURE: {
    outcome: "indeterminate",
    clause,
    zh: "{file} 第 {seq} 条自称的时间比本机时钟晚 {span:span}。",
    en: "{file}: entry {seq} claims a time {span:span} ahead of this computer's clock.",
    cause: {
      zh: "本机时钟或采集设备的时钟不准。",
      en: "This computer's clock or the device's is off.",
    },
    next: {
      zh: "请校准本机时钟后重新核验。",
      en: "Set this computer's clock and verify again.",
    },
  },
  CUSTODY_CONTINUED: {
    outcome: "passed",
    clause,
    zh: "封存之后的保管链在 {files} 份文件中连续，共 {entries} 条，均由同一设备签名。",
    en: "The custody log continues after the seal through {files} files, {entries} entries in all, signed by the same device.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  CUSTODY_FILE_MISSING: {
    outcome: "failed",
    clause,
    zh: "保管链续篇 {file} 缺失：后面的续篇在，它却不在。",
    en: "The custody log's part {file} is missing, though a later one is there.",
    cause: {
      zh: "某一版次中的保管记录被取出。",
      en: "The custody records of an edition were taken out.",
    },
    next: askUnchanged,
  },
  CUSTODY_SEALED_AGAIN: {
    outcome: "failed",
    clause,
    zh: "{file} 第 {seq} 条是封存之前的行为“{act:act}”，不能出现在封存之后。",
    en: "{file}: entry {seq}, “{act:act}”, belongs before the seal and cannot follow it.",
    cause: {
      zh: "记录被重新编写。",
      en: "The log was composed afterwards.",
    },
    next: askUnchanged,
  },
});
