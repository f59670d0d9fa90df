import type { State } from "../../evidence/states.ts";
import type { Words } from "../language.ts";
import { partyRoleWords, roleWords } from "../terms.ts";

/** What the runner is doing, named after the state that it leads to. */
export const stepWords: Readonly<Record<State, Words>> = {
  requested: { zh: "受理", en: "accepting" },
  captured: { zh: "读取并计算摘要", en: "reading and digesting" },
  sealed: { zh: "封存并签名", en: "sealing and signing" },
  stamped: { zh: "申请时间戳", en: "asking for time-stamps" },
  registered: { zh: "向联盟登记", en: "registering with the consortium" },
  closed: { zh: "封闭", en: "closing" },
  packaged: { zh: "写入证据包", en: "writing the package" },
  verified: { zh: "自检", en: "self-checking" },
};

const roles: Readonly<Record<string, Words>> = { ...roleWords, ...partyRoleWords };

/** An institution's or a party's role. A role that a package made up is shown as it stands. */
export function roleOf(role: string): Words {
  return (Object.hasOwn(roles, role) ? roles[role] : undefined) ?? { zh: role, en: role };
}
