import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { JobId } from "../../shared/contract/scalars.ts";
import type { Language } from "../../shared/words/language.ts";
import type { IdentityStore } from "../identity/identity-store.ts";
import type { PlanPorts } from "../notarize/plan.ts";
import type { Queue } from "../notarize/queue.ts";
import type { SoftwareFact } from "../notarize/steps/step-ports.ts";
import type { Runner } from "../notarize/runner.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import type { Vault } from "../vault/vault.ts";

/** The assembled service, as the handlers of evidence see it. */
export interface ServiceParts {
  readonly vault: Vault;
  readonly sources: SourceRegistry;
  readonly runner: Runner;
  readonly queue: Queue;
  readonly planPorts: PlanPorts;
  readonly identities: IdentityStore;
  /** Tells that an item is gone. */
  readonly removed: (id: string) => void;
  /** Tells how far judging has come, in bytes, under the name that its caller gave. */
  readonly judging: (job: JobId, done: number, total: number) => void;
  readonly clock: () => UnixMs;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly language: Language;
  /** What this program is, for whoever reads a verdict later. */
  readonly software: SoftwareFact;
  /** The built verifier page, which an export may put beside a package. */
  readonly verifierPage: string;
}
