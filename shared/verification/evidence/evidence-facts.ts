import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import { type Facts, noFacts } from "../facts.ts";

type EvidenceFacts = Pick<
  Facts,
  | "id"
  | "title"
  | "kind"
  | "purpose"
  | "members"
  | "parties"
  | "planned"
  | "sequence"
  | "notBefore"
  | "relations"
  | "environment"
>;

/** What evidence.json says, as facts; those of nothing when it could not be read. */
export function evidenceFacts(evidence: EvidenceDescriptor | undefined): EvidenceFacts {
  if (evidence === undefined) return noFacts;
  const { id, title, kind, members, parties, planned, sequence, notBefore, relations } = evidence;
  const { device, software, clock } = evidence;
  return {
    id,
    title,
    kind,
    purpose: evidence.purpose ?? null,
    members,
    parties,
    planned,
    sequence,
    notBefore,
    relations,
    environment: {
      software,
      device: { id: device.id, os: device.os },
      via: device.via,
      clock,
    },
  };
}
