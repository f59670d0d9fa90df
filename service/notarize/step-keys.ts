import { toBase64 } from "../../shared/bytes/base64.ts";
import type { Result } from "../../shared/bytes/result.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import type { IdentityStore } from "../identity/identity-store.ts";
import type { MachineKey } from "../identity/machine-key.ts";
import type { SubmitterKey } from "../registration/submissions.ts";
import { StepRefused } from "./step-refused.ts";
import type { StepPorts } from "./steps/step-ports.ts";

export interface StepKeys extends Pick<StepPorts, "device" | "operator"> {
  readonly submitter: () => Promise<SubmitterKey>;
}

/** The keys of a home as the steps use them; device and submitter key are read once a process. */
export function stepKeys(identities: IdentityStore): StepKeys {
  const device = readOnce(() => identities.device());
  const submitter = readOnce(() => identities.submitter());
  return {
    device: async () => {
      const key = await device();
      return { id: key.id, key: toBase64(key.publicKey), sign: (data) => key.sign(data) };
    },
    operator: (name, signal) => identities.operator(name, signal),
    submitter: async () => {
      const key = await submitter();
      return { publicKey: key.publicKey, sign: (data) => Promise.resolve(key.sign(data)) };
    },
  };
}

/** A key that could not be had is asked for again. */
function readOnce(read: () => Promise<Result<MachineKey, Fault>>): () => Promise<MachineKey> {
  let known: MachineKey | undefined;
  return async () => {
    if (known !== undefined) return known;
    const key = await read();
    if (!key.ok) throw new StepRefused(key.fault);
    known = key.value;
    return known;
  };
}
