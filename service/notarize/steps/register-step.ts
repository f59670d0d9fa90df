import { packageNames } from "../../../shared/container/package-names.ts";
import { entryOf } from "../../objects/store.ts";
import { continueLog } from "../custody-log.ts";
import type { Step } from "../step.ts";
import type { StepPorts } from "./step-ports.ts";

/** stamped -> registered: a receipt with a quorum; nothing to do for an item that is only time-stamped. */
export function registerStep(ports: StepPorts): Step<"stamped", "registered"> {
  const { objects, vault } = ports;
  return async (item, run) => {
    const { network } = item.plan;
    if (network === null) return { kind: "done", facts: { registration: null }, custody: [] };
    const device = await ports.device(item.identity);
    const tokens = item.stamps.flatMap(({ file, entries }) =>
      entries.filter(({ name }) => name === file).map(({ sha256 }) => sha256),
    );
    const { id, identity, fingerprint } = item;
    const wish = { id, identity, network, fingerprint, tokens };
    const registered = await ports.register(wish, run.signal);
    if (!registered.ok) {
      const { fault, retryAfterMs } = registered.fault;
      return retryAfterMs === null
        ? { kind: "stop", fault }
        : { kind: "wait", fault, retryAfterMs };
    }
    const { submission, receipt, policy, network: descriptor, facts } = registered.value;
    const [submissionObject, receiptObject, policyObject, networkObject] = await Promise.all([
      objects.put(submission),
      objects.put(receipt),
      objects.put(policy),
      objects.put(descriptor),
    ]);
    const { added } = await continueLog(
      vault.database,
      id,
      [
        {
          action: "registered",
          time: ports.clock(),
          party: null,
          subject: submissionObject.sha256,
        },
      ],
      device,
    );
    return {
      kind: "done",
      facts: {
        registration: {
          ...facts,
          entries: [
            entryOf(packageNames.submission, submissionObject),
            entryOf(packageNames.receipt, receiptObject),
            entryOf(packageNames.policy, policyObject),
            entryOf(packageNames.network, networkObject),
          ],
        },
      },
      custody: added,
    };
  };
}
