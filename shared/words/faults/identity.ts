import { faultTable } from "./fault-table.ts";

/** Keys and certificates of this home. No slot ever carries a secret; `reason` is a rule or a system's code. */
export const identityFaults = faultTable({
  IDENTITY_UNKNOWN: {
    zh: "没有名为“{name}”的身份。",
    en: "There is no identity named “{name}”.",
    next: {
      zh: "运行 cunzhen identity show 查看，或用 identity create、identity import 添加。",
      en: "See cunzhen identity show, or add one with identity create or identity import.",
    },
    exit: 64,
  },
  IDENTITY_EXISTS: {
    zh: "已有名为“{name}”的身份，原有密钥未被改动。",
    en: "An identity named “{name}” exists already; its key was left untouched.",
    next: { zh: "请换一个名称。", en: "Choose another name." },
    exit: 64,
  },
  IDENTITY_LOCKED: {
    zh: "身份“{name}”的密钥受口令保护，尚未打开。",
    en: "The key of the identity “{name}” is protected by a passphrase and has not been opened.",
    next: {
      zh: "请输入口令（提示、--passphrase-fd 或 --passphrase-file）。",
      en: "Give its passphrase (prompt, --passphrase-fd or --passphrase-file).",
    },
  },
  IDENTITY_PASSPHRASE_WRONG: {
    zh: "口令不正确，身份“{name}”未打开。",
    en: "The passphrase is wrong; the identity “{name}” stays closed.",
    next: { zh: "请重新输入。", en: "Enter it again." },
  },
  IDENTITY_FILE_PASSPHRASE_WRONG: {
    zh: "PKCS#12 文件的口令不正确，或文件已损坏。",
    en: "The passphrase of the PKCS#12 file is wrong, or the file is damaged.",
    next: {
      zh: "请核对签发机构给出的口令。",
      en: "Check the passphrase that the issuer of the file gave you.",
    },
  },
  IDENTITY_FILE_UNREADABLE: {
    zh: "无法从该文件导入身份（{reason:cause}）。",
    en: "No identity can be imported from this file ({reason:cause}).",
    next: {
      zh: "请使用含一个私钥及其证书的 .p12 或 .pfx 文件。",
      en: "Use a .p12 or .pfx file with one private key and its certificate.",
    },
  },
  IDENTITY_KEY_UNSUPPORTED: {
    zh: "该文件中的密钥类型不受支持（{key}）。",
    en: "The kind of key in this file is not supported ({key}).",
    next: {
      zh: "请使用 2048 至 8192 位的 RSA 密钥，或 P-256、P-384、P-521 椭圆曲线密钥。",
      en: "Use an RSA key of 2048 to 8192 bits or an elliptic curve key on P-256, P-384 or P-521.",
    },
  },
  IDENTITY_SUBJECT_TOO_LONG: {
    zh: "证书上的姓名或名称不能超过 {limit} 个字。",
    en: "The name in a certificate has at most {limit} characters.",
    next: { zh: "请缩短。", en: "Shorten it." },
    exit: 64,
  },
  IDENTITY_EXPIRED: {
    zh: "身份“{name}”的证书不在有效期内（{from:time} 至 {until:time}）。",
    en: "The certificate of the identity “{name}” is not valid now ({from:time} to {until:time}).",
    next: {
      zh: "请核对本机时间，或导入新的证书。",
      en: "Check this computer's clock, or import a new certificate.",
    },
  },
  IDENTITY_DAMAGED: {
    zh: "密钥文件“{file}”已损坏或被改动（{reason:cause}）。",
    en: "The key file “{file}” is damaged or was altered ({reason:cause}).",
    next: {
      zh: "请从备份恢复该文件；已生成的证据包不受影响。",
      en: "Restore it from a backup; finished packages are not affected.",
    },
  },
  IDENTITY_NOT_STORED: {
    zh: "密钥文件“{file}”无法读写（{reason:cause}）。",
    en: "The key file “{file}” cannot be read or written ({reason:cause}).",
    next: {
      zh: "请检查目录权限和磁盘空间。",
      en: "Check the folder's permissions and the free space.",
    },
  },
  IDENTITY_NOT_CERTIFIED: {
    zh: "演练认证机构没有签发证书（{reason:cause}）。",
    en: "The practice authority issued no certificate ({reason:cause}).",
    next: { zh: "请稍后重试。", en: "Try again in a moment." },
  },
});
