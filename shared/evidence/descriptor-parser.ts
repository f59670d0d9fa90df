import type { Rule } from "../rules/rule.ts";
import { attempt, type Refuse } from "../bytes/attempt.ts";
import { type Json, parseCanonicalJson } from "../bytes/canonical-json.ts";
import { fromHex, toHex } from "../bytes/hex.ts";
import type { Malformed, Result } from "../bytes/result.ts";
import { digestOf } from "../digest/digest.ts";
import {
  assurances,
  type Device,
  type EvidenceDescriptor,
  evidenceFormat,
  type Party,
  type Planned,
  partyRoles,
  partyTypes,
  type Relation,
  relationTypes,
  type Sequence,
  waysIn,
} from "./descriptor.ts";
import { type Fields, readFields, readText } from "../bytes/json-fields.ts";
import { readMember } from "./member-parser.ts";
import { kinds } from "./states.ts";

/** What `evidence.json` may be at most, in bytes and in members. */
export const evidenceLimits = { bytes: 16 * 1024 * 1024, members: 50_000, parties: 64 } as const;

/** Why `evidence.json` is not read: it is broken, or it asks for a newer reader (`needs` says for what). */
export type EvidenceFault =
  | { readonly kind: "malformed"; readonly malformed: Malformed }
  | { readonly kind: "newer"; readonly needs: string };

const identifier = /^[0-9a-f]{32}$/u;
const shortId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;
const newerFormat = /^cunzhen-evidence\/[1-9][0-9]{0,5}$/u;
const saltPattern = /^[0-9a-f]{64}$/u;

/**
 * Reads `evidence.json` (format cunzhen-evidence/1).
 *
 * @param bytes canonical JSON, at most 16 MiB, exactly as in the package
 * @returns the descriptor. A newer major or an unknown `critical` name is `newer`, before anything
 *   else is looked at; unknown extensions are kept; every other unknown field is malformed. What is
 *   parsed writes back to the same bytes.
 */
export function parseEvidence(bytes: Uint8Array): Result<EvidenceDescriptor, EvidenceFault> {
  const json = parseCanonicalJson(bytes, evidenceLimits.bytes);
  if (!json.ok) return { ok: false, fault: { kind: "malformed", malformed: json.fault } };
  const needs = neededReader(json.value);
  if (needs !== undefined) return { ok: false, fault: { kind: "newer", needs } };
  const read = attempt((refuse) => readEvidence(readFields(json.value, "", refuse), refuse));
  return read.ok ? read : { ok: false, fault: { kind: "malformed", malformed: read.fault } };
}

/** What a reader of this version lacks: the name of a newer format or of the first critical extension. */
function neededReader(json: Json): string | undefined {
  const head = attempt((refuse) => {
    const fields = readFields(json, "", refuse);
    const format = fields.matching("format", newerFormat);
    if (format !== evidenceFormat) return format;
    return fields.list("critical", 64, (item, path) => readText(item, path, 200, refuse))[0];
  });
  return head.ok ? head.value : undefined;
}

function readEvidence(fields: Fields, refuse: Refuse): EvidenceDescriptor {
  const format = fields.oneOf("format", [evidenceFormat]);
  const critical = fields.list("critical", 64, (item, path) => readText(item, path, 200, refuse));
  const extensions = readExtensions(fields.object("extensions"));
  const salt = fromHex(fields.matching("salt", saltPattern)) ?? refuse("salt-form");
  const id = fields.matching("id", identifier);
  const kind = fields.oneOf("kind", kinds);
  const title = fields.text("title", 1000);
  const purpose = fields.has("purpose") ? { purpose: fields.text("purpose", 4000) } : {};
  const parties = fields.list("parties", evidenceLimits.parties, (item, path) =>
    readParty(readFields(item, path, refuse)),
  );
  const device = readDevice(fields.object("device"), refuse);
  const software = readSoftware(fields.object("software"));
  const members = fields.list("members", evidenceLimits.members, (item, path) =>
    readMember(readFields(item, path, refuse), refuse),
  );
  const relations = fields.list("relations", 1000, (item, path) =>
    readRelation(readFields(item, path, refuse)),
  );
  const planned = readPlanned(fields.object("planned"), refuse);
  const sequence = readSequence(fields.object("sequence"));
  const notBefore = fields.nullable("notBefore", fields.digest);
  const clock = readClock(fields.object("clock"));
  fields.end();
  requireUnique(
    parties.map((party) => party.id),
    "parties.id-repeated",
    refuse,
  );
  requireUnique(
    members.map((member) => member.id),
    "members.id-repeated",
    refuse,
  );
  requireUnique(
    members.map((member) => `${member.within ?? ""}\n${member.path}`),
    "members.path-repeated",
    refuse,
  );
  const known = new Set(parties.map((party) => party.id));
  if (parties.some(({ onBehalfOf }) => onBehalfOf !== undefined && !known.has(onBehalfOf)))
    refuse("parties.onBehalfOf-unknown");
  return {
    format,
    critical,
    extensions,
    salt,
    id,
    kind,
    title,
    ...purpose,
    parties,
    device,
    software,
    members,
    relations,
    planned,
    sequence,
    notBefore,
    clock,
  };
}

