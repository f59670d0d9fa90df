import { useCallback, useEffect, useRef, useState } from "react";
import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import { trustStoreOf } from "../../../shared/trust/trust-store-of.ts";
import type { TrustStore } from "../../../shared/trust/trust-store.ts";
import type { Policy } from "../../../shared/verification/policy.ts";
import type { Asked } from "../worker/ask-worker.ts";
import type { Judged } from "../worker/messages.ts";
import { useSpareWorkers } from "./spare-workers.ts";
import type { Offered } from "./trust-files.ts";

/** How far the page is with what it was given. */
export type Course =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "cancelled" }
  | { readonly kind: "broken" }
  | {
      readonly kind: "judged";
      readonly judged: Judged;
      readonly trust: TrustStore;
      readonly policy: Policy;
      readonly at: UnixMs;
    };

export interface Verification {
  readonly course: Course;
  readonly cancel: () => void;
  readonly again: () => void;
}

/**
 * Judges the files, and judges them again when they, the trust, the policy or the moment change; what was under way is stopped.
 *
 * @param program text of the page's script, which is its worker's as well
 * @param moment undefined for now, taken when the work begins
 */
export function useVerification(
  program: string,
  files: readonly File[],
  offered: readonly Offered[],
  policy: Policy,
  moment: UnixMs | undefined,
): Verification {
  const [course, setCourse] = useState<Course>({ kind: "idle" });
  const [turn, setTurn] = useState(0);
  const running = useRef<Asked>(undefined);
  const accepted = useAccepted(offered);
  const takeWorkers = useSpareWorkers(program, course.kind !== "running");
  useEffect(() => {
    if (files.length === 0) {
      setCourse({ kind: "idle" });
      return;
    }
    const at = moment ?? Date.now();
    const trust = trustStoreOf(
      accepted.map(({ item, summary }) => ({ item, source: summary.source })),
    );
    setCourse({ kind: "running", done: 0, total: 0 });
    const asked = takeWorkers().ask({ files, trust, policy, now: at }, (done, total) =>
      setCourse({ kind: "running", done, total }),
    );
    running.current = asked;
    asked.judged.then(
      (judged) => setCourse({ kind: "judged", judged, trust, policy, at }),
      () => setCourse({ kind: "broken" }),
    );
    return () => {
      asked.cancel();
    };
  }, [takeWorkers, files, accepted, policy, moment, turn]);
  const cancel = useCallback(() => {
    running.current?.cancel();
    setCourse({ kind: "cancelled" });
  }, []);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  return { course, cancel, again };
}

/** What was accepted; the same list until that changes, so that a mere offer starts nothing anew. */
function useAccepted(offered: readonly Offered[]): readonly Offered[] {
  const kept = useRef<readonly Offered[]>([]);
  const accepted = offered.filter((one) => one.accepted);
  const same =
    accepted.length === kept.current.length &&
    accepted.every((one, place) => one.item === kept.current[place]?.item);
  if (!same) kept.current = accepted;
  return kept.current;
}
