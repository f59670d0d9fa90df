import { checkTable, nothingToDo } from "./check-table.ts";

const askAgain = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

const regrouped = {
  zh: "证据包在封闭之后被重新打包或改动。",
  en: "The package was put together again or altered after it was closed.",
} as const;

/** Editions of a package: later acts, each closed again, with all earlier bytes unchanged. */
export const editionChecks = checkTable({
  EDITIONS_CONTINUE: {
    outcome: "passed",
    clause: "Cunzhen design 5",
    zh: "共 {n} 个版次，每一版完整包含前一版。",
    en: "There are {n} editions, each of which contains the one before unchanged.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  EDITION_NOT_CONTAINED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "第 {n} 版没有按原次序完整包含前一版（{earlier}）。",
    en: "Edition {n} does not contain the one before ({earlier}) whole and in its order.",
    cause: regrouped,
    next: askAgain,
  },
  EDITION_NUMBER_WRONG: {
    outcome: "failed",
    clause: "ETSI EN 319 162-1 §4.4.4",
    zh: "第 {n} 版的归档清单编号不符：可能缺少一个版次。",
    en: "The archive manifest of edition {n} has the wrong number: an edition may be missing.",
    cause: regrouped,
    next: askAgain,
  },
  EDITION_ENTRY_UNEXPECTED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "第 {n} 版加入了版次不允许的条目“{entry}”。",
    en: "Edition {n} adds “{entry}”, which an edition cannot add.",
    cause: regrouped,
    next: askAgain,
  },
  EDITION_NOT_SIGNED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "第 {n} 版的保管链没有经过签名，或签名未涵盖“{entry}”。",
    en: "The custody log of edition {n} is not signed, or its signature does not cover “{entry}”.",
    cause: regrouped,
    next: askAgain,
  },
  EDITION_TIMES_DESCEND: {
    outcome: "failed",
    clause: "RFC 4998 §5.3",
    zh: "第 {n} 版的封闭时间早于前一版。",
    en: "Edition {n} was closed before the edition that it continues.",
    cause: regrouped,
    next: askAgain,
  },
  ENTRY_ORDER: {
    outcome: "failed",
    clause: "Cunzhen design 5, strict rule (b)",
    zh: "条目的次序与归档清单不一致（从“{entry}”起）。",
    en: "The entries do not stand in the order of the archive manifest (from “{entry}” on).",
    cause: regrouped,
    next: askAgain,
  },
  EXCHANGE_UNEXPECTED: {
    outcome: "failed",
    clause: "Cunzhen design 5",
    zh: "“{entry}”不对应证据包中任何针对封存内容的时间戳。",
    en: "“{entry}” belongs to no time-stamp over the sealed payload.",
    cause: regrouped,
    next: askAgain,
  },
});
