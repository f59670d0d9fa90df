import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { judgeByName } from "../state/judging.ts";
import { useReading } from "../state/progress.ts";
import { ask, queryClient } from "../state/queries.ts";

/** The verdict on an item's own package; ended by `cancel` and by leaving the screen, begun by `again`. */
export function useSelfCheck(id: string) {
  const [name, setName] = useState("");
  const queryKey = ["evidence.verify", { id }];
  const { data, error, isFetching, isPending, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      judgeByName(signal, setName, (job) => ask("evidence.verify", { id, job })),
  });
  const reading = useReading(name);
  return {
    data,
    error,
    running: isFetching && data === undefined,
    cancelled: isPending && !isFetching,
    reading,
    cancel: () => void queryClient.cancelQueries({ queryKey }),
    again: () => void refetch(),
  };
}
