import { faultTable } from "./fault-table.ts";

/** What keeps `cunzhen verify` from judging at all: never a verdict on the input. */
export const verifyFaults = faultTable({
  INPUT_MISSING: {
    exit: 64,
    zh: "没有核验：“{path}”不存在、无法访问，或不是普通文件。",
    en: "Nothing was verified: “{path}” does not exist, cannot be reached, or is no ordinary file.",
    next: {
      zh: "请核对路径和访问权限后重试；来自管道的内容请先保存为文件。",
      en: "Check the path and your permissions and try again; save what comes from a pipe as a file first.",
    },
  },
  POLICY_REFUSED: {
    exit: 64,
    zh: "没有核验：“{file}”不能用作核验规则（{rule:cause}）。",
    en: "Nothing was verified: “{file}” cannot be used as a policy ({rule:cause}).",
    next: {
      zh: "请按 docs/spec/verdict-policy.md 修改该文件；说明材料有问题或无法查看的核验项不能设为可选。",
      en: "Mend the file by docs/spec/verdict-policy.md; checks that speak against an input, or that could not be looked at, can never be optional.",
    },
  },
  VERIFY_CANCELLED: {
    exit: 130,
    zh: "核验已取消，没有结论。",
    en: "Verification was cancelled; there is no verdict.",
    next: { zh: "重新运行同一命令即可。", en: "Run the same command again." },
  },
  INPUT_FOLDER: {
    exit: 64,
    zh: "没有核验：“{path}”是文件夹，不是文件。",
    en: "Nothing was verified: “{path}” is a folder, not a file.",
    next: {
      zh: "核验其中的全部证据包：cunzhen verify {packages}",
      en: "To verify the packages in it: cunzhen verify {packages}",
    },
  },
  TIME_REFUSED: {
    exit: 64,
    zh: "没有核验：--at 的“{text}”不是带时区的时间。",
    en: "Nothing was verified: “{text}” after --at is no time with a zone.",
    next: {
      zh: "请写成 2026-11-21T10:00:00+08:00 或 2026-11-21T02:00:00Z。",
      en: "Write it as 2026-11-21T10:00:00+08:00 or 2026-11-21T02:00:00Z.",
    },
  },
  TRUST_FOLDER_MISSING: {
    exit: 64,
    zh: "没有核验：--trust 所指的文件夹“{folder}”不存在、无法读取，或不是文件夹。",
    en: "Nothing was verified: the folder “{folder}” after --trust does not exist, cannot be read, or is no folder.",
    next: {
      zh: "请核对路径；该文件夹存放本方信任的根证书（.pem、.crt、.cer）、吊销列表（.crl）和联盟描述（.json）。",
      en: "Check the path; that folder holds the roots (.pem, .crt, .cer), revocation lists (.crl) and network descriptors (.json) that you trust.",
    },
  },
  REPORT_ENDING: {
    exit: 64,
    zh: "没有核验：报告文件“{path}”的扩展名须为 .pdf、.html 或 .json，它决定报告的形式。",
    en: "Nothing was verified: the report “{path}” must end in .pdf, .html or .json, which chooses its form.",
    next: { zh: "请改用其中一种扩展名。", en: "Use one of these endings." },
  },
  REPORT_EXISTS: {
    exit: 64,
    zh: "没有核验：“{path}”已存在，报告不会覆盖它。",
    en: "Nothing was verified: “{path}” exists, and the report does not write over it.",
    next: {
      zh: "请换一个文件名；确要替换旧报告时加 --force。",
      en: "Choose another name, or add --force to replace an earlier report.",
    },
  },
  REPORT_IS_INPUT: {
    exit: 64,
    zh: "没有核验：“{path}”是要核验的材料或核验规则，报告不能写到它上面。",
    en: "Nothing was verified: “{path}” is what is to be judged, or judged by; no report is written over it.",
    next: { zh: "请为报告换一个文件名。", en: "Choose another name for the report." },
  },
  REPORT_NOT_WRITABLE: {
    exit: 64,
    zh: "报告“{path}”无法写入（{reason:cause}）；这不是核验结论。",
    en: "The report “{path}” cannot be written ({reason:cause}); this is no verdict.",
    next: {
      zh: "请选择已存在且有写入权限的文件夹，再运行一次。",
      en: "Choose a folder that exists and that you may write to, and run it again.",
    },
  },
});
