import { uiTable } from "./ui-table.ts";

/** The first screen. */
export const startWords = uiTable({
  title: {
    zh: "把文件固定为可以自行核验的证据",
    en: "Fix a file as evidence that anyone can check",
  },
  lead: {
    zh: "封存、盖时间戳、由多家机构联署，装进一个证据包。多年以后，法院不依赖本软件也能离线核验。",
    en: "Sealed, time-stamped and cosigned by several institutions, in one package. Years later a court can check it offline, without this software.",
  },
  practiceTitle: { zh: "试一试", en: "Try it" },
  practiceText: {
    zh: "用本机的演练机构走完全过程。结果真实可验，但不具法律效力。",
    en: "Go through the whole procedure with practice institutions on this computer. The result can be checked, but has no legal force.",
  },
  practiceGo: { zh: "开始演练", en: "Start a practice run" },
  realTitle: { zh: "正式取证", en: "Real evidence" },
  realText: {
    zh: "选定时间戳机构、签名身份和联盟，为案件或作品固定证据。",
    en: "Choose time-stamping authorities, your identity and a consortium, and fix evidence for a case or a work.",
  },
  realGo: { zh: "准备取证", en: "Prepare" },
  verifyTitle: { zh: "核验", en: "Verify" },
  verifyText: {
    zh: "收到一个证据包？查看它是否完整、最迟何时存在、由谁证明。",
    en: "Received a package? See whether it is intact, when it existed at the latest, and who attests it.",
  },
  verifyGo: { zh: "核验证据包", en: "Verify a package" },
  recent: { zh: "最近的证据", en: "Recent evidence" },
  all: { zh: "全部证据", en: "All evidence" },
  given: {
    zh: "收到 {count} 个文件，要怎么处理？",
    en: "{count} files were handed over. What should be done with them?",
  },
});
