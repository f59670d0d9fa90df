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
    next: nothingToDo,
  },
  CUSTODY_MISSING: {
    outcome: "failed",
    clause,
    zh: "缺少保管链（custody.jsonl）。",
    en: "The custody log (custody.jsonl) is missing.",
    next: askUnchanged,
  },
  CUSTODY_MALFORMED: {
    outcome: "failed",
    clause,
    zh: "保管链不符合格式（{rule}）。",
    en: "The custody log breaks its format ({rule}).",
    next: askUnchanged,
  },
  CUSTODY_LINK_BROKEN: {
    outcome: "failed",
    clause,
    zh: "保管链在第 {seq} 条断开：记录被增删、调换，或属于另一项证据。",
    en: "The custody log breaks at entry {seq}: entries were added, removed or moved, or belong to other evidence.",
    next: askUnchanged,
  },
  CUSTODY_SIGNATURE_WRONG: {
    outcome: "failed",
    clause,
    zh: "保管链第 {seq} 条的设备签名不正确。",
    en: "The device's signature on custody entry {seq} is wrong.",
    next: askUnchanged,
  },
  CUSTODY_OTHER_DEVICE: {
    outcome: "failed",
    clause,
    zh: "保管链第 {seq} 条不是 evidence.json 所记设备写的。",
    en: "Custody entry {seq} was not written by the device that evidence.json names.",
    next: askUnchanged,
  },
  CUSTODY_UNKNOWN_PARTY: {
    outcome: "failed",
    clause,
    zh: "保管链第 {seq} 条提到的主体“{party}”不在 evidence.json 中。",
    en: "Custody entry {seq} names a party “{party}” that evidence.json does not know.",
    next: askUnchanged,
  },
  CUSTODY_NOT_SEALED: {
    outcome: "failed",
    clause,
    zh: "保管链没有以封存本证据的 evidence.json 结束。",
    en: "The custody log does not end by sealing this evidence.json.",
    next: askUnchanged,
  },
  CUSTODY_TIME_BACKWARDS: {
    outcome: "indeterminate",
    clause,
    zh: "保管链第 {seq} 条自称的时间早于前一条，设备时钟可能被调整过。",
    en: "Custody entry {seq} claims a time before the one above it; the device's clock may have been set.",
    next: nothingToDo,
  },
});
