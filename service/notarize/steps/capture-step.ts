import { captureSource } from "../../capture/capture.ts";
import { clockOffsetAt } from "../../vault/clock-measurement.ts";
import { continueLog } from "../custody-log.ts";
import type { Step } from "../step.ts";
import type { StepPorts } from "./step-ports.ts";

/** requested -> captured: every byte of the source in the object store, with the facts of how it got there. */
export function captureStep(ports: StepPorts): Step<"requested", "captured"> {
  const { vault, objects, clock } = ports;
  return async (item, run) => {
    const device = await ports.device(item.identity);
    const captured = await captureSource(item.source.path, {
      store: objects,
      home: vault.paths.home,
      ...(item.out === null ? {} : { out: item.out }),
      sm3: item.sm3,
      signal: run.signal,
      progress: run.progress,
    });
    if (!captured.ok) return { kind: "stop", fault: captured.fault };
    const { members, entries, bytes } = captured.value;
    const capturedAt = clock();
    const { added } = await continueLog(
      vault.database,
      item.id,
      [
        { action: "requested", time: item.requestedAt, party: "operator", subject: null },
        { action: "captured", time: capturedAt, party: "operator", subject: null },
      ],
      device,
    );
    return {
      kind: "done",
      facts: {
        members,
        dataEntries: entries,
        bytes,
        device: { id: device.id, key: device.key, os: ports.os },
        software: ports.software,
        clock: { source: "system", offset: await clockOffsetAt(vault.database, capturedAt) },
        capturedAt,
      },
      custody: added,
    };
  };
}
