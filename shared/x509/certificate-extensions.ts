import type { DerElement } from "../bytes/der/element.ts";
import type {
  CertificatePolicies,
  PolicyConstraints,
  PolicyMapping,
} from "./certificate-policies.ts";
import type { Extension } from "./extension.ts";
import type { NameConstraints } from "./name-constraints.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { constructedTag, primitiveTag, tags } from "../bytes/der/element.ts";
import { extensionValue } from "./extension.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import {
  expectTag,
  readBoolean,
  readInteger,
  readNamedBits,
  readOctets,
  readOid,
  readSmallInteger,
} from "../bytes/der/readers.ts";
import { type GeneralName, generalNameKey, readGeneralName } from "./general-name.ts";
import { readNameConstraints } from "./name-constraints.ts";
import { readPolicies, readPolicyConstraints, readPolicyMappings } from "./certificate-policies.ts";

/** Names of the key usage bits, by number (RFC 5280 4.2.1.3). */
export const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;
export type KeyUsage = (typeof keyUsages)[number];

export const extensionOids = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  crlNumber: "2.5.29.20",
  reasonCode: "2.5.29.21",
  invalidityDate: "2.5.29.24",
  deltaCrl: "2.5.29.27",
  issuingDistributionPoint: "2.5.29.28",
  certificateIssuer: "2.5.29.29",
  nameConstraints: "2.5.29.30",
  crlDistributionPoints: "2.5.29.31",
  certificatePolicies: "2.5.29.32",
  policyMappings: "2.5.29.33",
  authorityKeyId: "2.5.29.35",
  policyConstraints: "2.5.29.36",
  extendedKeyUsage: "2.5.29.37",
  inhibitAnyPolicy: "2.5.29.54",
  expiredCertsOnCrl: "2.5.29.60",
  authorityInfoAccess: "1.3.6.1.5.5.7.1.1",
  qcStatements: "1.3.6.1.5.5.7.1.3",
  ocspNoCheck: "1.3.6.1.5.5.7.48.1.5",
  archiveCutoff: "1.3.6.1.5.5.7.48.1.6",
} as const;

/**
 * Extensions that may be critical without being decoded here: alternative names, which count only where an authority
 * above constrains them, and qcStatements, which say nothing a path turns on.
 */
const harmless: ReadonlySet<string> = new Set([
  extensionOids.subjectAltName,
  extensionOids.qcStatements,
  extensionOids.ocspNoCheck,
]);

export interface AuthorityKeyId {
  readonly keyId: Uint8Array | undefined;
  readonly serial: bigint | undefined;
}

/** What a certificate's extensions say; a field is undefined when the extension is absent. */
export interface CertificateExtensions {
  readonly basicConstraints:
    | { readonly ca: boolean; readonly pathLength: number | undefined; readonly critical: boolean }
    | undefined;
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly extendedKeyUsage:
    | { readonly purposes: readonly string[]; readonly critical: boolean }
    | undefined;
  readonly nameConstraints: NameConstraints | undefined;
  readonly policies: CertificatePolicies | undefined;
  /** Empty when the extension is absent. */
  readonly policyMappings: readonly PolicyMapping[];
  readonly policyConstraints: PolicyConstraints | undefined;
  /** After how many further certificates anyPolicy no longer counts. */
  readonly inhibitAnyPolicy: number | undefined;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly authorityKeyId: AuthorityKeyId | undefined;
  /** Addresses of revocation lists. */
  readonly crlUrls: readonly string[];
  /** Every full name of a distribution point, as `generalNameKey` has it. */
  readonly crlPointNames: ReadonlySet<string>;
  readonly ocspUrls: readonly string[];
  readonly caIssuerUrls: readonly string[];
  /** Whether a way to ask for revocation is named, even one that is no address. */
  readonly namesRevocationSource: boolean;
  /** Object identifiers of critical extensions that nothing here understands. */
  readonly unknownCritical: readonly string[];
  readonly all: readonly Extension[];
}

function basicConstraints(value: DerElement, critical: boolean, refuse: Refuse) {
  const fields = fieldsOf(value, refuse);
  const ca = fields.optional(tags.boolean);
  const length = fields.optional(tags.integer);
  fields.end();
  return {
    ca: ca !== undefined && readBoolean(ca, refuse),
    pathLength: length === undefined ? undefined : readSmallInteger(length, refuse),
    critical,
  };
}

function keyUsageOf(value: DerElement, refuse: Refuse): ReadonlySet<KeyUsage> {
  const named = readNamedBits(value, refuse);
  return new Set(keyUsages.filter((_, number) => named.has(number)));
}

