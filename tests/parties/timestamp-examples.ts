import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { signCades } from "../../shared/cms/cades.ts";
import { parseSignedData } from "../../shared/cms/signed-data.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { writeRequest } from "../../shared/timestamp/request.ts";
import { writeGranted } from "../../shared/timestamp/response.ts";
import { writeToken } from "../../shared/timestamp/token.ts";
import { type TstInfoFields, writeTstInfo } from "../../shared/timestamp/tst-info.ts";
import { createChain } from "./certificate-authority.ts";
import { certificateOf } from "./odd-tokens.ts";

/** What the pages on time-stamps and signatures in docs/spec/ show, byte by byte. */
export const manifestExample = toUtf8("<ASiCManifest/>");
const nonce = 0xf0e1d2c3b4a5968778695a4b3c2d1e0fn;
const signingTime = 1_795_226_587_000; // 2026-11-21T02:03:07.000Z
const { timestamping, operator, intermediate } = await createChain();

const fields: TstInfoFields = {
  policy: "2.999.3161.1",
  digest: "sha256",
  imprint: digestOf("sha256", manifestExample),
  serial: 1n,
  genTime: signingTime + 351,
  accuracy: { seconds: 1, millis: 0, micros: 0 },
  nonce,
  tsa: certificateOf(timestamping).subject.bytes,
};

export const requestExample = writeRequest({
  digest: "sha256",
  imprint: fields.imprint,
  nonce,
  certReq: true,
});
export const tstInfoExample = writeTstInfo(fields);

/** A token without certificates, as for a request that does not ask for them. */
export function tokenExample(): Promise<Uint8Array> {
  return writeToken({ ...fields, signer: timestamping.signer, certificates: [] });
}

export async function responseExample(): Promise<Uint8Array> {
  return writeGranted(await tokenExample());
}

export function cadesExample(): Promise<Uint8Array> {
  const chain = [operator.certificate, intermediate.certificate];
  return signCades({ content: manifestExample, signer: operator.signer, chain, signingTime });
}

/** The signed attributes of the CAdES example, as they are signed. */
export async function attributesExample(): Promise<Uint8Array> {
  const parsed = parseSignedData(await cadesExample());
  const signed = parsed.ok ? parsed.value.signers[0]?.signedAttributes?.signedBytes : undefined;
  if (signed === undefined) throw new Error("the example has signed attributes");
  return signed;
}
