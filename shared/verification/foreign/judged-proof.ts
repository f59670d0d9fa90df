import type { UnixMs } from "../../bytes/civil-time.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import { digestOf } from "../../digest/digest.ts";
import type { EvidenceRecordFacts, TimestampFacts } from "../facts.ts";
import type { Issuer } from "../practice/check-practice.ts";
import type { SignerFacts } from "../signature/check-signature.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ExamineOptions } from "../verify-options.ts";
import type { ForeignContainer } from "./foreign-container.ts";
import type { ForeignProof } from "./foreign-proofs.ts";

/** `sound`: its own mathematics hold; `open`: nothing speaks against it, yet they could not be tried; or `failed`. */
export type Standing = "sound" | "open" | "failed";

/** A proof with everything that was found of it. */
export interface JudgedProof {
  readonly proof: ForeignProof;
  readonly findings: readonly Finding[];
  readonly standing: Standing;
  /** The time that it states for what it covers, if it is sound; null for none. */
  readonly time: UnixMs | null;
  /** The same where all that it rests on leads to roots that the verifier trusts: then others may rest on it. */
  readonly provenTime: UnixMs | null;
  readonly timestamps: readonly TimestampFacts[];
  readonly signers: readonly SignerFacts[];
  readonly records: readonly EvidenceRecordFacts[];
  readonly issuers: readonly Issuer[];
}

/** What the judgement of each proof draws on. */
export interface ProofBench {
  readonly container: ForeignContainer;
  readonly options: ExamineOptions;
  /** How many bytes of evidence records are still read: all of a container are as long as one may be. */
  recordRoom: number;
}

/** What a proof without readable content gives. */
export const nothingProven = {
  timestamps: [],
  signers: [],
  records: [],
  issuers: [],
  time: null,
  provenTime: null,
} as const;

/**
 * The standing of a proof.
 *
 * @param unblemished whether none of its findings speaks against it
 * @param tried whether its signature and what it is over were compared and agreed
 */
export function standingOf(unblemished: boolean, tried: boolean): Standing {
  if (!unblemished) return "failed";
  return tried ? "sound" : "open";
}

/** A proof that is too long to be read, or damaged. */
export function unreadProof(proof: ForeignProof): JudgedProof {
  const { file } = proof;
  const findings = [finding("FOREIGN_PROOF_UNREAD", file, { file })];
  return { ...nothingProven, proof, findings, standing: "failed" };
}

/** Names what a proof is over, and gives its digest: a manifest's bytes, or the one data file. */
export function contentOf(
  { container }: ProofBench,
  { over }: ForeignProof,
): { readonly file: string; digest(name: DigestName): Promise<Uint8Array | undefined> } {
  if ("data" in over) {
    const { data } = over;
    return {
      file: data,
      digest: async (name) => (await container.digest(data, [name]))?.[name],
    };
  }
  const { bytes } = over;
  return { file: over.name, digest: (name) => Promise.resolve(digestOf(name, bytes)) };
}
