import { useState } from "react";
import type { CallInput } from "../../../shared/contract/calls.ts";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { keepItem, useChange } from "../state/queries.ts";

/** Everything of a wish but its sources. */
export type NotarizePlan = Omit<CallInput<"evidence.notarize">, "sources">;

/** Starts items and remembers which, newest last. */
export function useNotarize() {
  const [started, setStarted] = useState<readonly string[]>([]);
  const wish = useChange("evidence.notarize");
  const notarize = (sources: readonly SourceId[], plan: NotarizePlan) => {
    wish.mutate(
      { ...plan, sources: [...sources] },
      {
        onSuccess: ({ items }) => {
          for (const item of items) keepItem(item);
          setStarted((before) => [...before, ...items.map(({ id }) => id)]);
        },
      },
    );
  };
  return { started, notarize, thrown: wish.error, busy: wish.isPending };
}
