import { worthLane } from "./blob-source.ts";
import { laneName } from "./digest-lane.ts";
import type { Judged, Said, Task, Told } from "./messages.ts";

/** A task under way. */
export interface Asked {
  readonly judged: Promise<Judged>;
  /** Ends the worker at once; `judged` then never settles. */
  cancel(): void;
}

/** The browser's half of Trusted Types, where it has one. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

const policy = self.trustedTypes?.createPolicy("cunzhen-worker", {
  createScriptURL: (address) => address,
});

/**
 * Starts the page's own program as a worker and gives it a task. For long files a second worker digests what the
 * first one reads. The page starts both: a worker from a `file://` page can start none.
 */
export function askWorker(
  program: string,
  task: Task,
  progress: (done: number, total: number) => void,
): Asked {
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const start = (name: string): Worker =>
    new Worker(policy?.createScriptURL(address) ?? address, { name });
  const worker = start("judge");
  const say = (said: Said, moved: Transferable[] = []): void => worker.postMessage(said, moved);
  const laneComes = task.files.some(({ size }) => size >= worthLane);
  say({ kind: "task", task, laneComes });
  const lane = laneComes ? start(laneName) : undefined;
  if (lane !== undefined) giveLane(lane, say);
  const end = (): void => {
    worker.terminate();
    lane?.terminate();
    URL.revokeObjectURL(address);
  };
  const read = async (place: number, start: number, end: number): Promise<ArrayBuffer | null> => {
    try {
      return (await task.files[place]?.slice(start, end).arrayBuffer()) ?? null;
    } catch {
      return null;
    }
  };
  const judged = new Promise<Judged>((settle, refuse) => {
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      switch (data.kind) {
        case "progress":
          progress(data.done, data.total);
          return;
        case "read":
          void read(data.place, data.start, data.end).then((bytes) => {
            say({ kind: "bytes", n: data.n, bytes }, bytes === null ? [] : [bytes]);
          });
          return;
        case "judged":
          end();
          settle(data.judged);
          return;
        case "broken":
          end();
          refuse(new Error(data.detail));
          return;
      }
    };
    worker.onerror = ({ message }) => {
      end();
      refuse(new Error(message));
    };
  });
  return { judged, cancel: end };
}

/** Joins the two workers once the lane has come up. */
function giveLane(lane: Worker, say: (said: Said, moved?: Transferable[]) => void): void {
  lane.onmessage = () => {
    const { port1, port2 } = new MessageChannel();
    lane.postMessage(port1, [port1]);
    say({ kind: "lane", port: port2 }, [port2]);
  };
  lane.onerror = (event) => {
    event.preventDefault();
    say({ kind: "lane", port: undefined });
  };
}
