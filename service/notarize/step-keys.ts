import { toBase64 } from "../../shared/bytes/base64.ts";
import type { Result } from "../../shared/bytes/result.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import type { IdentityStore } from "../identity/identity-store.ts";
import type { SubmitterKey } from "../registration/submissions.ts";
import { StepRefused } from "./step-refused.ts";
import type { StepPorts } from "./steps/step-ports.ts";

export interface StepKeys extends Pick<StepPorts, "device" | "operator"> {
  /** Rejects with `StepRefused` when the identity is locked or its file cannot be read. */
  readonly submitter: (identity: string) => Promise<SubmitterKey>;
}

/** The keys of a home's identities as the steps use them. */
export function stepKeys(identities: IdentityStore): StepKeys {
  return {
    device: async (identity) => {
      const key = orRefuse(await identities.device(identity));
      return { id: key.id, key: toBase64(key.publicKey), sign: (data) => key.sign(data) };
    },
    operator: (name, signal) => identities.operator(name, signal),
    submitter: async (identity) => {
      const key = orRefuse(await identities.submitter(identity));
      return { publicKey: key.publicKey, sign: (data) => Promise.resolve(key.sign(data)) };
    },
  };
}

function orRefuse<T>(key: Result<T, Fault>): T {
  if (!key.ok) throw new StepRefused(key.fault);
  return key.value;
}
