import type { JobId } from "../../../shared/contract/scalars.ts";
import { randomId } from "../host/random-id.ts";
import { forgetProgress } from "./progress.ts";
import { ask } from "./queries.ts";

/**
 * Has the service judge under a fresh name, by which its progress is heard. The signal ends it in the service, whose
 * answer is then VERIFY_CANCELLED.
 *
 * @param begun hears the name before the work begins
 */
export async function judgeByName<O>(
  signal: AbortSignal,
  begun: (name: JobId) => void,
  work: (name: JobId) => Promise<O>,
): Promise<O> {
  const name = randomId();
  begun(name);
  // A service that cannot be reached answers the work itself with a fault.
  const end = () => void ask("package.cancel", { job: name }).catch(() => undefined);
  signal.addEventListener("abort", end, { once: true });
  try {
    return await work(name);
  } finally {
    signal.removeEventListener("abort", end);
    forgetProgress(name);
  }
}
