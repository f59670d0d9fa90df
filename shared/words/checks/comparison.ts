import { checkTable, nothingToDo } from "./check-table.ts";

const clause = "Cunzhen docs/spec/comparison.md";

const askTheParty = {
  zh: "请提交方说明；本程序不判断哪一个真实。",
  en: "Ask the party to explain; this program does not say which one is true.",
} as const;

const askForVault = {
  zh: "请提交方出示该保管库的全部证据清单，并说明是否曾复制或恢复；本程序不判断哪一个真实。",
  en: "Ask the party for the list of everything in this vault, and whether it was copied or restored; this program does not say which one is true.",
} as const;

/** What several inputs say of each other. None of these sentences says which one is true. */
export const comparisonChecks = checkTable({
  SAME_FILE: {
    outcome: "passed",
    clause,
    zh: "{count} 个文件逐字节相同：{files:list}。",
    en: "{count} files are the same, byte for byte: {files:list}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SAME_ITEM: {
    outcome: "passed",
    clause,
    zh: "存证编号 {number} 的同一项证据有 {count} 个版次或副本：{files:list}。",
    en: "One item, number {number}, came in {count} editions or copies: {files:list}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  EDITIONS_DIVERGE: {
    outcome: "indeterminate",
    clause,
    zh: "存证编号 {number} 有不同的第 {n} 版：{files:list}。封存的内容相同，之后添加的材料不同。",
    en: "Number {number} has different editions {n}: {files:list}. What was sealed is the same; what was added later differs.",
    cause: {
      zh: "两个持有人各自添加了材料，例如补充的时间戳或移交记录。",
      en: "Two holders each added something, such as a late token or a hand-over.",
    },
    next: {
      zh: "请比较两版的保管链和时间戳。",
      en: "Compare custody log and time-stamps of both editions.",
    },
  },
  CUSTODY_FORKED: {
    outcome: "failed",
    clause,
    zh: "存证编号 {number} 的两个版次的保管链自第 {seq} 条起互相矛盾：{files:list}。同一设备为同一位置签署了两条不同记录。",
    en: "The custody logs of two editions of {number} contradict each other from entry {seq} on: {files:list}. One device signed two different entries for one place.",
    cause: {
      zh: "保管库从备份恢复后继续使用，或其中一份保管链被另行编写。",
      en: "The vault was restored from a backup and used on, or one of the logs was composed otherwise.",
    },
    next: askTheParty,
  },
  SAME_BYTES: {
    outcome: "passed",
    clause,
    zh: "有 {count} 个成员文件在多个证据包中逐字节相同，例如“{name}”（{files:list}）。",
    en: "Member files that are the same, byte for byte, in several packages: {count}, such as “{name}” ({files:list}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SAME_BYTES_PROVEN: {
    outcome: "passed",
    clause,
    zh: "“{name}”（{files:list}）最迟于 {time:time} 已存在；最早的证明来自“{by}”（{file}）。",
    en: "“{name}” ({files:list}) existed no later than {time:time}; the earliest proof is by “{by}” ({file}).",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SAME_NAME_OTHER_BYTES: {
    outcome: "indeterminate",
    clause,
    zh: "名为“{name}”的成员在 {files:list} 中有 {count} 种不同内容。可以说明各自最迟何时存在，不能判断哪一个真实。",
    en: "Members named “{name}” have {count} different contents in {files:list}. By when each existed can be said, not which one is true.",
    cause: {
      zh: "不同版本的文件，或恰好同名的不同文件。",
      en: "Versions of a file, or different files that happen to bear one name.",
    },
    next: {
      zh: "请比较各自最早的时间证明和来源。",
      en: "Compare the earliest proof and the origin of each.",
    },
  },
  NUMBER_SHARED: {
    outcome: "failed",
    clause: "Cunzhen docs/spec/evidence-number.md",
    zh: "{count} 项不同的证据使用同一存证编号 {number}：{files:list}。编号只有 80 位，请以完整数字指纹区分。",
    en: "{count} different items bear one evidence number, {number}: {files:list}. A number has 80 bits only; tell them apart by their whole fingerprints.",
    cause: {
      zh: "两项证据由同一制作者专门构造，使编号相同；偶然相同的可能性可以忽略。",
      en: "One maker built both so that their numbers agree; chance can be left out of account.",
    },
    next: askTheParty,
  },
  ID_SHARED: {
    outcome: "failed",
    clause: "Cunzhen docs/spec/evidence.md",
    zh: "{count} 项不同的封存内容自称同一项证据（id {id}）：{files:list}。",
    en: "{count} different sealed contents claim to be one item (id {id}): {files:list}.",
    cause: {
      zh: "同一次采集被封存了两次，内容不同。",
      en: "One capture was sealed twice with different content.",
    },
    next: askTheParty,
  },
  RELATED_ITEM_GIVEN: {
    outcome: "passed",
    clause,
    zh: "{file} 所称的关联证据（{relation:relation}，{number}）已一并提供：{files:list}。",
    en: "The item to which {file} names a tie ({relation:relation}, {number}) was given as well: {files:list}.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  RELATED_ITEM_ABSENT: {
    outcome: "indeterminate",
    clause,
    zh: "{file} 所称的关联证据（{relation:relation}，{number}）没有提供。",
    en: "The item to which {file} names a tie ({relation:relation}, {number}) was not given.",
    cause: {
      zh: "提交方没有提交它，或它与本案无关。",
      en: "The party did not file it, or it does not concern this case.",
    },
    next: {
      zh: "如该关联对本案重要，请向提交方索取。",
      en: "If the tie matters, ask the party for that item.",
    },
  },
  RELATED_ITEM_DIFFERS: {
    outcome: "failed",
    clause,
    zh: "{file} 所称的关联证据（{relation:relation}，{number}）与提供的 {files:list} 不符。",
    en: "The item to which {file} names a tie ({relation:relation}, {number}) is not what was given as it: {files:list}.",
    cause: {
      zh: "提供的是另一项证据，或其中没有所称的成员。",
      en: "Another item was given, or one that lacks the member that the tie names.",
    },
    next: askTheParty,
  },
  SEQUENCE_WHOLE: {
    outcome: "passed",
    clause,
    zh: "保管库 {vault} 的第 {from} 至 {to} 号证据齐全，前后相连。",
    en: "Items {from} to {to} of vault {vault} are all there and linked to each other.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  SEQUENCE_GAP: {
    outcome: "indeterminate",
    clause,
    zh: "保管库 {vault} 的证据不连续：已提供第 {from} 至 {to} 号之间的 {given} 项，缺 {missing} 项（{numbers:list}）。",
    en: "The items of vault {vault} have gaps: of numbers {from} to {to}, {given} were given and {missing} were not ({numbers:list}).",
    cause: {
      zh: "缺少的可能属于其他案件，也可能是选择性提交。",
      en: "Those missing may belong to other cases; they may also have been held back.",
    },
    next: {
      zh: "请提交方说明缺少的编号各是什么。",
      en: "Ask the party what the missing numbers are.",
    },
  },
  SEQUENCE_REPEATED: {
    outcome: "indeterminate",
    clause,
    zh: "保管库 {vault} 的第 {n} 号是两项不同的证据：{files:list}。",
    en: "Number {n} of vault {vault} is two different items: {files:list}.",
    cause: {
      zh: "保管库被复制，或从备份恢复后继续使用；也可能有人另行编号，以便选择性提交。",
      en: "The vault was copied, or restored from a backup and used on; or somebody numbers anew, to choose what to file.",
    },
    next: askForVault,
  },
  SEQUENCE_LINK_BROKEN: {
    outcome: "indeterminate",
    clause,
    zh: "保管库 {vault} 的第 {n} 号（{file:list}）所称的前一项不是已提供的第 {before} 号。",
    en: "Number {n} of vault {vault} ({file:list}) names another item before it than the number {before} that was given.",
    cause: {
      zh: "前一项被替换，或保管库从备份恢复后继续使用，另有一项同号证据没有提供。",
      en: "The item before it was replaced, or the vault was restored from a backup and another item of that number was not given.",
    },
    next: askForVault,
  },
  SEQUENCE_CONTRADICTED: {
    outcome: "failed",
    clause,
    zh: "{file:list} 自称是保管库 {vault} 的第 {n} 号，与其所称的前一项矛盾：只有第 1 号没有前一项。",
    en: "{file:list} calls itself number {n} of vault {vault}, which contradicts the item it names before it: number 1 alone has none.",
    cause: {
      zh: "编号是编写的，或制作软件有缺陷。",
      en: "The number was made up, or the software that made it is at fault.",
    },
    next: askTheParty,
  },
  NOT_BEFORE_PROVEN: {
    outcome: "passed",
    clause: "Cunzhen docs/spec/evidence.md",
    zh: "{file} 在封存时已知 {other} 的检查点（{size} 条），因此封存不早于该检查点。",
    en: "{file} knew the checkpoint of {other} ({size} entries) when it was sealed, so it was sealed no earlier than that.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  NOT_BEFORE_REVERSED: {
    outcome: "failed",
    clause: "Cunzhen docs/spec/evidence.md",
    zh: "{file} 自称封存时已知 {other} 的检查点（{size} 条），但它自己的登记在此之前（第 {index} 条）。",
    en: "{file} claims to have known the checkpoint of {other} ({size} entries) when it was sealed, but its own registration (entry {index}) came before.",
    cause: {
      zh: "其中一项的封存记录或回执被更换。",
      en: "The sealed record or the receipt of one of them was exchanged.",
    },
    next: askTheParty,
  },
  CHECKPOINTS_CONSISTENT: {
    outcome: "passed",
    clause: "RFC 6962 §2.1; C2SP tlog-checkpoint",
    zh: "日志 {origin} 的 {count} 个检查点由这些文件自身证明前后一致。",
    en: "These files alone show that the {count} checkpoints of {origin} continue each other.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  CONSISTENCY_NOT_SHOWN: {
    outcome: "indeterminate",
    clause: "RFC 6962 §2.1.2",
    zh: "仅凭这些文件不能证明日志 {origin} 的检查点前后一致（如 {from} 条与 {to} 条之间）；未发现矛盾。",
    en: "These files alone do not show that the checkpoints of {origin} continue each other (as from {from} to {to} entries); nothing contradicts it.",
    cause: {
      zh: "回执只带包含证明，不带一致性证明。",
      en: "Receipts carry inclusion proofs, not consistency proofs.",
    },
    next: {
      zh: "如有争议，请向日志 {origin} 的任一节点索取从 {from} 到 {to} 的一致性证明。",
      en: "If it is disputed, ask any node of {origin} for the consistency proof from {from} to {to}.",
    },
  },
  LOG_FORK: {
    outcome: "failed",
    clause: "C2SP tlog-checkpoint; RFC 6962 §2.1",
    zh: "日志 {origin} 分叉：{first}（{firstSize} 条）与 {second}（{secondSize} 条）的检查点不能同时成立。两个检查点及签名已完整保留，作为不当行为的证明；同时联署两者的机构：{institutions:list}。",
    en: "The log {origin} forked: the checkpoints of {first} ({firstSize} entries) and {second} ({secondSize} entries) cannot both hold. Both are kept whole with their signatures as proof of misbehaviour; institutions that cosigned both: {institutions:list}.",
    cause: {
      zh: "日志的运营者向不同的人出示了不同的内容，或其密钥失窃。",
      en: "Whoever runs the log showed different people different contents, or its key was stolen.",
    },
    next: {
      zh: "请勿依据任何一个回执；请将两个检查点交给各机构和监督机构。",
      en: "Rely on neither receipt; hand both checkpoints to the institutions and their supervisor.",
    },
  },
});
