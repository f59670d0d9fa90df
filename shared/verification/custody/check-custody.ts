import type { UnixMs } from "../../bytes/civil-time.ts";
import { type CustodyFlaw, followCustody } from "../../evidence/custody-chain.ts";
import {
  type CustodyLine,
  custodyLimits,
  custodyStart,
  parseCustodyLog,
} from "../../evidence/custody-log.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import { checks } from "../../words/checks/catalogue.ts";
import type { CustodyFacts } from "../facts.ts";
import type { ProvenTime } from "../times/check-order.ts";
import { mostOfEach } from "../most-told.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkActs } from "./check-acts.ts";
import { checkCustodyTimes } from "./check-custody-times.ts";

/** One file of a custody log: the first ends at `sealed`, each further one came with a later edition. */
export interface CustodyPart {
  /** Entry name. */
  readonly file: string;
  /** Undefined when the package has no such entry. */
  readonly bytes: Uint8Array | undefined;
  /** Trusted tokens that cover the file: it existed when they were made. */
  readonly coveredBy: readonly ProvenTime[];
}

export interface CustodyQuestion {
  /** In their order, the one that ends at `sealed` first. */
  readonly parts: readonly [CustodyPart, ...CustodyPart[]];
  readonly evidence: EvidenceDescriptor;
  /** SHA-256 of evidence.json, lower-case hex. */
  readonly evidenceDigest: string;
  readonly now: UnixMs;
  readonly verify: VerifySignature;
}

export interface CustodyCheck {
  readonly findings: readonly Finding[];
  /** The entries up to `sealed`, as far as they can be read. */
  readonly lines: readonly CustodyLine[];
  /** All acts of all parts. */
  readonly facts: readonly CustodyFacts[];
}

/** A part that could be read. */
export interface ReadPart extends CustodyPart {
  readonly lines: readonly CustodyLine[];
  /** How many entries the parts before it have. */
  readonly before: number;
}

/**
 * Judges the custody log of a package through all its editions: form, links, device signatures, known parties, acts
 * that can follow each other, claimed times against the tokens that cover them, and that the first part ends by sealing
 * exactly this evidence.json.
 */
export function checkCustody(question: CustodyQuestion): CustodyCheck {
  const { parts, evidence, evidenceDigest, now, verify } = question;
  const { read, findings: unread } = readParts(parts);
  const [first] = read;
  if (first === undefined) return { findings: unread, lines: [], facts: [] };
  const lines = read.flatMap((part) => part.lines);
  const { flaws } = followCustody(lines, custodyStart(evidence.id), evidence.device, verify);
  const found = mostOfEach([
    ...unread,
    ...flaws.flatMap((flaw) => flawFindings(flaw, read)),
    ...unknownParties(read, evidence),
    ...unsealed(first, evidenceDigest),
    ...checkActs(read, evidence.clock.capturedAt),
    ...checkCustodyTimes(read, now),
  ]);
  return {
    findings: [...whole(read, found), ...found],
    lines: first.lines,
    facts: read.flatMap((part) => factsOf(part, evidence)),
  };
}

/**
 * Reads parts up to the first that is missing or malformed: what follows it hangs in the air. All parts together have
 * as many entries as one may have, or none is followed: each is a signature to be verified.
 */
function readParts(parts: readonly CustodyPart[]): {
  readonly read: readonly ReadPart[];
  readonly findings: readonly Finding[];
} {
  const read: ReadPart[] = [];
  let before = 0;
  for (const [at, part] of parts.entries()) {
    const { file, bytes } = part;
    if (bytes === undefined) {
      const missing =
        at === 0
          ? finding("CUSTODY_MISSING", file, {})
          : finding("CUSTODY_FILE_MISSING", file, { file });
      return { read, findings: [missing] };
    }
    const parsed = parseCustodyLog(bytes);
    if (!parsed.ok) {
      const { rule } = parsed.fault;
      return { read, findings: [finding("CUSTODY_MALFORMED", file, { rule })] };
    }
    read.push({ ...part, lines: parsed.value, before });
    before += parsed.value.length;
    if (before > custodyLimits.entries) {
      const rule = "custody-too-many-entries";
      return { read: [], findings: [finding("CUSTODY_MALFORMED", file, { rule })] };
    }
  }
  return { read, findings: [] };
}

/** What says that the log holds: of the part up to the seal, and of those after it. */
function whole(read: readonly ReadPart[], found: readonly Finding[]): readonly Finding[] {
  const [first, ...later] = read;
  const bad = new Set(
    found.filter(({ code }) => checks[code].outcome === "failed").map(({ subject }) => subject),
  );
  if (first === undefined || bad.has(first.file)) return [];
  const sealed = finding("CUSTODY_WHOLE", first.file, { entries: first.lines.length });
  const last = later.at(-1);
  if (last === undefined || bad.size > 0) return [sealed];
  const entries = last.before + last.lines.length;
  return [sealed, finding("CUSTODY_CONTINUED", last.file, { files: read.length, entries })];
}

function flawFindings(flaw: CustodyFlaw, read: readonly ReadPart[]): readonly Finding[] {
  const { kind, seq } = flaw;
  const file = read.findLast(({ before }) => before < seq)?.file ?? "";
  switch (kind) {
    case "out-of-order":
    case "link":
      return [finding("CUSTODY_LINK_BROKEN", file, { seq })];
    case "device":
      return [finding("CUSTODY_OTHER_DEVICE", file, { seq })];
    case "signature":
      return [finding("CUSTODY_SIGNATURE_WRONG", file, { seq })];
    case "time-backwards":
      return [finding("CUSTODY_TIME_BACKWARDS", file, { seq })];
  }
}

function unknownParties(read: readonly ReadPart[], evidence: EvidenceDescriptor): Finding[] {
  const known = new Set(evidence.parties.map((party) => party.id));
  const findings: Finding[] = [];
  for (const { file, lines, before } of read)
    for (const [index, { entry }] of lines.entries())
      if (entry.party !== null && !known.has(entry.party)) {
        const data = { seq: before + index + 1, party: entry.party };
        findings.push(finding("CUSTODY_UNKNOWN_PARTY", file, data));
      }
  return findings;
}

/** `sealed` must be the last act and the only one of its kind, and name this evidence.json. */
function unsealed({ file, lines }: ReadPart, evidenceDigest: string): Finding[] {
  const seals = lines.filter(({ entry }) => entry.action === "sealed");
  const last = lines.at(-1)?.entry;
  const sealed = seals.length === 1 && last?.action === "sealed" && last.subject === evidenceDigest;
  return sealed ? [] : [finding("CUSTODY_NOT_SEALED", file, {})];
}

function factsOf(
  { file, lines, before }: ReadPart,
  { parties }: EvidenceDescriptor,
): readonly CustodyFacts[] {
  const names = new Map(parties.map(({ id, name }) => [id, name]));
  return lines.map(({ entry, digest }, index) => ({
    n: before + index + 1,
    act: entry.action,
    actor: entry.party === null ? null : (names.get(entry.party) ?? entry.party),
    time: entry.time,
    file,
    digest,
  }));
}
