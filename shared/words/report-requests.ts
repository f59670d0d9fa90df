import type { Words } from "./language.ts";

/** Whom a request goes to, where no check names them. */
export const addressees = {
  authority: { zh: "时间戳机构", en: "the time-stamping authority" },
  issuer: { zh: "证书签发机构", en: "the issuer of the certificate" },
  network: { zh: "存证联盟的运营机构", en: "the institutions of the network" },
  party: { zh: "提交方", en: "the party that filed it" },
  developers: { zh: "本软件的开发者", en: "the developers of this software" },
} as const satisfies Readonly<Record<string, Words>>;
export type Addressee = keyof typeof addressees;

/** What is asked for. */
export const requestNeeds = {
  root: {
    zh: "“{name}”的根证书，连同其下的中间证书（DER 或 PEM），及其 SHA-256 摘要的正式公布之处。",
    en: "The root certificate of “{name}” with the intermediate ones below it (DER or PEM), and where their SHA-256 digests are officially published.",
  },
  certificate: {
    zh: "签发该时间戳所用的证书及其上级证书（DER 或 PEM）。",
    en: "The certificate that signed this time-stamp, and those above it (DER or PEM).",
  },
  revocation: {
    zh: "涵盖证书“{name}”的吊销列表（CRL）或 OCSP 应答，签发时间在所涉时间戳或签名之后；如已吊销，请写明时间和原因。",
    en: "A revocation list (CRL) or OCSP answer that covers the certificate “{name}”, issued after the time-stamp or signature concerned; if it was revoked, the time and the reason.",
  },
  descriptor: {
    zh: "贵联盟最新的联盟描述文件（network.json），及其 SHA-256 摘要的正式公布之处。",
    en: "Your latest network descriptor (network.json), and where its SHA-256 digest is officially published.",
  },
  consistency: {
    zh: "该日志相关检查点之间的一致性证明。",
    en: "The consistency proof between the checkpoints of the log concerned.",
  },
  edition: {
    zh: "包含所缺材料的完整证据包（较新的版次），或对该项的书面说明。",
    en: "The whole package with what is missing (a later edition), or an explanation in writing.",
  },
  identity: {
    zh: "签名人身份的证明，以及其所用证书（SHA-256 见上）确由其持有的说明。",
    en: "Proof of the signer's identity, and that the certificate is theirs.",
  },
  program: {
    zh: "支持该格式或算法的软件版本，或对该错误的说明。",
    en: "A version of the software that supports this format or algorithm, or an explanation of the fault.",
  },
} as const satisfies Readonly<Record<string, Words>>;
export type Need = keyof typeof requestNeeds;

/** The letter around it. */
export const letterWords = {
  to: { zh: "致：{to}", en: "To: {to}" },
  about: {
    zh: "事由：请提供电子数据核验所需的材料",
    en: "Subject: material needed to verify electronic data",
  },
  opening: {
    zh: "我方正在核验下列电子数据，下列核验项因缺少材料而无法得出结论，特请贵方提供。",
    en: "We are verifying the electronic data below. The checks named here cannot be settled without material that we ask you for.",
  },
  number: { zh: "存证编号：{value}", en: "Evidence number: {value}" },
  fingerprint: { zh: "数字指纹（SHA-256）：{value}", en: "Fingerprint (SHA-256): {value}" },
  file: { zh: "被核验的文件：{value}", en: "File under verification: {value}" },
  concerns: { zh: "涉及：{value}", en: "Concerns: {value}" },
  check: { zh: "核验项：{code}：{sentence}", en: "Check: {code}: {sentence}" },
  needed: { zh: "需要的材料：{value}", en: "Needed: {value}" },
  channel: {
    zh: "请通过贵方的官方渠道直接提供，并注明其 SHA-256 摘要，以便核对。核验不需要证据内容，我方不会向贵方发送证据内容。",
    en: "Please send it through your own official channel with its SHA-256 digest. Verification needs none of the content; we do not send it to you.",
  },
  partyChannel: {
    zh: "请以原文件提供，不要另存、压缩或转换格式。",
    en: "Please give the original files, not saved again, compressed or converted.",
  },
  judged: { zh: "核验时间：{at:time}", en: "Judged at: {at:time}" },
  signed: { zh: "请求人（签名、单位、日期）：", en: "Requested by (signature, office, date):" },
} as const satisfies Readonly<Record<string, Words>>;
