import { QueryClient, useMutation, useQuery } from "@tanstack/react-query";
import type { CallInput, CallName, CallOutput } from "../../../shared/contract/calls.ts";
import type { HostEvent } from "../../../shared/contract/events.ts";
import type { ItemSummary } from "../../../shared/contract/item-summary.ts";
import { callService } from "../host/client.ts";
import { ServiceFault } from "./service-fault.ts";

/** The service is on this computer: a lost network is no reason to wait. */
const networkMode = "always";

/** One cache for the page. Events keep it true, so nothing is fetched again on a timer or a focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode },
  },
});

/** The answer of a call; its fault becomes an exception here and nowhere else. */
export async function ask<N extends CallName>(
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const answer = await callService(name, input);
  if (!answer.ok) throw new ServiceFault(answer.error);
  return answer.value;
}

export function useCall<N extends CallName>(name: N, input: CallInput<N>) {
  return useQuery({ queryKey: [name, input], queryFn: () => ask(name, input) });
}

/** A call that changes something; the lists named in `stale` are read again afterwards. */
export function useChange<N extends CallName>(name: N, stale: readonly CallName[] = []) {
  return useMutation({
    mutationFn: (input: CallInput<N>) => ask(name, input),
    onSuccess: () =>
      Promise.all(stale.map((list) => queryClient.invalidateQueries({ queryKey: [list] }))),
  });
}

/** What the list on every screen asks for. */
export const listInput = { limit: 200 } as const;
const listKey = ["evidence.list", listInput] as const;

export function useItems(): readonly ItemSummary[] | undefined {
  return useCall("evidence.list", listInput).data?.items;
}

/** Brings the cache up to date with what the service tells. */
export function hearChange(event: HostEvent): void {
  switch (event.type) {
    case "ready":
      void queryClient.invalidateQueries();
      return;
    case "item":
      keepItem(event.item);
      return;
    case "removed":
      queryClient.setQueryData<CallOutput<"evidence.list">>(listKey, (old) =>
        old === undefined ? old : { items: old.items.filter((item) => item.id !== event.id) },
      );
      return;
    case "progress":
    case "given":
      return;
  }
}

export function keepItem(item: ItemSummary): void {
  queryClient.setQueryData<CallOutput<"evidence.list">>(listKey, (old) => {
    if (old === undefined) return old;
    const known = old.items.some((other) => other.id === item.id);
    return {
      items: known
        ? old.items.map((other) => (other.id === item.id ? item : other))
        : [item, ...old.items],
    };
  });
  void queryClient.invalidateQueries({ queryKey: ["evidence.get", { id: item.id }] });
  void queryClient.invalidateQueries({ queryKey: ["evidence.verify", { id: item.id }] });
}
