import type { UnixMs } from "../../bytes/civil-time.ts";
import { maxSignedDataBytes } from "../../cms/signed-data.ts";
import { isSound } from "../package/examination.ts";
import { checkSignature } from "../signature/check-signature.ts";
import { finding } from "../verdict.ts";
import type { ForeignProof } from "./foreign-proofs.ts";
import type { JudgedProof, ProofBench } from "./judge-proofs.ts";

const maxContent = 16 * 1024 * 1024;

/** Judges a detached CAdES signature over a manifest or the one data file. */
export async function judgeSignature(
  { container, options }: ProofBench,
  proof: ForeignProof,
  existedBy: UnixMs | undefined,
): Promise<JudgedProof> {
  const { file, over } = proof;
  const nothing = { proof, timestamps: [], records: [], time: null };
  const bytes = await container.read(file, maxSignedDataBytes);
  const content = "data" in over ? await container.read(over.data, maxContent) : over.bytes;
  if (bytes === undefined || content === undefined) {
    const findings = [finding("FOREIGN_PROOF_UNREAD", file, { file })];
    return { ...nothing, findings, sound: false, signers: [], issuers: [] };
  }
  const { trust, now, verify } = options;
  const { findings, signer } = checkSignature({
    file,
    bytes,
    manifest: content,
    parties: [],
    at: existedBy ?? now,
    roots: trust.roots,
    certificates: trust.certificates ?? [],
    crls: trust.crls,
    ocsps: [],
    verify,
  });
  const trusted = findings.some(({ code }) => code === "SIGNER_CERTIFIED");
  const practice = signer?.practice === true;
  return {
    ...nothing,
    findings,
    sound: isSound(findings),
    signers: signer === undefined ? [] : [signer],
    issuers: signer === undefined || signer.selfDeclared ? [] : [{ practice, trusted }],
  };
}
