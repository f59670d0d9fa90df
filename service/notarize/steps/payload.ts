import { fromBase64 } from "../../../shared/bytes/base64.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { writeAsicManifest } from "../../../shared/container/asic-manifest.ts";
import { packageNames, sigMediaType } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import type { Party, Sequence } from "../../../shared/evidence/descriptor.ts";
import { evidenceFormat } from "../../../shared/evidence/descriptor.ts";
import { writeEvidence } from "../../../shared/evidence/descriptor-writer.ts";
import { parseCertificate } from "../../../shared/x509/certificate.ts";
import { memberOf } from "../../capture/captured-member.ts";
import type { EntryFact, Items } from "../items.ts";

/** The id that the operator has in every evidence.json of ours; custody entries name it. */
export const operatorId = "operator";

/** What evidence.json says beyond the facts of capture. */
export interface PayloadSetting {
  readonly salt: Uint8Array;
  readonly operator: Party;
  readonly sequence: Sequence;
  readonly notBefore: string | null;
}

/** The bytes of `evidence.json` for a captured item. */
export function evidenceBytes(item: Items["captured"], setting: PayloadSetting): Uint8Array {
  const { key, id, os } = item.device;
  const publicKey = fromBase64(key);
  if (publicKey === undefined) throw new Error("the device key of an item is base64");
  return writeEvidence({
    format: evidenceFormat,
    critical: [],
    extensions: {},
    salt: setting.salt,
    id: item.id,
    kind: item.kind,
    title: item.title,
    ...(item.purpose === null ? {} : { purpose: item.purpose }),
    parties: [setting.operator],
    device: { id, key: publicKey, os, via: item.source.via },
    software: item.software,
    members: item.members.map(memberOf),
    relations: [],
    planned: item.plan,
    sequence: setting.sequence,
    notBefore: setting.notBefore,
    clock: { ...item.clock, capturedAt: item.capturedAt },
  });
}

/** The operator as the certificate says who that is. */
export function operatorOf(certificate: Uint8Array): Party {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) throw new Error(`the operator's certificate: ${parsed.fault.rule}`);
  const { subject, issuer } = parsed.value;
  const selfMade = toHex(subject.bytes) === toHex(issuer.bytes);
  return {
    id: operatorId,
    role: "operator",
    type: "person",
    name: subject.commonName ?? subject.text,
    assurance: selfMade ? "self-declared" : "certificate",
    certificate: toHex(digestOf("sha256", certificate)),
  };
}

/** `META-INF/ASiCManifest001.xml`: its SHA-256 is the fingerprint. */
export function payloadManifest(payload: readonly EntryFact[]): Uint8Array {
  return writeAsicManifest({
    sigReference: packageNames.signature,
    mimeType: sigMediaType.signature,
    references: payload,
  });
}
