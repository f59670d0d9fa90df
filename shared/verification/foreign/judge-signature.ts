import type { UnixMs } from "../../bytes/civil-time.ts";
import { maxSignedDataBytes } from "../../cms/signed-data.ts";
import { groundsOf } from "../grounds.ts";
import { checkCades } from "../signature/check-cades.ts";
import { isSound } from "../soundness.ts";
import type { ForeignProof } from "./foreign-proofs.ts";
import {
  contentOf,
  type JudgedProof,
  type ProofBench,
  standingOf,
  unreadProof,
} from "./judged-proof.ts";

/** Judges a detached CAdES signature over a manifest or the one data file. */
export async function judgeSignature(
  bench: ProofBench,
  proof: ForeignProof,
  existedBy: UnixMs | undefined,
  existedByOpen: boolean,
): Promise<JudgedProof> {
  const { file } = proof;
  const bytes = await bench.container.read(file, maxSignedDataBytes);
  if (bytes === undefined) return unreadProof(proof);
  const { now } = bench.options;
  const { findings, signers, timestamps, issuers } = await checkCades({
    subject: file,
    bytes,
    content: contentOf(bench, proof),
    ...groundsOf(bench.options),
    now,
    ...(existedBy === undefined ? {} : { existedBy, existedByOpen }),
  });
  // A practice issuer that nobody here accepted is told once for the container: no root would settle it.
  const stranger = issuers.some(({ practice, trusted }) => practice && !trusted);
  const told = findings.filter(
    ({ code }) =>
      !stranger || (code !== "SIGNER_ISSUER_UNKNOWN" && code !== "CHAIN_ISSUER_UNKNOWN"),
  );
  return {
    proof,
    findings: told,
    standing: standingOf(
      isSound(findings),
      signers.some(({ sound }) => sound),
    ),
    time: null,
    provenTime: null,
    timestamps,
    signers: signers.map(({ facts }) => facts),
    records: [],
    issuers,
  };
}
