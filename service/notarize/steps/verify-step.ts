import { join } from "node:path";
import { fault } from "../../../shared/words/faults/fault.ts";
import { continueLog } from "../custody-log.ts";
import type { Step } from "../step.ts";
import type { StepPorts } from "./step-ports.ts";

/** packaged -> verified: the strict verifier, on the finished file, with this home's own trust. */
export function verifyStep(ports: StepPorts): Step<"packaged", "verified"> {
  const { vault } = ports;
  return async (item, run) => {
    const device = await ports.device(item.identity);
    const checked = await ports.selfCheck(join(vault.paths.home, item.package.path), run.signal);
    if (checked.failed.length > 0) {
      const codes = checked.failed.join(", ");
      return { kind: "stop", fault: fault("SELF_CHECK_FAILED", { codes }) };
    }
    const verifiedAt = ports.clock();
    const { added } = await continueLog(
      vault.database,
      item.id,
      [{ action: "verified", time: verifiedAt, party: null, subject: item.package.sha256 }],
      device,
    );
    const { outcome, practice, open } = checked;
    return {
      kind: "done",
      facts: { verdict: { outcome, practice, open }, verifiedAt },
      custody: added,
    };
  };
}
