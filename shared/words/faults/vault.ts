import { faultTable } from "./fault-table.ts";

/** The vault itself, and items that a person names. `reason` is the system's own code, such as EROFS. */
export const vaultFaults = faultTable({
  VAULT_BUSY: {
    zh: "保管库“{home}”正被其他程序长时间占用。",
    en: "Another program has kept the vault “{home}” busy for too long.",
    next: { zh: "请稍后重试。", en: "Try again in a moment." },
  },
  VAULT_DAMAGED: {
    zh: "保管库文件“{file}”已损坏或不是存真的保管库（{reason:cause}）。",
    en: "The vault file “{file}” is damaged or is no Cunzhen vault ({reason:cause}).",
    next: {
      zh: "请勿删除；从备份恢复该目录。已生成的证据包不受影响，可单独核验。",
      en: "Do not delete it; restore the folder from a backup. Finished packages are not affected and can be verified by themselves.",
    },
  },
  VAULT_NEWER: {
    zh: "保管库由更新版本的存真写成（{found}，本版本只认识 {known}）。",
    en: "A newer Cunzhen has written this vault (version {found}; this one knows {known}).",
    next: { zh: "请更新存真。", en: "Update Cunzhen." },
  },
  ITEM_UNKNOWN: {
    zh: "保管库中没有存证“{id}”，或该写法对应不止一项。",
    en: "No evidence in this vault is called “{id}”, or more than one begins so.",
    next: { zh: "运行 cunzhen list 查看。", en: "See cunzhen list." },
  },
  VERIFIER_PAGE_MISSING: {
    zh: "找不到核验页“{file}”，没有导出任何文件。",
    en: "The verifier page “{file}” is not there; nothing was exported.",
    next: {
      zh: "运行 npm run build，或不加 --verifier 导出。",
      en: "Run npm run build, or export without --verifier.",
    },
  },
  ITEM_NOT_REMOVABLE: {
    zh: "存证 {id} 不能删除：只有随附的示例可以删除。",
    en: "Evidence {id} cannot be removed: only the bundled sample can.",
    next: {
      zh: "不需要的存证可以取消或不再使用。",
      en: "Evidence that is not wanted can be cancelled or left alone.",
    },
  },
  ITEM_FINISHED: {
    zh: "存证 {id} 已经完成，不能取消。",
    en: "Evidence {id} is finished and cannot be cancelled.",
    next: { zh: "无需操作。", en: "Nothing to do." },
  },
  PACKAGE_NOT_MADE: {
    zh: "存证 {id} 的证据包尚未生成（当前步骤：{state}）。",
    en: "The package of evidence {id} is not made yet (so far: {state}).",
    next: { zh: "运行 cunzhen resume，完成后再导出。", en: "Run cunzhen resume, then export." },
  },
});
