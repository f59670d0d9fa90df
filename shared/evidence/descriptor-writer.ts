import { toBase64 } from "../bytes/base64.ts";
import { type Json, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { formatTime } from "../bytes/civil-time.ts";
import { toHex } from "../bytes/hex.ts";
import type { EvidenceDescriptor, Member, OriginalName, Party, Relation } from "./descriptor.ts";

type JsonObject = { readonly [key: string]: Json };

/** The object without the members that are undefined: absent and null are two things in JSON. */
function present(members: { readonly [key: string]: Json | undefined }): JsonObject {
  const out: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) out[name] = value;
  return out;
}

function nameJson(name: OriginalName): Json {
  return "text" in name ? { text: name.text } : { base64: toBase64(name.bytes) };
}

function partyJson(party: Party): Json {
  const { id, role, type, name, onBehalfOf, identifier, assurance, certificate } = party;
  const known = identifier && { scheme: identifier.scheme, saltedDigest: identifier.saltedDigest };
  return present({ id, role, type, name, onBehalfOf, identifier: known, assurance, certificate });
}

function memberJson(member: Member): Json {
  const { id, path, role, type, within, mtime } = member;
  const common = {
    id,
    path,
    role,
    type,
    within,
    originalName: nameJson(member.originalName),
    mtime: mtime === undefined ? undefined : formatTime(mtime),
  };
  switch (member.type) {
    case "file": {
      const { mediaType, size, sha256, sm3, encoding } = member;
      return present({ ...common, mediaType, size, sha256, sm3, encoding });
    }
    case "link":
      return present({ ...common, target: nameJson(member.target) });
    case "directory":
      return present(common);
  }
}

function relationJson({ type, target }: Relation): Json {
  const { evidence, fingerprint, member, sha256 } = target;
  return { type, target: present({ evidence, fingerprint, member, sha256 }) };
}

/**
 * The bytes of `evidence.json`: canonical JSON, no final newline. Digests are lower-case hex, keys
 * base64, times RFC 3339 UTC with milliseconds, the salt 64 hex digits. The writer does not judge:
 * `parseEvidence` refuses what breaks a rule.
 */
export function writeEvidence(evidence: EvidenceDescriptor): Uint8Array {
  const { device, software, planned, sequence, clock } = evidence;
  return writeCanonicalJson(
    present({
      format: evidence.format,
      critical: evidence.critical,
      extensions: evidence.extensions,
      salt: toHex(evidence.salt),
      id: evidence.id,
      kind: evidence.kind,
      title: evidence.title,
      purpose: evidence.purpose,
      parties: evidence.parties.map(partyJson),
      device: { id: device.id, key: toBase64(device.key), os: device.os, via: device.via },
      software: { name: software.name, version: software.version, digest: software.digest },
      members: evidence.members.map(memberJson),
      relations: evidence.relations.map(relationJson),
      planned: {
        authorities: planned.authorities,
        needed: planned.needed,
        network: planned.network,
        policyDigest: planned.policyDigest,
      },
      sequence: {
        vault: sequence.vault,
        network: sequence.network,
        n: sequence.n,
        previous: sequence.previous,
      },
      notBefore: evidence.notBefore,
      clock: {
        source: clock.source,
        capturedAt: formatTime(clock.capturedAt),
        offset: clock.offset,
      },
    }),
  );
}
