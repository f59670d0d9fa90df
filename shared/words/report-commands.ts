import type { Words } from "./language.ts";

/** Titles and explanations of the commands that repeat the checks. */
export const commandWords = {
  note: {
    zh: "以下命令只用第三方工具（bash、unzip、GNU coreutils、OpenSSL 3；另以 Go 再核验一次回执），在存放文件的文件夹中依次运行。根证书（roots.pem）和联盟规则（policy.txt）须取自机构的官方渠道，不能用文件内的副本。",
    en: "These commands use foreign tools only (bash, unzip, GNU coreutils, OpenSSL 3; Go to check a receipt once more). Run them one after another in the folder of the file. Roots (roots.pem) and the network's policy.txt come from the institutions' own channels, never from the file.",
  },
  nothing: {
    zh: "该文件没有可用第三方命令重复的核验项。",
    en: "There is no check of this file that a foreign command could repeat.",
  },
  prepare: { zh: "0. 准备", en: "0. Prepare" },
  fingerprint: { zh: "1. 数字指纹", en: "1. The fingerprint" },
  entries: {
    zh: "2. 条目集合：不多、不少、不重复",
    en: "2. The entries: none more, less or twice",
  },
  digests: { zh: "3. 每个清单的每个摘要", en: "3. Every digest of every manifest" },
  tokens: { zh: "4. 时间戳、证书链、吊销", en: "4. Time-stamps, chains, revocation" },
  packageRecords: { zh: "5. 证据记录（RFC 4998）", en: "5. Evidence records (RFC 4998)" },
  signature: { zh: "6. 操作人签名", en: "6. The operator's signature" },
  receipt: {
    zh: "7. 回执与提交同本证据包一致",
    en: "7. Receipt and submission are about this package",
  },
  quorum: {
    zh: "8. 回执的日志签名、联署、法定人数、包含证明",
    en: "8. The receipt's log signature, cosignatures, quorum and inclusion",
  },
  custody: {
    zh: "9. 保管链的链接与设备签名，登记提交的签名",
    en: "9. The custody log's links and device signatures, and the submission's signature",
  },
  sums: {
    zh: "10. 摘要文件与问题总数",
    en: "10. The sums file, and the number of problems",
  },
  receiptGo: {
    zh: "11. 以 Go 的公开程序库再核验一次回执（随软件公布的 tests/foreign/receipt）",
    en: "11. The receipt once more, by public libraries for Go (tests/foreign/receipt of the published source)",
  },
  windows: { zh: "Windows：第 0 至 3 步（PowerShell）", en: "Windows: steps 0 to 3 (PowerShell)" },
  members: { zh: "1. 成员的摘要", en: "1. Digests of the members" },
  manifests: { zh: "2. 每个清单的每个摘要", en: "2. Every digest of every manifest" },
  stamps: { zh: "3. 时间戳，各按其自身时刻", en: "3. Time-stamps, each at its own time" },
  signatures: { zh: "4. CAdES 签名", en: "4. CAdES signatures" },
  token: { zh: "1. 时间戳与其数据", en: "1. The token and its data" },
  tokenText: { zh: "2. 时间戳写明的内容", en: "2. What the token says" },
  records: { zh: "5. 证据记录（RFC 4998）", en: "5. Evidence records (RFC 4998)" },
  proof: {
    zh: "1. 回执：日志签名、联署、法定人数、包含证明（Go；policy.txt 取自联盟官方渠道；DATA 为其所指的数据）",
    en: "1. The receipt: log signature, cosignatures, quorum, inclusion (Go; policy.txt from the network's own channel; DATA is what it is about)",
  },
  record: {
    zh: "1. 证据记录的每个时间戳与散列树（DATA 为其所指的文件，或存放全部文件的文件夹）",
    en: "1. Each token of the record and its hash tree (DATA is the file that it is about, or a folder with all of them)",
  },
} as const satisfies Readonly<Record<string, Words>>;
