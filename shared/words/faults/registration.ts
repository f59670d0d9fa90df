import { faultTable } from "./fault-table.ts";

/** What can go wrong between an item and its receipt. Everything is kept; most of it is waited out. */
export const registrationFaults = faultTable({
  NODE_UNREACHABLE: {
    zh: "连接不上联盟节点 {address}。证据已安全保存。",
    en: "The consortium node {address} cannot be reached. The evidence is kept safely.",
    next: {
      zh: "恢复联网后自动继续；间隔会如实记录。",
      en: "It continues when the network is back; the gap will be recorded.",
    },
  },
  NODE_SILENT: {
    zh: "联盟节点 {address} 没有按时回答。证据已安全保存。",
    en: "The consortium node {address} did not answer in time. The evidence is kept safely.",
    next: {
      zh: "稍后自动重试；间隔会如实记录。",
      en: "It will be asked again; the gap will be recorded.",
    },
  },
  NODE_OF_ANOTHER: {
    zh: "{address} 上的节点出示的联盟描述与您接受的不同，没有向它提交。",
    en: "The node at {address} shows another descriptor than the network's that you accepted; nothing was submitted to it.",
    next: {
      zh: "请向联盟机构核实；若联盟已更新描述，核对摘要后用 cunzhen trust add 接受新的 network.json。",
      en: "Ask the institutions; if the network has a new descriptor, compare its digest and accept the new network.json with cunzhen trust add.",
    },
  },
  NODE_NOT_STARTED: {
    zh: "演练节点没有启动（{home}）。",
    en: "The practice node did not start ({home}).",
    next: {
      zh: "请查看该文件夹中的 node.log，然后重试。",
      en: "Look into node.log in that folder, then try again.",
    },
  },
  NODE_WITHOUT_LOG: {
    zh: "{home} 中没有节点的日志。",
    en: "There is no node's log in {home}.",
    next: {
      zh: "演练节点在首次存证时建立；别处的节点请用 --home 指定。",
      en: "A practice node is made by the first notarization; name another node's folder with --home.",
    },
  },
  NODE_BUSY: {
    zh: "联盟节点 {address} 繁忙，稍后自动重试。",
    en: "The consortium node {address} is busy; it will be asked again.",
    next: { zh: "无需操作。", en: "Nothing need be done." },
  },
  NODE_CLOCK: {
    zh: "本机时钟与联盟节点相差 {difference:span}，未提交登记。",
    en: "This computer's clock and the consortium node's differ by {difference:span}; nothing was submitted.",
    next: {
      zh: "请校准时钟，之后自动继续。演练网络若曾在错误的时间运行，可停止节点并删除其文件夹重建。",
      en: "Set the clock right; it continues by itself. A practice network that has run at a wrong time can be made anew: stop its node and delete its folder.",
    },
  },
  NODE_WINDOW_OPEN: {
    zh: "先前的提交尚未失效，登记机构不再受理它；失效并经机构证明未登记后才会重新签名提交。",
    en: "An earlier submission is still valid, though the node no longer takes it; a new one is signed only once it has expired and institutions attest that it was not registered.",
    next: { zh: "无需操作，到时自动继续。", en: "Nothing need be done; it continues by itself." },
  },
  NODE_REFUSED: {
    zh: "联盟节点 {address} 拒绝了提交：{reason:cause}。",
    en: "The consortium node {address} refused the submission: {reason:cause}.",
    next: {
      zh: "请确认软件版本与所选联盟一致，然后重试。",
      en: "Make sure that this software's version fits the chosen network, then try again.",
    },
  },
  NODE_ANSWER_BROKEN: {
    zh: "联盟节点 {address} 的回答不合格式（{rule:cause}），没有采信。",
    en: "The answer of the consortium node {address} is not of its form ({rule:cause}) and was not believed.",
    next: {
      zh: "请确认地址无误；稍后自动重试。",
      en: "Make sure that the address is right; it will be asked again.",
    },
  },
  COSIGNATURES_PENDING: {
    zh: "已提交，正在等待机构联署。",
    en: "Submitted; waiting for the institutions to cosign.",
    next: { zh: "达到法定人数后自动继续。", en: "It continues when the quorum is reached." },
  },
  COSIGNATURES_MISSING: {
    zh: "联盟节点交来的回执缺少 {missing:list} 的联署，未达到法定人数，没有采信。",
    en: "The receipt from the consortium node lacks the cosignature of {missing:list}: no quorum, so it was not accepted.",
    next: { zh: "稍后自动重试。", en: "It will be asked again." },
  },
  RECEIPT_NOT_INCLUDED: {
    zh: "联盟节点 {address} 交来的回执不能证明已登记（包含证明不成立），没有采信。",
    en: "The receipt from the consortium node {address} does not prove registration (its inclusion proof fails) and was not accepted.",
    next: {
      zh: "请保留该节点的地址并告知联盟机构；可稍后用 resume 重试。",
      en: "Keep the node's address and tell the institutions; resume tries again.",
    },
  },
  RECEIPT_NOT_SIGNED: {
    zh: "联盟节点 {address} 交来的回执上 {name} 的签名无效，没有采信。",
    en: "On the receipt from the consortium node {address}, the signature of {name} is not valid; it was not accepted.",
    next: {
      zh: "请保留该节点的地址并告知联盟机构；可稍后用 resume 重试。",
      en: "Keep the node's address and tell the institutions; resume tries again.",
    },
  },
  RECEIPT_OF_ANOTHER: {
    zh: "联盟节点 {address} 交来的是另一份提交的回执，没有采信。",
    en: "The consortium node {address} answered with the receipt of another submission; it was not accepted.",
    next: {
      zh: "请保留该节点的地址并告知联盟机构；可稍后用 resume 重试。",
      en: "Keep the node's address and tell the institutions; resume tries again.",
    },
  },
  LOG_FORKED: {
    zh: "联盟日志 {origin} 出现了两个互相矛盾的检查点，已将二者存为证据：{file}。没有采信新的回执。",
    en: "The log {origin} shows two checkpoints that contradict each other; both were kept as proof: {file}. The new receipt was not accepted.",
    next: {
      zh: "请将该文件交给联盟各机构；在其说明之前不要使用该联盟。",
      en: "Give that file to the institutions; do not use this network until they have explained it.",
    },
  },
  LOG_NOT_CONSISTENT: {
    zh: "联盟节点 {address} 不能证明其日志延续了本机见过的检查点（{file}），没有采信新的回执。",
    en: "The consortium node {address} cannot show that its log continues the checkpoint known here ({file}); the new receipt was not accepted.",
    next: {
      zh: "请将该文件交给联盟各机构；可稍后用 resume 重试。",
      en: "Give that file to the institutions; resume tries again.",
    },
  },
});
