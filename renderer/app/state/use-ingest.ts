import { useCallback, useRef, useState } from "react";
import type { GivenFile } from "../../../shared/contract/host-bridge.ts";
import type { PageVia, SourceId } from "../../../shared/contract/scalars.ts";
import type { Reading } from "../../components/reading-progress.tsx";
import { ingest } from "../host/client.ts";
import { ServiceFault } from "./service-fault.ts";

/** What takes no longer shows no bar. */
const shownAfterMs = 500;

interface Ingest {
  readonly busy: boolean;
  /** How much has been sent; undefined while there is nothing to wait for. */
  readonly sent: Reading | undefined;
  readonly cancelled: boolean;
  readonly thrown: unknown;
  readonly take: (given: Promise<readonly GivenFile<File>[]>, via: PageVia) => Promise<void>;
  readonly cancel: () => void;
}

/** Gives files to the service, tells how far that is, and ends it when told to. */
export function useIngest(onSources: (sources: readonly SourceId[]) => void): Ingest {
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Reading>();
  const [cancelled, setCancelled] = useState(false);
  const [thrown, setThrown] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => running.current?.abort(), []);
  const take = async (given: Promise<readonly GivenFile<File>[]>, via: PageVia) => {
    const controller = new AbortController();
    const { signal } = controller;
    let reading: Reading = { done: 0, total: 0 };
    let shown = false;
    const show = () => {
      shown = true;
      setSent(reading);
    };
    const wait = window.setTimeout(show, shownAfterMs);
    running.current = controller;
    setBusy(true);
    setCancelled(false);
    setThrown(undefined);
    try {
      const found = await given;
      if (found.length === 0) return;
      const progress = (done: number, total: number) => {
        reading = { done, total };
        if (shown) setSent(reading);
      };
      const answer = await ingest(found, via, { progress, signal });
      if (signal.aborted) setCancelled(true);
      else if (answer.ok) onSources(answer.sources);
      else setThrown(new ServiceFault(answer.error));
    } catch (fault) {
      if (signal.aborted) setCancelled(true);
      else setThrown(fault);
    } finally {
      window.clearTimeout(wait);
      setSent(undefined);
      setBusy(false);
    }
  };
  return { busy, sent, cancelled, thrown, take, cancel };
}
