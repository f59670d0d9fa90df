import { judgeFiles } from "./judge-files.ts";
import type { Task, Told } from "./messages.ts";

/** How often progress is told: more often nobody can see. */
const interval = 60;

/** The worker's side: waits for the one task of its life. */
export function serveTask(): void {
  const tell = (told: Told): void => self.postMessage(told);
  let toldAt = 0;
  const progress = (done: number, total: number): void => {
    const now = performance.now();
    if (now - toldAt < interval && done < total) return;
    toldAt = now;
    tell({ kind: "progress", done, total });
  };
  self.addEventListener("message", ({ data }: MessageEvent<Task>) => {
    judgeFiles(data, progress).then(
      (judged) => tell({ kind: "judged", judged }),
      (thrown: unknown) => tell({ kind: "broken", detail: String(thrown) }),
    );
  });
}
