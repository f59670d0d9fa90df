import { uiTable } from "./ui-table.ts";

/** Verifying what somebody else made. */
export const verifyWords = uiTable({
  title: { zh: "核验证据包", en: "Verify a package" },
  lead: {
    zh: "放入 .asice 证据包；也可以同时放入手头的文件，看它是不是其中的成员。核验在本机完成，不联网也能得出结论。",
    en: "Put in an .asice package. Add a loose file beside it to see whether it is a member. All of it happens on this computer; no network is needed for a verdict.",
  },
  drop: {
    zh: "把证据包（和要比对的文件）拖到这里",
    en: "Drop packages here, with files to compare",
  },
  running: { zh: "正在核验……", en: "Verifying…" },
  result: { zh: "“{name}”的核验结论", en: "Verdict on “{name}”" },
  another: { zh: "核验其他文件", en: "Verify something else" },
  stays: {
    zh: "放入的文件不会离开本机，也不会被保存。",
    en: "What you put in stays on this computer and is not kept.",
  },
});
