import { Certificate, ContentInfo, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from "pkijs";
import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { signCades } from "../../shared/cms/cades.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { writeRequest } from "../../shared/timestamp/request.ts";
import { writeGranted, writeRejection } from "../../shared/timestamp/response.ts";
import { createChain, from } from "../parties/certificate-authority.ts";
import { timeStamping } from "../parties/time-stamping.ts";

/* Another library reads what we write. It is no judge of tokens: it looks at no purpose, nonce or policy. */

const data = toUtf8("a manifest");
const imprint = digestOf("sha256", data);
const { root, intermediate, timestamping, operator } = await createChain();

function certificate(der: Uint8Array): Certificate {
  return Certificate.fromBER(Uint8Array.from(der).buffer);
}

function signedDataOf(der: Uint8Array): SignedData {
  const info = ContentInfo.fromBER(Uint8Array.from(der).buffer);
  return new SignedData({ schema: info.content });
}

describe("pkijs", () => {
  test("reads our request", () => {
    const bytes = writeRequest({ digest: "sha256", imprint, nonce: 0x1122334455n, certReq: true });
    const request = TimeStampReq.fromBER(Uint8Array.from(bytes).buffer);
    expect(request.version).toBe(1);
    expect(request.certReq).toBe(true);
    expect(request.messageImprint.hashAlgorithm.algorithmId).toBe("2.16.840.1.101.3.4.2.1");
    expect(new Uint8Array(request.messageImprint.hashedMessage.valueBlock.valueHexView)).toEqual(
      imprint,
    );
  });

  test("reads our responses and verifies the token's signature over its chain", async () => {
    const certificates = [timestamping.certificate, intermediate.certificate];
    const token = await timeStamping(timestamping, certificates).stamp(imprint, from + 5000);
    const response = TimeStampResp.fromBER(Uint8Array.from(writeGranted(token)).buffer);
    expect(response.status.status).toBe(0);
    const signed = signedDataOf(token);
    const content = signed.encapContentInfo.eContent;
    if (content === undefined) throw new Error("a token has content");
    const info = TSTInfo.fromBER(content.valueBlock.valueHexView.slice().buffer);
    expect(info.genTime.getTime()).toBe(from + 5000);
    const verified = await signed.verify({
      signer: 0,
      data: Uint8Array.from(data).buffer,
      trustedCerts: [certificate(root.certificate)],
      checkChain: true,
      checkDate: new Date(from + 5000),
    });
    expect(verified).toBe(true);
    const refused = TimeStampResp.fromBER(Uint8Array.from(writeRejection("badAlg", "no")).buffer);
    expect(refused.status.status).toBe(2);
  });

  test("verifies our detached signature, and not over other content", async () => {
    const chain = [operator.certificate, intermediate.certificate];
    const signature = await signCades({ content: data, signer: operator.signer, chain });
    const verify = (content: Uint8Array): Promise<boolean> =>
      signedDataOf(signature).verify({
        signer: 0,
        data: Uint8Array.from(content).buffer,
        trustedCerts: [certificate(root.certificate)],
        checkChain: true,
        checkDate: new Date(from + 5000),
      });
    expect(await verify(data)).toBe(true);
    await expect(verify(imprint).catch(() => false)).resolves.toBe(false);
  });
});
