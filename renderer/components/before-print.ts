import { useEffect } from "react";
import { flushSync } from "react-dom";

/** Calls back when the page is about to be printed, in time to draw what paper cannot unfold. */
export function useBeforePrint(prepare: () => void): void {
  useEffect(() => {
    const hear = () => {
      flushSync(prepare);
    };
    window.addEventListener("beforeprint", hear);
    return () => window.removeEventListener("beforeprint", hear);
  }, [prepare]);
}
