import { faultTable } from "./fault-table.ts";

/** What goes wrong between a page and the service, at the shell's port or the local host. */
export const hostFaults = faultTable({
  SERVICE_RESTARTED: {
    zh: "后台服务意外退出，已重新启动；已保存的内容没有丢失，进行中的存证会自动继续。",
    en: "The service ended unexpectedly and was started again. Nothing that was saved is lost; running items continue.",
    next: {
      zh: "如刚才的操作没有结果，请再试一次。",
      en: "Repeat what you just did if it shows no result.",
    },
  },
  SERVICE_GONE: {
    zh: "后台服务反复退出，无法继续。已保存的内容没有丢失。",
    en: "The service keeps ending and cannot go on. Nothing that was saved is lost.",
    next: { zh: "请关闭程序后重新打开。", en: "Close the app and open it again." },
  },
  CALL_NOT_ALLOWED: {
    zh: "页面不能进行这一操作。",
    en: "A page may not do this.",
    next: { zh: "请使用命令行。", en: "Use the command line." },
  },
  FILE_WITHOUT_PLACE: {
    zh: "“{name}”不是磁盘上的文件，无法读取。",
    en: "“{name}” is not a file on disk and cannot be read.",
    next: {
      zh: "请先保存到磁盘，再拖入或选择。",
      en: "Save it to disk first, then drop or choose it.",
    },
  },
});
