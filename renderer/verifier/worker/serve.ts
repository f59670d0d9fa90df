import { judgeFiles } from "./judge-files.ts";
import { digestLaneOf } from "./digest-lane.ts";
import type { Said, Told } from "./messages.ts";
import { type AskPage, readableFiles } from "./readable-file.ts";

/** How often progress is told: more often nobody can see. */
const interval = 60;

/** The worker's side: waits for the one task of its life, and for the bytes that it has the page read. */
export function serveTask(): void {
  const tell = (told: Told): void => self.postMessage(told);
  let toldAt = 0;
  const progress = (done: number, total: number): void => {
    const now = performance.now();
    if (now - toldAt < interval && done < total) return;
    toldAt = now;
    tell({ kind: "progress", done, total });
  };
  const awaited = new Map<number, (bytes: ArrayBuffer | null) => void>();
  let asked = 0;
  const askPage: AskPage = (place, start, end) => {
    asked += 1;
    const n = asked;
    return new Promise((resolve, reject) => {
      awaited.set(n, (bytes) => {
        awaited.delete(n);
        if (bytes === null) reject(new Error("the browser cannot read the file"));
        else resolve(bytes);
      });
      tell({ kind: "read", n, place, start, end });
    });
  };
  let laneCame: (port: MessagePort | undefined) => void = () => undefined;
  const port = new Promise<MessagePort | undefined>((resolve) => {
    laneCame = resolve;
  });
  self.addEventListener("message", ({ data }: MessageEvent<Said>) => {
    if (data.kind === "lane") {
      laneCame(data.port);
      return;
    }
    if (data.kind === "bytes") {
      awaited.get(data.n)?.(data.bytes);
      return;
    }
    const { task } = data;
    const files = readableFiles(task.files, askPage);
    judgeFiles({ ...task, files }, progress, digestLaneOf(port)).then(
      (judged) => tell({ kind: "judged", judged }),
      (thrown: unknown) => tell({ kind: "broken", detail: String(thrown) }),
    );
  });
}
