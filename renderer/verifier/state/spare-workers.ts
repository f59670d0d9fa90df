import { useCallback, useEffect, useRef } from "react";
import { type StartedWorkers, startWorkers } from "../worker/ask-worker.ts";

/**
 * Workers that are started before anything is asked of them: they take a fifth of a second to come up.
 *
 * @param program text of the page's script
 * @param idle whether now is the time to start some
 * @returns gives the ones that wait, or new ones
 */
export function useSpareWorkers(program: string, idle: boolean): () => StartedWorkers {
  const spare = useRef<StartedWorkers>(undefined);
  useEffect(() => {
    if (idle) spare.current ??= startWorkers(program);
  }, [program, idle]);
  useEffect(
    () => () => {
      spare.current?.end();
      spare.current = undefined;
    },
    [program],
  );
  return useCallback(() => {
    const taken = spare.current ?? startWorkers(program);
    spare.current = undefined;
    return taken;
  }, [program]);
}
