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

/** Two workers of one task: one judges and reads, the other digests long files beside it. */
export interface StartedWorkers {
  /** Gives them their task. One task: they are let go with it. */
  ask(task: Task, progress: (done: number, total: number) => void): Asked;
  end(): void;
}

/** Starts the page's own program as two workers. The page starts both: a worker from a `file://` page can start none. */
export function startWorkers(program: string): StartedWorkers {
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const start = (name: string): Worker =>
    new Worker(policy?.createScriptURL(address) ?? address, { name });
  const judge = start("judge");
  const lane = start(laneName);
  const say = (said: Said, moved: Transferable[] = []): void => judge.postMessage(said, moved);
  giveLane(lane, say);
  const end = (): void => {
    judge.terminate();
    lane.terminate();
    URL.revokeObjectURL(address);
  };
  // It may fail before anybody asks, and says so once only.
  const failed = new Promise<never>((_, refuse) => {
    judge.onerror = ({ message }) => refuse(new Error(message));
  });
  failed.catch(() => undefined);
  return {
    ask(task, progress) {
      const judged = Promise.race([answer(judge, say, task, progress), failed]).finally(end);
      return { judged, cancel: end };
    },
    end,
  };
}

function answer(
  judge: Worker,
  say: (said: Said, moved?: Transferable[]) => void,
  task: Task,
  progress: (done: number, total: number) => void,
): Promise<Judged> {
  const read = async (place: number, start: number, end: number): Promise<ArrayBuffer | null> => {
    try {
      return (await task.files[place]?.slice(start, end).arrayBuffer()) ?? null;
    } catch {
      return null;
    }
  };
  return new Promise<Judged>((settle, refuse) => {
    judge.onmessage = ({ data }: MessageEvent<Told>) => {
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
          settle(data.judged);
          return;
        case "broken":
          refuse(new Error(data.detail));
          return;
      }
    };
    say({ kind: "task", task });
  });
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