function authorityKeyId(value: DerElement, refuse: Refuse): AuthorityKeyId {
  const fields = fieldsOf(value, refuse);
  const keyId = fields.optional(primitiveTag(0));
  fields.optional(constructedTag(1));
  const serial = fields.optional(primitiveTag(2));
  fields.end();
  return {
    keyId: keyId?.content,
    serial: serial === undefined ? undefined : readInteger(serial, refuse, primitiveTag(2)),
  };
}

/** The names in the fullName of one distribution point; a name relative to the issuer is left out. */
function pointNames(point: DerElement, refuse: Refuse): readonly GeneralName[] {
  const name = fieldsOf(point, refuse).optional(constructedTag(0))?.children[0];
  if (name?.tag !== constructedTag(0)) return [];
  return name.children.map((child) => readGeneralName(child, refuse));
}

const accessMethods = { ocsp: "1.3.6.1.5.5.7.48.1", caIssuers: "1.3.6.1.5.5.7.48.2" } as const;

function accessUrls(value: DerElement | undefined, method: string, refuse: Refuse): string[] {
  return (value?.children ?? []).flatMap((description) => {
    const fields = fieldsOf(description, refuse);
    const oid = readOid(fields.take(tags.oid), refuse);
    const location = readGeneralName(fields.any(), refuse);
    return oid === method && location.kind === "uri" ? [location.text] : [];
  });
}

/** Decodes the extensions of a certificate; a known one that is malformed refuses the certificate. */
export function decodeCertificateExtensions(
  all: readonly Extension[],
  refuse: Refuse,
): CertificateExtensions {
  const understood = new Set(harmless);
  const valueOf = (oid: string): DerElement | undefined => {
    understood.add(oid);
    const extension = all.find((candidate) => candidate.oid === oid);
    return extension === undefined ? undefined : extensionValue(extension, refuse);
  };
  const isCritical = (oid: string): boolean => all.some((one) => one.oid === oid && one.critical);
  const constraints = valueOf(extensionOids.basicConstraints);
  const usage = valueOf(extensionOids.keyUsage);
  const purposes = valueOf(extensionOids.extendedKeyUsage);
  const names = valueOf(extensionOids.nameConstraints);
  const policyList = valueOf(extensionOids.certificatePolicies);
  const policies = policyList && readPolicies(policyList, refuse);
  const mappings = valueOf(extensionOids.policyMappings);
  const demands = valueOf(extensionOids.policyConstraints);
  const inhibition = valueOf(extensionOids.inhibitAnyPolicy);
  // RFC 5280 4.2.1.4: critical policies must be understood to their last qualifier.
  if (policies?.unknownQualifier === true) understood.delete(extensionOids.certificatePolicies);
  const subjectKey = valueOf(extensionOids.subjectKeyId);
  const authorityKey = valueOf(extensionOids.authorityKeyId);
  const pointList = valueOf(extensionOids.crlDistributionPoints);
  const points = (pointList?.children ?? []).flatMap((point) => pointNames(point, refuse));
  const access = valueOf(extensionOids.authorityInfoAccess);
  const ocspUrls = accessUrls(access, accessMethods.ocsp, refuse);
  return {
    basicConstraints:
      constraints &&
      basicConstraints(constraints, isCritical(extensionOids.basicConstraints), refuse),
    keyUsage: usage && keyUsageOf(usage, refuse),
    extendedKeyUsage: purposes && {
      purposes: expectTag(purposes, refuse, tags.sequence).children.map((purpose) =>
        readOid(purpose, refuse),
      ),
      critical: isCritical(extensionOids.extendedKeyUsage),
    },
    nameConstraints: names && readNameConstraints(names, refuse),
    policies,
    policyMappings: mappings === undefined ? [] : readPolicyMappings(mappings, refuse),
    policyConstraints: demands && readPolicyConstraints(demands, refuse),
    inhibitAnyPolicy: inhibition && readSmallInteger(inhibition, refuse),
    subjectKeyId: subjectKey && readOctets(subjectKey, refuse),
    authorityKeyId: authorityKey && authorityKeyId(authorityKey, refuse),
    crlUrls: points.flatMap((name) => (name.kind === "uri" ? [name.text] : [])),
    crlPointNames: new Set(points.map(generalNameKey)),
    ocspUrls,
    caIssuerUrls: accessUrls(access, accessMethods.caIssuers, refuse),
    namesRevocationSource: pointList !== undefined || ocspUrls.length > 0,
    unknownCritical: all
      .filter((one) => one.critical && !understood.has(one.oid))
      .map((one) => one.oid),
    all,
  };
}
