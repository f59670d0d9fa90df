import { useSyncExternalStore } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";

/** Sources that were handed to the app from outside and wait for a person to say what to do with them. */
let given: readonly SourceId[] = [];
const listeners = new Set<() => void>();

export function useGivenSources(): readonly SourceId[] {
  return useSyncExternalStore(listen, () => given);
}

export function giveSources(sources: readonly SourceId[]): void {
  change([...given, ...sources]);
}

/** Takes them all; the next taker finds none. */
export function takeGivenSources(): readonly SourceId[] {
  const taken = given;
  if (taken.length > 0) change([]);
  return taken;
}

function change(sources: readonly SourceId[]): void {
  given = sources;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
