import { faultTable } from "./fault-table.ts";

/** Wrong use of the command line or of a call; the command line exits with 64. */
export const usageFaults = faultTable({
  USAGE: {
    exit: 64,
    zh: "用法有误：{problem}",
    en: "Wrong usage: {problem}",
    next: { zh: "运行 {help} 查看用法。", en: "Run {help}." },
  },
  ARGUMENT_MISSING: {
    exit: 64,
    zh: "用法有误：缺少 {argument}",
    en: "Wrong usage: {argument} is missing",
    next: { zh: "运行 {help} 查看用法。", en: "Run {help}." },
  },
  COMMAND_UNKNOWN: {
    exit: 64,
    zh: "本版本没有“{name}”命令。",
    en: "There is no command “{name}” in this version.",
    next: {
      zh: "运行 cunzhen --help 查看全部命令。",
      en: "Run cunzhen --help to see all commands.",
    },
  },
  TRUST_NOT_CONFIRMED: {
    exit: 64,
    zh: "未改动信任列表：非交互方式添加须加 --yes，表示已核对摘要 {digest:list}。",
    en: "The trust list was not changed: without a terminal, --yes must say that the digest {digest:list} has been compared.",
    next: {
      zh: "先从发布方的官方渠道核对摘要，再加 --yes。",
      en: "Compare the digest with the issuer's own channel first, then add --yes.",
    },
  },
  TRUST_FILE_REFUSED: {
    exit: 64,
    zh: "“{file}”不能作为信任依据：无法读取，或不是自签名根证书、吊销列表或联盟描述（{rule:cause}）。",
    en: "“{file}” cannot be trusted: it cannot be read, or is no self-signed root certificate, CRL or network descriptor ({rule:cause}).",
    next: {
      zh: "请确认可以读取，或从发布方的官方渠道重新取得文件。",
      en: "See that it can be read, or get the file again from the issuer's own channel.",
    },
  },
  TRUST_DIGEST_DIFFERS: {
    exit: 64,
    zh: "未改动信任列表：“{file}”中没有摘要为 {digest} 的内容。",
    en: "The trust list was not changed: “{file}” holds nothing with the digest {digest}.",
    next: {
      zh: "请重新查看文件的摘要，并与发布方的官方渠道核对。",
      en: "Look at the file's digest again and compare it with the issuer's own channel.",
    },
  },
  TRUST_UNKNOWN: {
    exit: 64,
    zh: "信任列表中没有“{name}”。",
    en: "Nothing called “{name}” is in the trust list.",
    next: { zh: "运行 cunzhen trust list 查看。", en: "See cunzhen trust list." },
  },
});
