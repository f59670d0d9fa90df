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

/** Starts the page's own program as a worker and gives it a task. */
export function askWorker(
  program: string,
  task: Task,
  progress: (done: number, total: number) => void,
): Asked {
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(policy?.createScriptURL(address) ?? address);
  const end = (): void => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
  const say = (said: Said, moved: Transferable[] = []): void => worker.postMessage(said, moved);
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
  say({ kind: "task", task });
  return { judged, cancel: end };
}
