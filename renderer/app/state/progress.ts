import { useSyncExternalStore } from "react";
import type { HostEvent } from "../../../shared/contract/events.ts";
import type { Reading } from "../../components/reading-progress.tsx";

export type Progress = Omit<Extract<HostEvent, { type: "progress" }>, "type" | "id">;

const latest = new Map<string, Progress>();
const listeners = new Set<() => void>();
let drawn = false;

/** The running step of an item, as far as anything was heard of it. */
export function useProgress(id: string): Progress | undefined {
  return useSyncExternalStore(listen, () => latest.get(id));
}

/** How far judging under that name is; 0 of 0 before anything was heard. */
export function useReading(name: string): Reading {
  const { done, total } = useProgress(name) ?? { done: 0, total: 0 };
  return { done, total };
}

/** Keeps what an event says; draws at most once a frame, since progress may come a thousand times a second. */
export function hearProgress(event: HostEvent): void {
  if (event.type === "progress") {
    latest.set(event.id, { state: event.state, done: event.done, total: event.total });
  } else if (
    event.type === "item" &&
    (event.item.state === "verified" || event.item.hold !== null)
  ) {
    latest.delete(event.item.id);
  } else return;
  if (drawn) return;
  drawn = true;
  requestAnimationFrame(() => {
    drawn = false;
    for (const listener of listeners) listener();
  });
}

/** Lets go of what was heard of work that is over. */
export function forgetProgress(id: string): void {
  latest.delete(id);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
