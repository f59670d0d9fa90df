import type { Kind, State } from "../../evidence/states.ts";
import type { Words } from "../language.ts";

/** The states as a reader sees them. `verified` is a self-check: 核验通过 belongs to a verifier's verdict. */
export const stateNames: Readonly<Record<State, Words>> = {
  requested: { zh: "已受理", en: "requested" },
  captured: { zh: "已取证", en: "captured" },
  sealed: { zh: "已封存", en: "sealed" },
  stamped: { zh: "已盖时间戳", en: "stamped" },
  registered: { zh: "已登记", en: "registered" },
  closed: { zh: "已封口", en: "closed" },
  packaged: { zh: "已成包", en: "packaged" },
  verified: { zh: "已自检", en: "self-checked" },
};

/** What the runner is doing, named after the state that it leads to. */
export const stepNames: Readonly<Record<State, Words>> = {
  requested: { zh: "受理", en: "accepting" },
  captured: { zh: "读取并计算摘要", en: "reading and digesting" },
  sealed: { zh: "封存并签名", en: "sealing and signing" },
  stamped: { zh: "申请时间戳", en: "asking for time-stamps" },
  registered: { zh: "向联盟登记", en: "registering with the consortium" },
  closed: { zh: "封口", en: "closing" },
  packaged: { zh: "写入证据包", en: "writing the package" },
  verified: { zh: "自检", en: "self-checking" },
};

export const kindNames: Readonly<Record<Kind, Words>> = {
  file: { zh: "文件", en: "file" },
  folder: { zh: "文件夹", en: "folder" },
  web: { zh: "网页", en: "web page" },
  contract: { zh: "合同", en: "contract" },
  work: { zh: "作品", en: "work" },
};

const roleNames: Readonly<Record<string, Words>> = {
  court: { zh: "法院", en: "court" },
  notary: { zh: "公证", en: "notary" },
  arbitration: { zh: "仲裁", en: "arbitration" },
  forensic: { zh: "鉴定", en: "forensic" },
  supervisor: { zh: "监管", en: "supervisor" },
  operator: { zh: "操作人", en: "operator" },
  rightsholder: { zh: "权利人", en: "rights holder" },
  author: { zh: "作者", en: "author" },
  producer: { zh: "制作人", en: "producer" },
  witness: { zh: "见证人", en: "witness" },
  signer: { zh: "签署人", en: "signer" },
};

/** An institution's or a party's role. A role that a package made up is shown as it stands. */
export function roleName(role: string): Words {
  return Object.hasOwn(roleNames, role)
    ? (roleNames[role] ?? { zh: role, en: role })
    : { zh: role, en: role };
}
