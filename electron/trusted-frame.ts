import { isPageAddress } from "./asset-scheme.ts";

/** What of Electron's WebFrameMain the decision needs. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether a message may be acted on: from a frame that is still there, at the top, and showing our page. */
export function isTrustedFrame(frame: SenderFrame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isPageAddress(frame.url);
}
