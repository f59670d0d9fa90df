import { uiTable } from "./ui-table.ts";

/** The frame round every screen. */
export const shellWords = uiTable({
  product: { zh: "存真", en: "Cunzhen" },
  skip: { zh: "跳到正文", en: "Skip to content" },
  home: { zh: "首页", en: "Home" },
  evidence: { zh: "证据", en: "Evidence" },
  verify: { zh: "核验", en: "Verify" },
  trust: { zh: "信任与身份", en: "Trust & identity" },
  mainNavigation: { zh: "主导航", en: "Main" },
  theme: { zh: "外观", en: "Appearance" },
  themeLight: { zh: "浅色", en: "Light" },
  themeDark: { zh: "深色", en: "Dark" },
  themeSystem: { zh: "跟随系统", en: "System" },
  practiceLabel: { zh: "演练 不具法律效力", en: "Practice · no legal force" },
  vaultAt: { zh: "保管目录", en: "Vault" },
  version: { zh: "版本 {version}", en: "Version {version}" },
  loading: { zh: "正在读取……", en: "Loading…" },
  close: { zh: "关闭", en: "Close" },
  cancel: { zh: "取消", en: "Cancel" },
  copy: { zh: "复制", en: "Copy" },
  copied: { zh: "已复制", en: "Copied" },
  copyDigest: { zh: "复制 {what} 的完整摘要", en: "Copy the whole digest of {what}" },
  nextStep: { zh: "下一步", en: "What to do next" },
  lostConnection: {
    zh: "与后台服务的连接中断。已保存的内容没有丢失；恢复后会自动更新。",
    en: "The connection to the service is gone. Nothing that was saved is lost; the page catches up when it is back.",
  },
  screenBroken: {
    zh: "这一页显示时出了错。已保存的内容没有丢失。",
    en: "This page failed to show. Nothing that was saved is lost.",
  },
  reload: { zh: "重新载入", en: "Reload" },
  notFound: { zh: "没有这一页。", en: "There is no such page." },
});
