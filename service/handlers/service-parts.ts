import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Result } from "../../shared/bytes/result.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import type { Language } from "../../shared/words/language.ts";
import type { PlanPorts } from "../notarize/plan.ts";
import type { Queue } from "../notarize/queue.ts";
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
  /** Whether this identity can sign now: refused when it is unknown or locked. */
  identityUsable(name: string): Promise<Result<void, Fault>>;
  /** Tells that an item is gone. */
  removed(id: string): void;
  readonly clock: () => UnixMs;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly language: Language;
}
