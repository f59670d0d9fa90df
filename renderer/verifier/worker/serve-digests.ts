import type { RangeDigest } from "../../../shared/digest/byte-source.ts";
import type { RunningDigest } from "../../../shared/digest/digest.ts";
import type { LaneAsk, LaneTold } from "./digest-lane.ts";
import { createDigestPool } from "./running-digests.ts";

/** The side of a worker that only digests: it is given a port, once, and behind that `DigestLane` asks. */
export function serveDigests(): void {
  self.addEventListener("message", ({ data: port }: MessageEvent<MessagePort>) => serveLane(port), {
    once: true,
  });
  // That it has come up.
  self.postMessage(null);
}

/** Digests what comes over the port, and tells there. */
export function serveLane(port: MessagePort): void {
  const tell = (told: LaneTold): void => port.postMessage(told);
  const pool = createDigestPool();
  let running: readonly (readonly [RangeDigest, RunningDigest])[] = [];
  const answer = async (ask: LaneAsk): Promise<void> => {
    switch (ask.kind) {
      case "start":
        running = await Promise.all(
          ask.names.map(async (name) => [name, await pool.take(name)] as const),
        );
        return;
      case "part":
        for (const [, digest] of running) digest.update(ask.part);
        tell({ kind: "taken" });
        return;
      case "finish": {
        const digests = running.map(([name, digest]) => [name, digest.finish()] as const);
        tell({ kind: "finished", digests: Object.fromEntries(digests) });
        return;
      }
    }
  };
  let before = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<LaneAsk>) => {
    before = before
      .then(() => answer(data))
      .catch((thrown: unknown) => tell({ kind: "broken", detail: String(thrown) }));
  };
}
