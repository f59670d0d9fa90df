import { attempt } from "../bytes/attempt.ts";
import { constructedTag, type DerElement, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { expectTag, readOid } from "../bytes/der/readers.ts";
import { enumerated, explicit, octets, oid, sequence } from "../bytes/der/writer.ts";
import type { SignedData } from "./signed-data.ts";
import type { SignerInfo } from "./signer-info.ts";

/** What a signature carries beside its signers: it may help to build and judge a chain, and makes nothing trusted. */
export interface CarriedMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Whole OCSPResponses. */
  readonly ocsps: readonly Uint8Array[];
}

const certificateValues = "1.2.840.113549.1.9.16.2.23";
const revocationValues = "1.2.840.113549.1.9.16.2.24";
const basicOcsp = "1.3.6.1.5.5.7.48.1.1";
const ocspResponse = "1.3.6.1.5.5.7.16.2";

/** Most certificates, lists and answers that are taken from one attribute. */
const maxValues = 100;

/** The successful OCSPResponse around a BasicOCSPResponse (RFC 6960 4.2.1). */
function wholeResponse(basic: Uint8Array): Uint8Array {
  return sequence(enumerated(0), explicit(0, sequence(oid(basicOcsp), octets(basic))));
}

/** OCSP answers in the CRL bag (RFC 5940 2.1); anything else there is left out. */
function ocspsOf(others: readonly DerElement[]): readonly Uint8Array[] {
  return others.flatMap((other) => {
    const read = attempt((refuse) => {
      const fields = fieldsOf(other, refuse, constructedTag(1));
      const format = readOid(fields.take(tags.oid), refuse);
      const { bytes } = fields.take(tags.sequence);
      fields.end();
      if (format === ocspResponse) return bytes;
      return format === basicOcsp ? wholeResponse(bytes) : refuse("cms-revocation-format");
    });
    return read.ok ? [read.value] : [];
  });
}

function list(element: DerElement | undefined): readonly Uint8Array[] {
  return (element?.children ?? []).slice(0, maxValues).map(({ bytes }) => bytes);
}

/** CertificateValues and RevocationValues among the unsigned attributes (ETSI EN 319 122-1 5.5, A.1.1, A.1.2). */
function valuesOf(signer: SignerInfo): CarriedMaterial {
  const certificates: Uint8Array[] = [];
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const { oid: type, values } of signer.unsignedAttributes) {
    const [value] = values;
    if (value === undefined) continue;
    if (type === certificateValues) certificates.push(...list(value));
    if (type !== revocationValues) continue;
    attempt((refuse) => {
      const fields = fieldsOf(expectTag(value, refuse, tags.sequence), refuse);
      crls.push(...list(fields.optionalExplicit(constructedTag(0))));
      const basics = list(fields.optionalExplicit(constructedTag(1)));
      ocsps.push(...basics.map(wholeResponse));
    });
  }
  return { certificates, crls, ocsps };
}

/** Everything a SignedData carries that may help to judge certificates; what cannot be read is left out. */
export function carriedMaterial(data: SignedData): CarriedMaterial {
  const values = data.signers.map(valuesOf);
  return {
    certificates: [...data.certificates, ...values.flatMap(({ certificates }) => certificates)],
    crls: [...data.crls, ...values.flatMap(({ crls }) => crls)],
    ocsps: [...ocspsOf(data.otherRevocations), ...values.flatMap(({ ocsps }) => ocsps)],
  };
}
