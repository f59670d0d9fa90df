import { faultTable } from "./fault-table.ts";

const itContinues = {
  zh: "保持程序打开，稍后自动重试；间隔会如实记录。",
  en: "Leave the program open: it tries again by itself, and the gap is recorded.",
} as const;

const anotherAuthority = {
  zh: "请改用另一家时间戳机构，或与该机构联系。",
  en: "Choose another time-stamping authority, or ask this one.",
} as const;

/** What can go wrong between us and a time-stamping authority. `{authority}` is its name. */
export const stampingFaults = faultTable({
  AUTHORITY_UNREACHABLE: {
    zh: "连接不上时间戳机构“{authority}”（{detail}）。",
    en: "The time-stamping authority “{authority}” cannot be reached ({detail}).",
    next: itContinues,
  },
  AUTHORITY_TIMEOUT: {
    zh: "时间戳机构“{authority}”在 {within:span} 内没有答复。",
    en: "The time-stamping authority “{authority}” did not answer within {within:span}.",
    next: itContinues,
  },
  AUTHORITY_ANSWER_TOO_LARGE: {
    zh: "时间戳机构“{authority}”的答复超过 {limit} 字节，已丢弃。",
    en: "The answer of the time-stamping authority “{authority}” is over {limit} bytes and was dropped.",
    next: anotherAuthority,
  },
  AUTHORITY_HTTP_STATUS: {
    zh: "时间戳机构“{authority}”答复 HTTP {status}，没有给出时间戳。",
    en: "The time-stamping authority “{authority}” answered HTTP {status} and gave no time-stamp.",
    next: itContinues,
  },
  AUTHORITY_NOT_A_TIMESTAMP: {
    zh: "时间戳机构“{authority}”答复的不是时间戳（{type}，{rule:cause}）。",
    en: "What the time-stamping authority “{authority}” answered is no time-stamp ({type}, {rule:cause}).",
    next: anotherAuthority,
  },
  AUTHORITY_REFUSED: {
    zh: "时间戳机构“{authority}”拒绝了请求：{reason:cause}。",
    en: "The time-stamping authority “{authority}” refused the request: {reason:cause}.",
    next: anotherAuthority,
  },
  AUTHORITY_WRONG_NONCE: {
    zh: "时间戳机构“{authority}”答复的随机数不符：它答的不是这次请求。",
    en: "The time-stamping authority “{authority}” returned another nonce: it answered another request.",
    next: anotherAuthority,
  },
  AUTHORITY_WRONG_IMPRINT: {
    zh: "时间戳机构“{authority}”给别的内容加盖了时间戳。",
    en: "The time-stamping authority “{authority}” stamped something else.",
    next: anotherAuthority,
  },
  AUTHORITY_CERTIFICATE_UNFIT: {
    zh: "时间戳机构“{authority}”的证书不能用来签发时间戳（{rule:cause}）。",
    en: "The certificate of the time-stamping authority “{authority}” may not issue time-stamps ({rule:cause}).",
    next: anotherAuthority,
  },
  AUTHORITY_CERTIFICATE_INVALID: {
    zh: "时间戳机构“{authority}”的证书链在签发时无效（{rule:cause}）。",
    en: "The certificate chain of the time-stamping authority “{authority}” was not valid when it stamped ({rule:cause}).",
    next: anotherAuthority,
  },
  AUTHORITY_CERTIFICATE_MISSING: {
    zh: "时间戳机构“{authority}”没有给出签名证书，本机也没有。",
    en: "The time-stamping authority “{authority}” did not send its signing certificate, and this computer has none.",
    next: {
      zh: "请把该机构的证书链加入其配置：cunzhen tsa add <网址> --root <文件>。",
      en: "Add the authority's certificates to its configuration: cunzhen tsa add <url> --root <file>.",
    },
  },
  AUTHORITY_ROOT_DIFFERS: {
    zh: "时间戳机构“{authority}”的证书链不终于为它配置的根证书（{root}）。",
    en: "The chain of the time-stamping authority “{authority}” does not end in the root configured for it ({root}).",
    next: {
      zh: "请从该机构的官方渠道核对根证书后重新添加。",
      en: "Compare the root with the authority's own channel and add it again.",
    },
  },
  AUTHORITY_TOKEN_INVALID: {
    zh: "时间戳机构“{authority}”给出的时间戳未通过核验（{check}）。",
    en: "The time-stamp from the authority “{authority}” did not pass verification ({check}).",
    next: anotherAuthority,
  },
  AUTHORITY_CLOCK_OFF: {
    zh: "时间戳时间与本机时间相差 {offset:span}（机构“{authority}”）。本机或机构的时钟不准。",
    en: "The time-stamp differs from this computer's clock by {offset:span} (authority “{authority}”). One of the two clocks is wrong.",
    next: {
      zh: "请校准本机时间后重试；若本机时间无误，请改用另一家机构。",
      en: "Set this computer's clock right and try again; if it is right, choose another authority.",
    },
  },
  AUTHORITY_CANNOT_CLOSE: {
    zh: "时间戳机构“{authority}”的时间戳不能用于封闭证据包（{rule:cause}），但仍可加盖时间戳。",
    en: "Time-stamps of the authority “{authority}” cannot close a package ({rule:cause}); it may still stamp.",
    next: {
      zh: "请另选一家机构封闭证据包。",
      en: "Choose another authority to close the package.",
    },
  },
  AUTHORITY_UNKNOWN: {
    exit: 64,
    zh: "没有名为“{authority}”的时间戳机构。",
    en: "There is no time-stamping authority called “{authority}”.",
    next: { zh: "运行 cunzhen tsa list 查看。", en: "See cunzhen tsa list." },
  },
  AUTHORITY_ADDRESS_REFUSED: {
    exit: 64,
    zh: "“{url}”不是时间戳机构的网址：须以 http:// 或 https:// 开头，不含用户名和密码。",
    en: "“{url}” is no address of a time-stamping authority: it must begin with http:// or https://, without user or password.",
    next: { zh: "请改正网址。", en: "Mend the address." },
  },
  AUTHORITY_ROOT_REFUSED: {
    zh: "根证书文件不可用（{rule:cause}）：须是一张 DER 证书，或含自签名根证书的 PEM 文件。",
    en: "The root file cannot be used ({rule:cause}): it must be one DER certificate, or PEM with a self-signed root in it.",
    next: {
      zh: "请从该机构的官方渠道重新取得根证书。",
      en: "Get the root again from the authority's own channel.",
    },
  },
  AUTHORITY_FILE_REFUSED: {
    zh: "时间戳机构配置“{file}”无法读取（{rule:cause}）。",
    en: "The authority configuration “{file}” cannot be read ({rule:cause}).",
    next: {
      zh: "请改正该文件，或删除后重新添加机构。",
      en: "Mend that file, or delete it and add the authorities again.",
    },
  },
  STAMPING_CANCELLED: {
    zh: "已停止申请时间戳。",
    en: "Asking for time-stamps was stopped.",
    next: { zh: "运行 cunzhen resume 继续。", en: "Continue with cunzhen resume." },
  },
});
