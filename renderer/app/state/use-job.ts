import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { JobId } from "../../../shared/contract/scalars.ts";
import { judgeByName } from "./judging.ts";
import { useReading } from "./progress.ts";
import { ServiceFault } from "./service-fault.ts";

/** Judging under a name of this page: it can be told of, and ended. */
export interface Job {
  readonly name: JobId;
  /** Throws once the work was cancelled: between one call and the next. */
  readonly goOn: () => void;
}

class Cancelled extends Error {}

/**
 * Work that the service judges for, one piece at a time: how far it is, in bytes, and the way to end it. A new piece
 * and leaving the screen end the one that runs.
 */
export function useJob<I, O>(work: (given: I, job: Job) => Promise<O>) {
  const [name, setName] = useState("");
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => running.current?.abort(new Cancelled()), []);
  useEffect(() => cancel, [cancel]);
  const { mutate, reset, data, variables, error, isPending } = useMutation({
    mutationFn: (given: I) => {
      cancel();
      const own = new AbortController();
      const { signal } = own;
      running.current = own;
      const goOn = () => signal.throwIfAborted();
      return judgeByName(signal, setName, (named) => work(given, { name: named, goOn }));
    },
  });
  const reading = useReading(name);
  return {
    begin: mutate,
    cancel,
    reset,
    /** What the newest piece was begun with. */
    asked: variables,
    data,
    isPending,
    cancelled: isCancel(error),
    fault: isCancel(error) ? null : error,
    reading,
  };
}

function isCancel(thrown: unknown): boolean {
  return (
    thrown instanceof Cancelled ||
    (thrown instanceof ServiceFault && thrown.error.code === "VERIFY_CANCELLED")
  );
}
