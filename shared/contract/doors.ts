import type { CallName } from "./calls.ts";

/** Calls that name paths of this machine: only the command line makes them, in its own process. */
const insideCalls: ReadonlySet<string> = new Set<CallName>(["source.add", "evidence.export"]);

/** Keys of other calls that are as much a path or a privilege. */
const insideKeys: Readonly<Partial<Record<CallName, readonly string[]>>> = {
  "evidence.notarize": ["out", "sample"],
};

/**
 * Whether a page may send this. Applied at the message port and at the local host, before the
 * dispatcher; the name may be of no call at all, which the dispatcher then refuses.
 */
export function pageMayCall(call: string, input: unknown): boolean {
  if (insideCalls.has(call)) return false;
  const keys = Object.entries(insideKeys).find(([guarded]) => guarded === call)?.[1] ?? [];
  return typeof input !== "object" || input === null || !keys.some((key) => key in input);
}
