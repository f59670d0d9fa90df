import type { FileSourceOptions } from "../../platform/hashing/file-source.ts";
import { rememberedSignatures } from "../../platform/signatures/remembered-signatures.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import type { Policy } from "../../shared/verification/policy.ts";
import type { VerifyOptions } from "../../shared/verification/verify-options.ts";
import { fileBeside } from "./loose-file.ts";
import type { NamedFile } from "./named-file.ts";

/** By what every input of one run is judged: plain data, so that a thread can be told. */
export interface JudgingTerms {
  /** Files of which the inputs say whose members they are, or what a bare token, receipt or record may be about. */
  readonly files: readonly NamedFile[];
  /** What a bare token, receipt or record must be about. */
  readonly data?: NamedFile;
  readonly trust: TrustStore;
  readonly policy: Policy;
  readonly now: UnixMs;
}

/** What the judgement of one input is given; the same for all, so that loose files are digested once. */
export async function verifyOptionsOf(
  terms: JudgingTerms,
  reading: FileSourceOptions = {},
): Promise<VerifyOptions> {
  const { files, data, trust, policy, now } = terms;
  const verify = rememberedSignatures(verifySignature);
  const beside = await Promise.all(files.map((file) => fileBeside(file, reading)));
  const options = { trust, policy, now, verify, files: beside };
  return data === undefined ? options : { ...options, data: await fileBeside(data, reading) };
}