function requireUnique(values: readonly string[], rule: Rule, refuse: Refuse): void {
  if (new Set(values).size !== values.length) refuse(rule);
}

function readExtensions(fields: Fields): Readonly<Record<string, Json>> {
  return Object.fromEntries(fields.rest().map((name) => [name, fields.any(name)]));
}

function readParty(fields: Fields): Party {
  const party = {
    id: fields.matching("id", shortId),
    role: fields.oneOf("role", partyRoles),
    type: fields.oneOf("type", partyTypes),
    name: fields.text("name", 500),
    ...(fields.has("onBehalfOf") ? { onBehalfOf: fields.matching("onBehalfOf", shortId) } : {}),
    ...(fields.has("identifier")
      ? { identifier: readIdentifier(fields.object("identifier")) }
      : {}),
    assurance: fields.oneOf("assurance", assurances),
    ...(fields.has("certificate") ? { certificate: fields.digest("certificate") } : {}),
  };
  fields.end();
  return party;
}

function readIdentifier(fields: Fields): {
  readonly scheme: string;
  readonly saltedDigest: string;
} {
  const value = { scheme: fields.text("scheme", 200), saltedDigest: fields.digest("saltedDigest") };
  fields.end();
  return value;
}

function readDevice(fields: Fields, refuse: Refuse): Device {
  const device = {
    id: fields.digest("id"),
    key: fields.bytes("key", 32),
    os: fields.text("os", 200),
    via: fields.oneOf("via", waysIn),
  };
  fields.end();
  if (toHex(digestOf("sha256", device.key)) !== device.id) refuse("device.id-not-of-key");
  return device;
}

function readSoftware(fields: Fields) {
  const software = {
    name: fields.text("name", 200),
    version: fields.text("version", 100),
    digest: fields.nullable("digest", fields.digest),
  };
  fields.end();
  return software;
}

function readRelation(fields: Fields): Relation {
  const type = fields.oneOf("type", relationTypes);
  const target = fields.object("target");
  fields.end();
  const relation = {
    type,
    target: {
      evidence: target.matching("evidence", identifier),
      fingerprint: target.digest("fingerprint"),
      ...(target.has("member") ? { member: target.matching("member", shortId) } : {}),
      ...(target.has("sha256") ? { sha256: target.digest("sha256") } : {}),
    },
  };
  target.end();
  return relation;
}

function readPlanned(fields: Fields, refuse: Refuse): Planned {
  const planned = {
    authorities: fields.list("authorities", 64, (item, path) => readText(item, path, 2000, refuse)),
    needed: fields.integer("needed", 1, 64),
    network: fields.nullable("network", (name) => fields.text(name, 255)),
    policyDigest: fields.nullable("policyDigest", fields.digest),
  };
  fields.end();
  if (planned.needed > planned.authorities.length) refuse("planned.needed-range");
  if ((planned.network === null) !== (planned.policyDigest === null))
    refuse("planned.policyDigest-without-network");
  return planned;
}

function readSequence(fields: Fields): Sequence {
  const sequence = {
    vault: fields.matching("vault", identifier),
    network: fields.nullable("network", (name) => fields.text(name, 255)),
    n: fields.integer("n", 1, Number.MAX_SAFE_INTEGER),
    previous: fields.nullable("previous", fields.digest),
  };
  fields.end();
  return sequence;
}

function readClock(fields: Fields) {
  const clock = {
    source: fields.text("source", 200),
    capturedAt: fields.time("capturedAt"),
    offset: fields.nullable("offset", (name) =>
      fields.integer(name, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    ),
  };
  fields.end();
  return clock;
}
