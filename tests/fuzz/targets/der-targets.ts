import type { DerElement } from "../../../shared/bytes/der/element.ts";
import { parseDer } from "../../../shared/bytes/der/parser.ts";
import { element } from "../../../shared/bytes/der/writer.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { parseSigningCertificate } from "../../../shared/cms/signing-certificate.ts";
import { frameFault } from "../../../shared/cms/signed-data-frame.ts";
import { parseSignedData } from "../../../shared/cms/signed-data.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { createBatch } from "../../../shared/evidence-record/batch.ts";
import { parseEvidenceRecord } from "../../../shared/evidence-record/record-parser.ts";
import {
  writeArchiveTimestamp,
  writeEvidenceRecord,
} from "../../../shared/evidence-record/record-writer.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { parseRequest } from "../../../shared/timestamp/request.ts";
import { parseResponse } from "../../../shared/timestamp/response.ts";
import { parseToken, tokenIdentity } from "../../../shared/timestamp/token.ts";
import { parseTstInfo, writeTstInfo } from "../../../shared/timestamp/tst-info.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { parseCertificationRequest } from "../../../shared/x509/certification-request.ts";
import { parseCrl } from "../../../shared/x509/crl.ts";
import { parseOcspResponse } from "../../../shared/x509/ocsp-response.ts";
import { parsePublicKey, writePublicKey } from "../../../shared/x509/public-key.ts";
import { createWorld } from "../../parties/world.ts";
import { mutateDer } from "../mutators/der-tree.ts";
import { parserTarget } from "../parser-target.ts";
import { canonical, labelOf, sameBytes, type Target, Violation } from "../target.ts";

function encoded(node: DerElement): Uint8Array {
  return node.children.length > 0
    ? element(node.tag, ...node.children.map(encoded))
    : element(node.tag, node.content);
}

const mutators = [mutateDer];

/** Every parser of DER, one target a format. */
export const derTargets: readonly Target[] = [
  parserTarget("der", {
    vectors: ["der", "certificate"],
    mutators,
    run: (input) => canonical(input, parseDer(input), encoded),
  }),
  parserTarget("signed-data", {
    vectors: ["signed-data", "timestamp-token"],
    mutators,
    run(input) {
      const parsed = parseSignedData(input);
      const frame = frameFault(input);
      if (!parsed.ok && frame === undefined) throw new Violation("a frame of what does not parse");
      if (!parsed.ok) return parsed.fault.rule;
      for (const { signedAttributes } of parsed.value.signers)
        for (const { values } of signedAttributes?.attributes ?? [])
          for (const value of values) {
            parseSigningCertificate(value, 1);
            parseSigningCertificate(value, 2);
          }
      return frame ?? "accepted";
    },
  }),
  parserTarget("certificate", {
    vectors: ["certificate"],
    mutators,
    run(input) {
      const parsed = parseCertificate(input);
      const request = parseCertificationRequest(input, verifySignature);
      if (!parsed.ok) return request.ok ? "request" : parsed.fault.rule;
      const { spki } = parsed.value;
      const key = parsePublicKey(spki);
      if (!key.ok) return key.fault.rule;
      // RSA parameters may be NULL or PSS ones; what is written is one spelling of several.
      return sameBytes(writePublicKey(key.value), spki)
        ? "accepted"
        : "accepted, other key spelling";
    },
  }),
  parserTarget("crl", {
    vectors: ["crl"],
    mutators,
    run: (input) => labelOf(parseCrl(input)),
  }),
  parserTarget("ocsp", {
    vectors: ["ocsp"],
    mutators,
    run: (input) => labelOf(parseOcspResponse(input)),
  }),
  parserTarget("token", {
    vectors: ["timestamp-token"],
    mutators,
    more: async () => {
      const { authority } = await createWorld(false);
      return [await authority.stamp(digestOf("sha256"), 1_795_226_587_000)];
    },
    run(input) {
      const parsed = parseToken(input);
      if (!parsed.ok) return parsed.fault.rule;
      const { info, infoBytes } = parsed.value;
      tokenIdentity(parsed.value);
      const { digest, value } = info.imprint;
      const plain = info.extensions.length === 0 && !info.ordering && info.genTime.ms % 1000 === 0;
      if (!plain || digest === undefined || info.tsa !== undefined || info.accuracy !== undefined)
        return "accepted, other";
      const { policy, serial, genTime, nonce } = info;
      const again = writeTstInfo({
        policy,
        digest,
        imprint: value,
        serial,
        genTime: genTime.ms,
        ...(nonce === undefined ? {} : { nonce }),
      });
      return sameBytes(again, infoBytes) ? "accepted" : "accepted, other spelling";
    },
  }),
  parserTarget("exchange", {
    vectors: ["timestamp-request", "timestamp-response"],
    mutators,
    run(input) {
      const request = parseRequest(input);
      const response = parseResponse(input);
      if (request.ok && response.ok) throw new Violation("a request and a response at once");
      parseTstInfo(input);
      return request.ok ? "request" : labelOf(response);
    },
  }),
  parserTarget("evidence-record", {
    vectors: ["evidence-record", "timestamp-token"],
    mutators,
    more: evidenceRecords,
    run: (input) => labelOf(parseEvidenceRecord(input)),
  }),
];

/** A record over three groups, and the same renewed by a second token. */
async function evidenceRecords(): Promise<readonly Uint8Array[]> {
  const { authority } = await createWorld(false);
  const digests = ["a", "b", "c"].map((text) => digestOf("sha256", toUtf8(text)));
  const batch = createBatch(
    "sha256",
    digests.map((one) => ({ objects: [one] })),
  );
  const token = await authority.stamp(batch.imprint, 1_795_226_587_000);
  const renewal = await authority.stamp(digestOf("sha256", token), 1_795_226_590_000);
  const stamps = [token, renewal].map((one) =>
    writeArchiveTimestamp({ digest: "sha256", token: one }),
  );
  return [
    batch.record(0, token),
    writeEvidenceRecord(["sha256"], [stamps]),
    writeEvidenceRecord(["sha256", "sha512"], [stamps, stamps]),
  ];
}
