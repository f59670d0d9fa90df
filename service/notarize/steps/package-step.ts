import { join, relative } from "node:path";
import { sweepUnfinished } from "../../../platform/files/durable.ts";
import { orderMembers } from "../../../shared/container/package-order.ts";
import { layoutPackage } from "../../../shared/container/zip-layout.ts";
import { sizeOfParts } from "../../../shared/container/package-part.ts";
import { packageFileName } from "../../../shared/container/package-names.ts";
import { writeParts } from "../../objects/package-file.ts";
import { recordEdition } from "../../vault/editions.ts";
import { continueLog } from "../custody-log.ts";
import type { Step } from "../step.ts";
import { isPractice, packageEntries } from "./package-entries.ts";
import type { StepPorts } from "./step-ports.ts";

/** closed -> packaged: the one file, whole or not at all, and the copy that `--out` asked for. */
export function packageStep(ports: StepPorts): Step<"closed", "packaged"> {
  const { vault, objects } = ports;
  return async (item, run) => {
    const device = await ports.device(item.identity);
    const parts = layoutPackage(orderMembers(packageEntries(item), item.closing.file));
    const name = packageFileName(item.number, isPractice(item));
    const target = join(vault.paths.packages, name);
    const copy = item.out === null ? null : join(item.out, name);
    if (item.out !== null) await sweepUnfinished(item.out);
    const total = sizeOfParts(parts) * (copy === null ? 1 : 2);
    let done = 0;
    const taken = (bytes: number): void => {
      run.progress((done += bytes), total);
    };
    const written = await writeParts(parts, objects, target, { signal: run.signal, taken });
    if (copy !== null) await writeParts(parts, objects, copy, { signal: run.signal, taken });
    const { added } = await continueLog(
      vault.database,
      item.id,
      [{ action: "packaged", time: ports.clock(), party: null, subject: written.sha256 }],
      device,
    );
    await recordEdition(vault.database, {
      item: item.id,
      n: 1,
      reason: "sealed",
      sha256: written.sha256,
      at: ports.clock(),
    });
    return {
      kind: "done",
      facts: {
        package: { path: relative(vault.paths.home, target), name, ...written, copy },
      },
      custody: added,
    };
  };
}
