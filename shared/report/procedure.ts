import { toUtf8 } from "../bytes/utf8.ts";
import { custodyCommands } from "./custody-commands.ts";
import {
  digestsCommands,
  entriesCommands,
  fingerprintCommands,
  powershellCommands,
  prepareCommands,
  signatureCommands,
  sumsCommands,
  tokensCommands,
} from "./procedure-commands.ts";
import { quorumCommands, receiptCommands } from "./receipt-commands.ts";
import { packageRecords } from "./record-commands.ts";

/** What the procedure needs to know of a package to be filled in for it. */
export interface ProcedureFacts {
  /** File name of the package. */
  readonly packageFile: string;
  /** Evidence number. */
  readonly number: string;
  /** SHA-256 of ASiCManifest001.xml, lower-case hex. */
  readonly fingerprint: string;
  readonly practice: boolean;
  /** Whether there is a receipt under META-INF/consortium. */
  readonly registered: boolean;
  /** Whether evidence records stand in place of tokens, as in a batch. */
  readonly recorded: boolean;
}

interface Step {
  readonly zh: string;
  readonly en: string;
  /** What stands there when all is well. */
  readonly shows?: string;
  readonly commands: string;
  readonly language?: "powershell";
}

const practiceLines = `> **演练：本证据包由演练网络签发，不具法律效力，请勿提交法院。**
> **Practice: a practice network issued this package; it has no legal force. Do not file it.**

`;

