import type { UnixMs } from "../bytes/civil-time.ts";
import type { VerifySignature } from "../signature/scheme.ts";
import type { TrustStore } from "../trust/trust-store.ts";
import type { LooseFile } from "./files/loose-file.ts";
import type { Policy } from "./policy.ts";

/** What every examiner is given beside the input itself. */
export interface ExamineOptions {
  readonly trust: TrustStore;
  readonly now: UnixMs;
  readonly verify: VerifySignature;
  /** Beside a package or container: files that may be members of it. Beside a bare token, record or receipt: candidates for its data. */
  readonly files?: readonly LooseFile[];
  /** What a bare token, record or receipt must be about; of a package or container it must be a member. */
  readonly data?: LooseFile;
  /** Which open checks leave a time open; by the default one where it is absent. */
  readonly policy?: Policy;
}

/** What a verdict is given beside the input itself. */
export interface VerifyOptions extends ExamineOptions {
  readonly policy: Policy;
}
