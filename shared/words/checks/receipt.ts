import { checkTable, nothingToDo } from "./check-table.ts";

const askForUnchanged = {
  zh: "请勿作为依据；请向提交方索取未改动的证据包。",
  en: "Do not rely on it; ask the party for the unchanged package.",
} as const;

/** Checkpoint, quorum, inclusion: whether, when and before whom an item was registered. */
export const receiptChecks = checkTable({
  RECEIPT_MALFORMED: {
    outcome: "failed",
    clause: "C2SP tlog-proof; C2SP tlog-checkpoint",
    zh: "存证回执不合格式（{rule:rule}）。",
    en: "The receipt is not of its form ({rule:rule}).",
    cause: {
      zh: "回执损坏，或被人为修改。",
      en: "The receipt was damaged or changed by hand.",
    },
    next: askForUnchanged,
  },
  POLICY_MALFORMED: {
    outcome: "failed",
    clause: "C2SP tlog-policy; docs/spec/policy",
    zh: "法定人数规则文件不合格式（{rule:rule}）。",
    en: "The quorum policy is not of its form ({rule:rule}).",
    cause: {
      zh: "规则文件被编辑过，或在传输中损坏。",
      en: "The policy was edited, or damaged in transfer.",
    },
    next: askForUnchanged,
  },
  DESCRIPTOR_MALFORMED: {
    outcome: "failed",
    clause: "docs/spec/descriptor",
    zh: "联盟描述文件不合格式（{rule:rule}）。",
    en: "The network descriptor is not of its form ({rule:rule}).",
    cause: {
      zh: "联盟描述被编辑过，或由有错误的软件写成。",
      en: "The descriptor was edited, or written by faulty software.",
    },
    next: askForUnchanged,
  },
  UNKNOWN_NETWORK: {
    outcome: "indeterminate",
    clause: "Cunzhen design 7",
    zh: "联盟“{name}”（{origin}）不在本机信任列表中。包内的机构名称是自称，未经核实。",
    en: "The network “{name}” ({origin}) is not in this computer's trust list. Institution names inside the package are claims.",
    cause: {
      zh: "核验方还没有决定是否信任该联盟。",
      en: "Whoever verifies has not yet decided whether to trust this network.",
    },
    next: {
      zh: "请从该联盟的官方渠道（不要从提交方）取得联盟描述，核对摘要 {digest:digest} 后加入信任列表，重新核验。",
      en: "Get the network descriptor from the network's own channel, not from the party, compare its digest {digest:digest}, add it to the trust list and verify again.",
    },
  },
  NETWORK_NEWER: {
    outcome: "indeterminate",
    clause: "docs/spec/descriptor",
    zh: "本机信任列表中的联盟“{origin}”的描述较旧，不含登记时的机构名单。",
    en: "The descriptor of the network {origin} in this computer's trust list is older than the registration and lacks its institutions.",
    cause: {
      zh: "加入信任列表之后，联盟的机构有变动。",
      en: "The network's institutions changed after it was added to the trust list.",
    },
    next: {
      zh: "请从该联盟的官方渠道取得最新联盟描述后重新核验。",
      en: "Get the latest descriptor from the network's own channel and verify again.",
    },
  },
  NETWORK_COPY_DIFFERS: {
    outcome: "failed",
    clause: "Cunzhen design 5, receipt",
    zh: "包内的 {file} 与登记所用的联盟规则不一致。",
    en: "{file} in the package is not the one under which it was registered.",
    cause: {
      zh: "包内的副本被更换，或取自另一个时期。",
      en: "The copy in the package was exchanged, or is of another epoch.",
    },
    next: askForUnchanged,
  },
  LOG_SIGNATURE_VALID: {
    outcome: "passed",
    clause: "C2SP tlog-checkpoint; RFC 8032",
    zh: "检查点由存证日志 {origin} 签名。",
    en: "The checkpoint is signed by the log {origin}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  LOG_SIGNATURE_INVALID: {
    outcome: "failed",
    clause: "C2SP tlog-checkpoint; RFC 8032",
    zh: "检查点上没有存证日志 {origin} 的有效签名。",
    en: "The checkpoint carries no valid signature of the log {origin}.",
    cause: {
      zh: "检查点被改动，或由不是该日志的一方制作。",
      en: "The checkpoint was altered, or made by somebody who is not this log.",
    },
    next: askForUnchanged,
  },
  COSIGNATURE_INVALID: {
    outcome: "failed",
    clause: "C2SP tlog-cosignature",
    zh: "机构“{institution}”的联署无效。",
    en: "The cosignature of “{institution}” is not valid.",
    cause: {
      zh: "该行联署被改动，或取自另一个检查点。",
      en: "The cosignature line was altered, or comes from another checkpoint.",
    },
    next: askForUnchanged,
  },
  QUORUM_REACHED: {
    outcome: "passed",
    clause: "C2SP tlog-policy; C2SP tlog-cosignature",
    zh: "{institutions} 家机构中 {cosigned} 家联署（至少须 {needed} 家）；最迟于 {existedBy:time} 已登记。机构联署只表示该指纹在此时已登记，不表示审查或认可其内容。",
    en: "Cosigned by {cosigned} of {institutions} institutions (at least {needed} needed); registered no later than {existedBy:time}. A cosignature says that this fingerprint was registered by then; no institution has examined or approved the content.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  QUORUM_MISSED: {
    outcome: "failed",
    clause: "C2SP tlog-policy",
    zh: "联署未达法定人数：有效 {cosigned} 家，至少须 {needed} 家；缺少 {missing:list}。",
    en: "The quorum is missed: {cosigned} valid, at least {needed} needed; missing: {missing:list}.",
    cause: {
      zh: "联署被取出，或证据包在联署齐全之前被取用。",
      en: "Cosignatures were taken out, or the package was taken before all were there.",
    },
    next: {
      zh: "请向提交方索取联署齐全的证据包。",
      en: "Ask the party for the package with all cosignatures.",
    },
  },
  EXISTED_BY_UNSETTLED: {
    outcome: "indeterminate",
    clause: "Cunzhen design 5, receipt",
    zh: "联署达到法定人数，但数目不足以排除个别机构误报时间；登记时间无法确定。",
    en: "The quorum is reached, but by too few cosignatures to rule out a false time of some institution; by when it was registered is not settled.",
    cause: {
      zh: "证据包在更多机构联署之前被取用。",
      en: "The package was taken before more institutions had cosigned.",
    },
    next: {
      zh: "请向提交方索取带有更多联署的版本。",
      en: "Ask the party for an edition with more cosignatures.",
    },
  },
  INCLUSION_PROVEN: {
    outcome: "passed",
    clause: "RFC 6962 §2.1.1",
    zh: "登记条目是日志共 {size} 条中的第 {index} 条（从 0 起）。",
    en: "The entry is number {index} (from 0) of the log's {size}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  INCLUSION_FAILED: {
    outcome: "failed",
    clause: "RFC 6962 §2.1.1",
    zh: "包含证明不成立：该条目不在检查点所示的日志中。",
    en: "The inclusion proof fails: the entry is not in the log that the checkpoint shows.",
    cause: {
      zh: "条目或证明被改动，或回执属于另一项登记。",
      en: "The entry or the proof was altered, or the receipt belongs to another registration.",
    },
    next: askForUnchanged,
  },
  COSIGNATURE_BEFORE_STAMP: {
    outcome: "indeterminate",
    clause: "docs/spec/receipt; C2SP tlog-cosignature",
    zh: "机构“{institution}”的联署时间比登记时已有的时间戳 {file} 早 {span:span}。",
    en: "The cosignature of “{institution}” is dated {span:span} before the token {file}, which was there at registration.",
    cause: {
      zh: "该机构的时钟不准，或联署时间被提前填写；登记时间的计算已容许少数机构误报。",
      en: "That institution's clock is off or it dated its cosignature back; the time of registration already allows for a few that do.",
    },
    next: {
      zh: "如对登记时间有争议，请向该机构核对其时钟记录。",
      en: "If the time of registration is disputed, ask that institution for its clock records.",
    },
  },
  COSIGNATURE_IN_FUTURE: {
    outcome: "indeterminate",
    clause: "docs/spec/receipt; C2SP tlog-cosignature",
    zh: "机构“{institution}”的联署时间比本机时钟晚 {span:span}。",
    en: "The cosignature of “{institution}” is dated {span:span} ahead of this computer's clock.",
    cause: {
      zh: "本机时钟或该机构的时钟不准。",
      en: "This computer's clock or that institution's is off.",
    },
    next: {
      zh: "请校准本机时钟后重新核验。",
      en: "Set this computer's clock and verify again.",
    },
  },
  COSIGNATURE_PASSED_OVER: {
    outcome: "indeterminate",
    clause: "C2SP signed-note; C2SP tlog-cosignature",
    zh: "“{name}”的一行签名（{type}）不属于规则所列的密钥，未计入也未判断。",
    en: "A signature line of “{name}” ({type}) is under no key of the policy; it was neither counted nor judged.",
    cause: {
      zh: "外部见证人、新的密钥或后量子签名（ML-DSA-44）；它们不影响法定人数。",
      en: "An outside witness, a newer key or a post-quantum signature (ML-DSA-44); none of them bears on the quorum.",
    },
    next: {
      zh: "无须处理；如该见证人对本案重要，请从其官方渠道取得公钥另行核对。",
      en: "Nothing need be done; if that witness matters to the case, get its key from its own channel and check the line apart.",
    },
  },
});