function stepsOf(facts: ProcedureFacts): readonly Step[] {
  const { packageFile, fingerprint } = facts;
  const records: Step = {
    zh: "5. 证据记录（RFC 4998）。多个证据包共用一个时间戳：awk 从 openssl asn1parse 的输出中读取散列树，算出树根，再由 openssl 核验每个时间戳是否针对该树根（或所续的前一时间戳），并核验到 roots.pem。每个时间戳按其自身时刻核验；续期时前一时间戳在后一时间戳时刻是否仍然有效，OpenSSL 不能判断，请另用 EU DSS 6.4（dss-evidence-record-asn1）等 RFC 4998 程序核验。",
    en: "5. The evidence records (RFC 4998): several packages share a token. awk reads the hash tree from what openssl asn1parse prints, its root is computed, and openssl verifies each token over it (or over the token that it renews) up to roots.pem. Each is verified at its own time; whether a renewed token was still good at the time of its successor OpenSSL cannot tell: for that use a program for RFC 4998, such as EU DSS 6.4 (dss-evidence-record-asn1).",
    shows: "Verification: OK",
    commands: packageRecords,
  };
  const receipt: Step = {
    zh: "7. 存证回执说的是什么。提交文件须写明第 1 步的数字指纹，回执（C2SP tlog-proof 格式）中的登记内容须写明该数字指纹和提交文件的摘要。",
    en: "7. What the receipt is about. The submission must name the fingerprint of step 1; the leaf inside the receipt (C2SP tlog-proof) must name that fingerprint and the digest of the submission.",
    commands: receiptCommands,
  };
  const quorum: Step = {
    zh: "8. 存证回执由谁签署。规则文件（policy.txt）须从联盟官方渠道取得，放在证据包旁边；没有时用包内的副本，那样只能看出回执与该副本一致。核验日志签名、各机构的联署及其时刻、法定人数，以及登记内容确在日志之中（RFC 6962 包含证明）。也可用任何支持 C2SP tlog-proof 与 tlog-policy 的第三方程序。OpenSSL 不知道该规则文件是否适用于这一时期：联盟规则更换过的，请用联盟公布的、适用于该日志位置（log holds 一行中的总数）的那一份。",
    en: "8. Who signed the receipt. Take policy.txt from the consortium's own channel and put it beside the package; without it the copy in here is used, which only shows that the receipt agrees with that copy. The log's signature, each institution's cosignature with its time, the quorum, and that the log holds the leaf (inclusion proof of RFC 6962). Any program for C2SP tlog-proof and tlog-policy will do as well. Whether a policy is the one of that period these commands cannot tell: where the consortium changed it, take the one published for the log's size in the line “log holds”.",
    shows: "quorum: reached",
    commands: quorumCommands,
  };
  return [
    {
      zh: "0. 准备。需要 bash、unzip、GNU coreutils、awk 和 OpenSSL 3。把时间戳机构（及签名人证书颁发机构）的根证书以 PEM 格式存为证据包旁边的 roots.pem，然后在该文件夹中依次运行以下各段命令（它们合起来就是 docs/verify-package.sh）。根证书必须从机构的官方渠道取得并核对摘要，不能用证据包里的副本：伪造者可以带上自己的根证书。",
      en: "0. Prepare: bash, unzip, GNU coreutils, awk and OpenSSL 3. Beside the package put, as roots.pem, the root certificates of the time-stamping authorities and of the signer's issuer; then run the following blocks there one after another (together they are docs/verify-package.sh). Take them from the institutions' own channels and compare their digests, never from the package: a forger brings roots of his own.",
      commands: prepareCommands(packageFile),
    },
    {
      zh: "1. 数字指纹。须与报告、回执或对方另行告知的数字指纹相同。",
      en: "1. The fingerprint. It must be the one in the report, in the receipt, or as told to you another way.",
      shows: `${fingerprint}  META-INF/ASiCManifest001.xml`,
      commands: fingerprintCommands,
    },
    {
      zh: "2. 条目集合。证据包里的条目，除 mimetype、封口清单和封口时间戳外，须与封口清单所列完全相同，不多不少，也不重复。后续版本的封口清单须以前一版本所列的全部内容开头。",
      en: "2. The set of entries. But for mimetype, the archive manifest and its token, the package holds exactly what the archive manifest lists: nothing more, nothing less, nothing twice. That of a later edition begins with all that the one before lists.",
      shows: "entries: the same",
      commands: entriesCommands,
    },
    {
      zh: "3. 摘要。从清单读取每个条目的 SHA-256，与文件比较；只报告不一致的。",
      en: "3. The digests. Each entry's SHA-256 is read from the manifests and compared with the file; only differences are reported.",
      commands: digestsCommands,
    },
    {
      zh: "4. 时间戳。每个时间戳按其自身时刻（-attime）核验到 roots.pem 中的根证书，并用包内的吊销列表检查吊销（吊销列表由证书机构签名，无需另行取得）。如机构只提供 OCSP 而无吊销列表，去掉 $revocation 再试，并向该机构查询吊销状态。",
      en: "4. The time-stamps. Each token is verified at its own time (-attime) up to a root in roots.pem, with the revocation lists in the package (they are signed by their issuers). Where an authority offers OCSP and no list, leave out $revocation and ask that authority about revocation.",
      shows: "Verification: OK",
      commands: tokensCommands,
    },
    ...(facts.recorded ? [records] : []),
    {
      zh: "6. 操作人签名。每个签名先核验其覆盖的清单，其后显示签名人，最后按已证明的最早时刻核验签名人证书能否链到 roots.pem，不能时签名人身份为自称。",
      en: "6. The operator's signatures. Each is verified over its manifest; then the signer is shown; then the signer's certificate is verified up to roots.pem at the earliest time proven for the signature. Where it cannot be, the signer's identity is self-declared.",
      shows: "CMS Verification successful",
      commands: signatureCommands,
    },
    ...(facts.registered ? [receipt, quorum] : []),
    {
      zh: "9. 保管链。每一条须写明前一条的 SHA-256（第一条由 evidence.json 的 id 起算），并由 evidence.json 中的设备公钥签名（Ed25519）；封存一条须写明 evidence.json 的摘要；登记提交须由其写明的提交人公钥签名。所列时刻是设备自称的，请与第 4 步的时间戳比较：任何一条的时刻都不应晚于覆盖它的时间戳。设备公钥是提交方的话：签名只证明各条出自同一设备且未被改动，不证明谁在操作，也不证明没有未记录的行为。",
      en: "9. The custody log. Each entry must name the SHA-256 of the one before (the first starts from the id in evidence.json) and be signed by the device key in evidence.json (Ed25519); the sealing entry must name the digest of evidence.json; the submission must be signed by the key that it names. The times shown are claimed by the device: compare them with the tokens of step 4, since none may lie behind the token that covers it. The device key is the submitter's word: the signatures show that the entries come from one device and were not changed, not who used it, nor that nothing else was done.",
      commands: custodyCommands,
    },
    {
      zh: "10. SHA256SUMS。仅为方便：伪造者会一并改写它，它一致不证明任何事，不一致则说明有问题。最后一行须为 problems: 0。",
      en: "10. SHA256SUMS. A convenience: a forger rewrites it too. That it agrees proves nothing; that it does not is a problem. The last line must read problems: 0.",
      shows: "problems: 0",
      commands: sumsCommands,
    },
    {
      zh: "Windows：第 0 至 3 步也可用 PowerShell（第 4 步起需要 OpenSSL）。没有输出差异即为一致。",
      en: "Windows: steps 0 to 3 in PowerShell (from step 4 on OpenSSL is needed). No difference printed means that all agree.",
      commands: powershellCommands(packageFile),
      language: "powershell",
    },
  ];
}

