import type { Words } from "./language.ts";

/** Lines that always stand in the same place, word for word. */
export const fixedLines = {
  /** Beside every verdict. */
  limits: {
    zh: "仅证明完整性与时间，不证明内容真实，也不决定可采性。",
    en: "This proves integrity and time; neither that the content is true nor that it is admissible.",
  },
  /** Beside cosignatures. */
  cosignature: {
    zh: "法院节点联署只表示该指纹在此时已登记，不表示法院审查或认可其内容。",
    en: "A court node's cosignature says that this fingerprint was registered by then; the court has not examined or approved the content.",
  },
  /** Beside a signer with a self-made certificate. */
  selfDeclared: {
    zh: "签名人身份为自称，未经认证机构核实。",
    en: "The signer's identity is self-declared.",
  },
  /** By the drop zone. */
  privacy: {
    zh: "文件不离开本机。时间戳机构收到清单摘要，联盟收到数字指纹和提交摘要，受理节点另知提交者公钥。",
    en: "Files stay on this computer. The time-stamping authority receives a digest of the manifest; the consortium receives the fingerprint and a digest of the submission; the accepting node also sees the submitter's key.",
  },
  /** Wherever practice is shown. */
  practice: {
    zh: "演练，不具法律效力。",
    en: "Practice, no legal force.",
  },
  /** What is claimed: before the first proven time (在线诉讼规则 article 18). */
  claimed: {
    zh: "采集时间、标题、主体等由提交方自称；首个时间戳之前的真实性不在证明范围之内。",
    en: "Capture time, title and parties are the submitter's claims; what was before the first time-stamp is not proven.",
  },
  /** Two packages that differ in a member. */
  packagesDiffer: {
    zh: "两个证据包各自核验通过，但“{name}”内容不同。可以说明各自最迟何时存在，不能判断哪一个真实。",
    en: "Each package passes, but “{name}” differs between them. We can say by when each existed, not which one is true.",
  },
} as const satisfies Readonly<Record<string, Words>>;
