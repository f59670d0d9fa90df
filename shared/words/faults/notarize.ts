import { faultTable } from "./fault-table.ts";

/** The main job, from the wish to the self-checked package. */
export const notarizeFaults = faultTable({
  NETWORK_UNKNOWN: {
    exit: 64,
    zh: "没有名为“{name}”的联盟网络。",
    en: "There is no network called “{name}”.",
    next: {
      zh: "运行 cunzhen trust list 查看，或先用 cunzhen trust add 接受其联盟描述。",
      en: "See cunzhen trust list, or accept its descriptor with cunzhen trust add first.",
    },
  },
  NO_AUTHORITY_CHOSEN: {
    exit: 64,
    zh: "不登记到联盟（--network none）时，必须用 --tsa 指定时间戳机构。",
    en: "Without a network (--network none), a time-stamping authority must be named with --tsa.",
    next: {
      zh: "加上 --tsa，或去掉 --network none。",
      en: "Add --tsa, or leave out --network none.",
    },
  },
  NEEDED_TOO_MANY: {
    exit: 64,
    zh: "要求 {needed} 个时间戳，但只选了 {chosen} 个机构。",
    en: "{needed} time-stamps are needed, but only {chosen} authorities are chosen.",
    next: {
      zh: "选择更多机构，或减小 --needed。",
      en: "Choose more authorities, or lower --needed.",
    },
  },
  CLAIMED_ELSEWHERE: {
    zh: "另一个存真程序正在处理存证 {id}。",
    en: "Another Cunzhen process is working on evidence {id}.",
    next: { zh: "等它完成即可。", en: "Wait for it to finish." },
  },
  CANCELLED: {
    zh: "已取消。已保存的内容仍在保管库中。",
    en: "Cancelled. What was kept is still in the vault.",
    next: {
      zh: "需要时运行 cunzhen resume 并指明该存证。",
      en: "If it is wanted after all, run cunzhen resume and name it.",
    },
  },
  OBJECT_DAMAGED: {
    zh: "保管库中的内容 {sha256} 丢失或与摘要不符。没有生成证据包。",
    en: "The vault's content {sha256} is missing or does not match its digest. No package was made.",
    next: {
      zh: "请检查磁盘并从备份恢复保管目录，然后继续。",
      en: "Check the disk and restore the vault folder from a backup, then resume.",
    },
  },
  SELF_CHECK_FAILED: {
    zh: "自检未通过：{codes:list}。证据包保留在保管库中，请勿提交。",
    en: "The self-check failed: {codes:list}. The package stays in the vault; do not file it.",
    next: {
      zh: "运行 cunzhen verify 查看各项原因；排除后运行 cunzhen resume。",
      en: "See each reason with cunzhen verify; then run cunzhen resume.",
    },
  },
  INTERNAL: {
    zh: "程序内部错误。已保存的内容没有丢失；详情见日志。",
    en: "An internal error. Nothing that was kept is lost; the log has the details.",
    next: {
      zh: "请重试；若再次出现，请附日志报告。",
      en: "Try again; if it comes back, report it with the log.",
    },
  },
  BAD_CALL: {
    exit: 64,
    zh: "请求格式有误：{problem}",
    en: "The request is malformed: {problem}",
    next: { zh: "请更新界面或检查调用方。", en: "Update the caller." },
  },
});
