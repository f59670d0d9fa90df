import { createHash } from "node:crypto";
import { type Profiler, Session } from "node:inspector";

/** Which stretches of our own code have run since the last question. */
export interface Coverage {
  /** Whether anything of `shared/` ran that had never run before. */
  news(): boolean;
  /** Whether what ran since is a set of stretches that was never asked about before. */
  newWay(): boolean;
  close(): void;
}

/** V8's precise block coverage of this process. */
export function startCoverage(): Coverage {
  const session = new Session();
  session.connect();
  const seen = new Set<string>();
  const command = (method: string, parameters: object = {}): void =>
    session.post(method, parameters, (fault) => {
      if (fault !== null) throw fault;
    });
  command("Profiler.enable");
  command("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const take = (): readonly Profiler.ScriptCoverage[] => {
    let taken: readonly Profiler.ScriptCoverage[] = [];
    session.post("Profiler.takePreciseCoverage", (fault, answer) => {
      if (fault === null) taken = answer.result;
    });
    return taken;
  };
  /** The stretches that ran, each as a text. */
  const ran = (): readonly string[] =>
    take()
      .filter(({ url }) => url.includes("/shared/"))
      .flatMap(({ scriptId, functions }) =>
        functions
          .flatMap(({ ranges }) => ranges)
          .map(({ startOffset, endOffset, count }) =>
            [scriptId, startOffset, endOffset, count > 0 ? 1 : 0].join(":"),
          ),
      );
  const ways = new Set<string>();
  return {
    news() {
      const before = seen.size;
      for (const stretch of ran()) seen.add(stretch);
      return seen.size > before;
    },
    newWay() {
      const before = ways.size;
      const sorted = [...ran()].sort().join();
      ways.add(createHash("sha256").update(sorted).digest("base64"));
      return ways.size > before;
    },
    close() {
      command("Profiler.stopPreciseCoverage");
      session.disconnect();
    },
  };
}
