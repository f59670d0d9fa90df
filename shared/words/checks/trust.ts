import { checkTable, nothingToDo } from "./check-table.ts";

/** What depends on whom the verifier trusts, and what could not be looked at. */
export const trustChecks = checkTable({
  PRACTICE_NETWORK: {
    outcome: "indeterminate",
    clause: "Cunzhen design 7",
    zh: "本件由演练网络签发，不具法律效力；没有任何补充文件能改变这一点。",
    en: "A practice network issued this; it has no legal force, and no further file changes that.",
    cause: {
      zh: "证据在演练中制作，没有机构为其负责。",
      en: "It was made for practice; no institution answers for it.",
    },
    next: {
      zh: "没有什么可以补充，无需向任何人索取。",
      en: "Nothing can be added, and there is nothing to ask anyone for.",
    },
  },
  PRACTICE_ACCEPTED: {
    outcome: "passed",
    clause: "Cunzhen design 7",
    zh: "本机所有者已接受该演练网络；演练不具法律效力。",
    en: "This computer's owner accepted the practice network; practice has no legal force.",
    cause: nothingToDo,
    next: { zh: "请勿提交法院。", en: "Do not file it." },
  },
  POLICY_CHECK_MISSING: {
    outcome: "indeterminate",
    clause: "Cunzhen verdict policy",
    zh: "核验规则“{policy}”要求有 {code} 一项，此处没有。",
    en: "The policy “{policy}” demands the check {code}, which is not here.",
    cause: {
      zh: "材料中没有规则要求的那一部分，例如没有存证回执或没有第二个时间戳。",
      en: "The input lacks the part that the policy asks for, such as a receipt or a second time-stamp.",
    },
    next: {
      zh: "请向提交方索取含有该部分的证据包，或确认是否适用这一核验规则。",
      en: "Ask the party for a package that has that part, or settle whether this policy applies.",
    },
  },
  SOURCE_UNREADABLE: {
    outcome: "indeterminate",
    clause: "Cunzhen architecture 2",
    zh: "读取{file:file}时出错，核验没有完成。",
    en: "Reading {file:file} failed, so verification did not finish.",
    cause: {
      zh: "没有读取该文件的权限，磁盘、网络盘或移动介质出错，或文件在核验时被改动或移走。",
      en: "You may not read the file, a disk, network share or removable medium failed, or the file was changed or moved meanwhile.",
    },
    next: {
      zh: "请确认有读取权限，将文件复制到本机磁盘后重新核验。",
      en: "See that you may read the file, copy it to a local disk and verify again.",
    },
  },
  CHECK_INTERRUPTED: {
    outcome: "indeterminate",
    clause: "Cunzhen architecture 2",
    zh: "核验程序自身出错（{step:step}），该项没有结论。",
    en: "The verifier itself went wrong ({step:step}); this check has no result.",
    cause: {
      zh: "本软件有错误，或内存等资源不足。",
      en: "A fault of this software, or too little memory.",
    },
    next: {
      zh: "请将证据包交给开发者，并改用第三方命令复核（见 VERIFY.md）。",
      en: "Send the package to the developers, and check it with foreign tools meanwhile (see VERIFY.md).",
    },
  },
});
