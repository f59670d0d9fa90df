import type { Json } from "../bytes/canonical-json.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import type { Kind } from "./states.ts";

export const evidenceFormat = "cunzhen-evidence/1";

export const partyRoles = [
  "operator",
  "rightsholder",
  "author",
  "producer",
  "witness",
  "signer",
] as const;
export type PartyRole = (typeof partyRoles)[number];

export const partyTypes = ["person", "organisation"] as const;
export type PartyType = (typeof partyTypes)[number];

/** How a party's identity is known. `self-declared` proves nothing and says so. */
export const assurances = ["self-declared", "certificate", "confirmed-by"] as const;
export type Assurance = (typeof assurances)[number];

/** A person or organisation with a role. The operator signs the payload and names its certificate. */
export interface Party {
  readonly id: string;
  readonly role: PartyRole;
  readonly type: PartyType;
  readonly name: string;
  /** Another party's `id`. */
  readonly onBehalfOf?: string;
  /** An identity number is never stored: SHA-256 over the item's salt and the number, lower-case hex. */
  readonly identifier?: { readonly scheme: string; readonly saltedDigest: string };
  readonly assurance: Assurance;
  /** SHA-256 of the DER certificate, lower-case hex. */
  readonly certificate?: string;
}

export const waysIn = ["picker", "drop", "upload", "cli", "watched", "import"] as const;
/** How the sources came to the software. */
export type WayIn = (typeof waysIn)[number];

/** The machine, without user name, host name or path. `id` is SHA-256 of `key`, lower-case hex. */
export interface Device {
  readonly id: string;
  /** Ed25519 public key, 32 bytes; it signs the custody log. */
  readonly key: Uint8Array;
  readonly os: string;
  readonly via: WayIn;
}

/** What made the item; `digest` is SHA-256 of its program files, lower-case hex, null when unknown. */
export interface Software {
  readonly name: string;
  readonly version: string;
  readonly digest: string | null;
}

/** A name as the file system gave it: text when it is UTF-8 in NFC, else its bytes. */
export type OriginalName = { readonly text: string } | { readonly bytes: Uint8Array };

export const memberRoles = ["original", "derived", "record"] as const;
export type MemberRole = (typeof memberRoles)[number];

interface MemberBase {
  /** Unique in the item. */
  readonly id: string;
  /** Entry name in the package (`data/...`, `capture/...`), or inside the bundle that `within` names. */
  readonly path: string;
  readonly originalName: OriginalName;
  readonly role: MemberRole;
  /** Entry name of the inner ZIP that holds this member; absent for entries of the package itself. */
  readonly within?: string;
  /** Last change as the file system claimed it. */
  readonly mtime?: UnixMs;
}

export interface FileMember extends MemberBase {
  readonly type: "file";
  readonly mediaType?: string;
  readonly size: number;
  readonly sha256: string;
  readonly sm3?: string;
  readonly encoding: "plain" | "encrypted";
}

/** A symbolic link, recorded and never followed; no entry of the package holds it. */
export interface LinkMember extends MemberBase {
  readonly type: "link";
  readonly target: OriginalName;
}

/** A directory that would otherwise be lost, such as an empty one; no entry of the package holds it. */
export interface DirectoryMember extends MemberBase {
  readonly type: "directory";
}

/** One file, link or directory inside an item. */
export type Member = FileMember | LinkMember | DirectoryMember;

export const relationTypes = [
  "capture-of",
  "derived-from",
  "version-of",
  "supersedes",
  "redaction-of",
  "part-of",
  "attachment-of",
] as const;
export type RelationType = (typeof relationTypes)[number];

/** A tie to another item, by id and fingerprint. */
export interface Relation {
  readonly type: RelationType;
  readonly target: {
    readonly evidence: string;
    readonly fingerprint: string;
    readonly member?: string;
    readonly sha256?: string;
  };
}

/** What the operator set out to obtain, sealed so that stripping any of it later is noticed. */
export interface Planned {
  /** Addresses of the authorities to be asked. */
  readonly authorities: readonly string[];
  /** How many of their tokens the item needs. */
  readonly needed: number;
  /** Origin of the network to register with; null for time-stamps only. */
  readonly network: string | null;
  /** SHA-256 of that network's policy.txt; null exactly when `network` is. */
  readonly policyDigest: string | null;
}

/** The item's place among its vault's items for one network, so that selective filing is noticed. */
export interface Sequence {
  /** A pseudonym of the vault, 32 lower-case hex digits. */
  readonly vault: string;
  readonly network: string | null;
  /** Counts from 1. */
  readonly n: number;
  /** Fingerprint of the item before it; null for the first. */
  readonly previous: string | null;
}

/** The clock that gave the claimed times. */
export interface Clock {
  readonly source: string;
  /** Claimed time of capture. */
  readonly capturedAt: UnixMs;
  /** Local clock minus a reference, in milliseconds; null when nothing to compare with was at hand. */
  readonly offset: number | null;
}

/** The content of `evidence.json`: sealed and never changed. No user, host, absolute path, matter or client. */
export interface EvidenceDescriptor {
  readonly format: typeof evidenceFormat;
  /** Extensions that a reader must understand; any name it does not know makes it stop. */
  readonly critical: readonly string[];
  readonly extensions: Readonly<Record<string, Json>>;
  /** 32 random bytes: without them the digest of a guessed content proves nothing to an outsider. */
  readonly salt: Uint8Array;
  /** 128 random bits made at capture, 32 lower-case hex digits. */
  readonly id: string;
  readonly kind: Kind;
  /** Claimed. */
  readonly title: string;
  /** Claimed. */
  readonly purpose?: string;
  readonly parties: readonly Party[];
  readonly device: Device;
  readonly software: Software;
  readonly members: readonly Member[];
  readonly relations: readonly Relation[];
  readonly planned: Planned;
  readonly sequence: Sequence;
  /** SHA-256 of the latest checkpoint known at sealing: the item is not older. Null when none was known. */
  readonly notBefore: string | null;
  readonly clock: Clock;
}
