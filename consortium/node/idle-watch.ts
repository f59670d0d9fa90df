/** Notices that nothing has been asked for a while. */
export interface IdleWatch {
  /** A request begins. */
  begin(): void;
  /** A request has been answered. */
  end(): void;
  close(): void;
}

/** Calls `idle` once, when for `idleMs` no request has been under way. */
export function createIdleWatch(idleMs: number, idle: () => void): IdleWatch {
  let open = 0;
  let timer: NodeJS.Timeout | undefined = setTimeout(idle, idleMs);
  return {
    begin() {
      open += 1;
      clearTimeout(timer);
      timer = undefined;
    },
    end() {
      open = Math.max(0, open - 1);
      if (open > 0) return;
      clearTimeout(timer);
      timer = setTimeout(idle, idleMs);
    },
    close() {
      clearTimeout(timer);
    },
  };
}