function stepText(step: Step): string {
  const shows = step.shows === undefined ? "" : `\n→ \`${step.shows}\`\n`;
  return `${step.zh}\n\n${step.en}\n${shows}\n\`\`\`${step.language ?? "bash"}\n${step.commands}\n\`\`\`\n`;
}

const introduction = `本文件和 SHA256SUMS 都是提交方的话：伪造证据包的人会一并改写它们。本文件是随软件公开的核验步骤
（docs/verify-procedure.md）按本证据包填写的副本；有疑问时请使用公开的版本。摘要一律从清单读取，
根证书一律取自证据包之外。核验只证明完整性与时间，不证明内容真实，也不决定可采性。

This file and SHA256SUMS are the submitter's words: whoever forges a package rewrites both. It is a copy
of the procedure published with the software (docs/verify-procedure.md), filled in for this package; when
in doubt use the published one. Digests are always read from the manifests, roots always come from
outside the package. What passes is unchanged since its time; that its content is true, or admissible,
is not proven.
`;

/** The procedure as text: `docs/verify-procedure.md` is it with place holders. */
export function procedureText(facts: ProcedureFacts): string {
  const heading = `# 复核方法 How to check ${facts.number}\n\n`;
  const identity = `证据编号 evidence number: \`${facts.number}\`  \n数字指纹 fingerprint (SHA-256): \`${facts.fingerprint}\`\n\n`;
  const steps = stepsOf(facts).map(stepText).join("\n");
  return `${heading}${facts.practice ? practiceLines : ""}${identity}${introduction}\n${steps}`;
}

/** The bytes of `META-INF/VERIFY.md`. */
export function writeProcedure(facts: ProcedureFacts): Uint8Array {
  return toUtf8(procedureText(facts));
}

/** `docs/verify-package.sh`: the bash blocks of the procedure as one script; it ends with 1 when there is a problem. */
export function procedureScript(): string {
  const blocks = stepsOf(publishedFacts).filter(({ language }) => language === undefined);
  return `#!/usr/bin/env bash
# verify-package.sh PACKAGE.asice ROOTS.pem [POLICY.txt]
# The commands of docs/verify-procedure.md, which says what each step shows.
PACKAGE=$(realpath "$1") ROOTS=$(realpath "$2") POLICY=$(realpath -m "\${3:-policy.txt}") WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

${blocks.map(({ commands }) => `${commands}\n`).join("\n")}`;
}

/** The facts that the published procedure shows in place of a package's own. */
export const publishedFacts: ProcedureFacts = {
  packageFile: "PACKAGE.asice",
  number: "NUMBER",
  fingerprint: "FINGERPRINT",
  practice: false,
  registered: true,
  recorded: true,
};
