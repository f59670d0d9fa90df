import type { HostBridge } from "../../../shared/contract/host-bridge.ts";

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly cunzhen?: HostBridge<File>;
  }
}

/** The bridge of Electron's preload, where there is one. */
export function electronBridge(): HostBridge<File> | undefined {
  return window.cunzhen;
}
