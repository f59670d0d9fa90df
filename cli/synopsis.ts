import type { Language, Words } from "../shared/words/language.ts";

interface Synopsis {
  /** One line a form. */
  readonly forms: readonly string[];
  readonly what: Words;
  /** Told only where this one command is asked about; one line each. */
  readonly details?: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

/** What `--help` says of each command. */
export const synopses = {
  notarize: {
    forms: [
      "notarize <path...> [--matter M] [--title T] [--purpose P] [--network NAME|none] [--tsa NAME]... [--needed N]",
      "         [--identity NAME] [--passphrase-file F | --passphrase-fd N] [--sm3] [--out DIR]",
    ],
    what: {
      zh: "对文件或文件夹存证，每个路径一项；默认使用演练网络",
      en: "make evidence of files or folders, one item a path; on the practice network unless told otherwise",
    },
  },
  verify: {
    forms: [
      "verify <package...> [--file FILE]... [--data FILE] [--trust DIR] [--policy FILE] [--at TIME]",
      "       [--report FILE.pdf|.html|.json]... [--force] [--checks]",
    ],
    what: {
      zh: "核验证据包、其他软件的 ASiC 容器、时间戳、存证回执、证据记录；--data 为其所指的数据",
      en: "judge packages, other ASiC containers, time-stamp tokens, receipts, evidence records; --data is what a bare one is about",
    },
    details: {
      zh: [
        "--file FILE    判断该文件是哪一个成员文件；可重复",
        "--data FILE    单独的时间戳、回执或证据记录所指的数据；证据包须含有该文件",
        "--trust DIR    只信任该目录中的根证书、吊销列表、联盟描述，不用本机的信任列表",
        "--policy FILE  决定哪些核验项为必需（docs/spec/verdict-policy.md）",
        "--at TIME      以该时刻核验，如 2026-11-21T10:00:00+08:00；默认为现在",
        "--report FILE  另写报告，扩展名 .pdf、.html、.json 决定形式；可重复；--force 替换旧报告",
        "--checks       列出全部核验项，不只是有问题的",
        "退出码：0 通过，1 未通过，2 无法确定，3 无可核验内容，64 用法有误，74 结果无法写出，130 已取消；多个时取最差",
      ],
      en: [
        "--file FILE    say which member this file is; may be repeated",
        "--data FILE    what a bare time-stamp, receipt or evidence record is about; a package must hold it",
        "--trust DIR    trust the roots, CRLs and network descriptors of this folder alone, not this home's",
        "--policy FILE  decides which checks are required (docs/spec/verdict-policy.md)",
        "--at TIME      judge as of then, like 2026-11-21T10:00:00+08:00; now unless told",
        "--report FILE  a report as well, its form by .pdf, .html or .json; may be repeated; --force replaces one",
        "--checks       list every check, not only those that are not in order",
        "exit code: 0 passed, 1 failed, 2 indeterminate, 3 nothing to verify, 64 wrong usage, 74 result not written, 130 cancelled; of several the worst",
      ],
    },
  },
  list: {
    forms: ["list [--matter M]"],
    what: { zh: "列出保管库中的存证", en: "list the evidence in the vault" },
  },
  show: {
    forms: ["show <id>"],
    what: { zh: "查看一项存证", en: "show one item" },
  },
  export: {
    forms: ["export <id> [--out DIR] [--verifier]"],
    what: { zh: "导出证据包", en: "copy a package out of the vault" },
  },
  resume: {
    forms: ["resume [<id>...]"],
    what: {
      zh: "继续未完成的存证；已取消的须指明编号",
      en: "go on with what is not finished; a cancelled item must be named",
    },
  },
  cancel: {
    forms: ["cancel <id>"],
    what: { zh: "取消一项未完成的存证", en: "cancel an item that is not finished" },
  },
  identity: {
    forms: [
      "identity show",
      "identity create <name> --subject TEXT [--passphrase-file F | --passphrase-fd N]",
      "identity import <file.p12> [--name NAME] [--file-passphrase-file F | --file-passphrase-fd N]",
      "                [--passphrase-file F | --passphrase-fd N]",
    ],
    what: { zh: "签名身份", en: "the identities that sign" },
  },
  tsa: {
    forms: ["tsa list", "tsa add <url> [--name NAME] [--root FILE [--yes]]", "tsa remove <url>"],
    what: { zh: "时间戳机构", en: "time-stamping authorities" },
  },
  trust: {
    forms: [
      "trust list",
      "trust add <network.json|root.pem> [--source TEXT] [--yes]",
      "trust remove <file>",
    ],
    what: { zh: "信任列表", en: "what this home trusts" },
  },
  node: {
    forms: ["node start --home DIR", "node status [--home DIR]", "node check [--home DIR]"],
    what: { zh: "演练网络节点", en: "the practice network's node" },
  },
  app: {
    forms: ["app [--host electron|local]"],
    what: { zh: "打开图形界面", en: "open the app" },
  },
} as const satisfies Readonly<Record<string, Synopsis>>;

export type CommandName = keyof typeof synopses;

/** The help of one command, or of all of them. */
export function helpText(language: Language, command?: CommandName): string {
  const names = command === undefined ? commandNames() : [command];
  const blocks = names.map((name) => {
    const { forms, what, details }: Synopsis = synopses[name];
    const lines = forms.map((form) =>
      form.startsWith(" ") ? `          ${form}` : `  cunzhen ${form}`,
    );
    const more = command === undefined ? [] : (details?.[language] ?? []);
    return [...lines, `      ${what[language]}`, ...more.map((line) => `      ${line}`)].join("\n");
  });
  return [...blocks, commonHelp[language]].join("\n");
}

export function commandNames(): readonly CommandName[] {
  return Object.keys(synopses).filter(isCommandName);
}

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(synopses, name);
}

const commonHelp: Words = {
  zh: "  通用选项：--home DIR（或 CUNZHEN_HOME）保管目录，--lang zh|en，--json 仅输出一个 JSON 文档",
  en: "  everywhere: --home DIR (or CUNZHEN_HOME) for the vault, --lang zh|en, --json for one JSON document",
};
