import type { RangeDigest, RangeDigests } from "../../../shared/digest/byte-source.ts";

/** The name of a worker that only digests. */
export const laneName = "digests";

export type LaneAsk =
  | { readonly kind: "start"; readonly names: readonly RangeDigest[] }
  | { readonly kind: "part"; readonly part: Uint8Array }
  | { readonly kind: "finish" };

export type LaneTold =
  | { readonly kind: "taken" }
  | { readonly kind: "finished"; readonly digests: RangeDigests }
  | { readonly kind: "broken"; readonly detail: string };

/** Digests of one range, computed beside the thread that reads it. Each rejects once the worker has failed. */
export interface FarDigests {
  /** Takes the part away, its buffer is empty afterwards. Settles when the next may come: few wait at a time. */
  update(part: Uint8Array<ArrayBuffer>): Promise<void>;
  finish(): Promise<RangeDigests>;
  /** Lets go of a range that will not be finished, and of the worker with it. */
  abandon(): void;
}

export interface DigestLane {
  /** Undefined where no such worker runs, or where another range is under way: the digests are then computed here. */
  start(names: readonly RangeDigest[]): Promise<FarDigests | undefined>;
}

/** Parts handed over and not yet digested: one under way, and one so that it need not wait. */
const underWay = 2;
/** A worker that takes so many milliseconds for a part, of which each takes it a twentieth of a second, is gone. */
const patience = 30_000;

/**
 * The lane behind a port. One that is silent too long has failed.
 *
 * @param given the port once the worker has come up; undefined where it does not
 * @param silence milliseconds
 */
export function digestLaneOf(
  given: Promise<MessagePort | undefined>,
  silence = patience,
): DigestLane {
  const opening = Promise.race([given, absentAfter(silence)]).then((port) =>
    port === undefined ? undefined : listenTo(port, silence),
  );
  let busy = false;
  return {
    async start(names) {
      const open = await opening;
      if (open === undefined || busy || open.failed()) return undefined;
      busy = true;
      open.ask({ kind: "start", names });
      return {
        async update(part) {
          open.ask({ kind: "part", part }, [part.buffer]);
          while (open.waiting() >= underWay) await open.told();
        },
        async finish() {
          open.ask({ kind: "finish" });
          let told = await open.told();
          while (told.kind !== "finished") told = await open.told();
          busy = false;
          return told.digests;
        },
        abandon: () => open.end(),
      };
    },
  };
}

function absentAfter(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, undefined);
  });
}

interface OpenLane {
  ask(ask: LaneAsk, taken?: Transferable[]): void;
  /** Parts handed over and not yet digested. */
  waiting(): number;
  failed(): boolean;
  /** What it tells next; rejects where it has failed or fails. One waits at a time. */
  told(): Promise<LaneTold>;
  end(): void;
}

function listenTo(port: MessagePort, silence: number): OpenLane {
  let waiting = 0;
  let failure: Error | undefined;
  let hear: { settle(told: LaneTold): void; refuse(thrown: Error): void } | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;
  const fail = (detail: string): void => {
    failure ??= new Error(detail);
    clearTimeout(late);
    port.close();
    hear?.refuse(failure);
  };
  port.onmessage = ({ data }: MessageEvent<LaneTold>) => {
    clearTimeout(late);
    if (data.kind === "taken") waiting -= 1;
    if (data.kind === "broken") fail(data.detail);
    else hear?.settle(data);
  };
  return {
    ask(ask, taken = []) {
      if (ask.kind === "part") waiting += 1;
      port.postMessage(ask, taken);
    },
    waiting: () => waiting,
    failed: () => failure !== undefined,
    told: () =>
      new Promise((settle, refuse) => {
        if (failure !== undefined) {
          refuse(failure);
          return;
        }
        hear = { settle, refuse };
        clearTimeout(late);
        late = setTimeout(fail, silence, "no answer");
      }),
    end: () => fail("the range was given up"),
  };
}
