import { LostConnection } from "./lost-connection.ts";

/** Follows bytes on their way to the service, and may end it. */
export interface UploadWatch {
  /** Called as bytes leave, with how many of how many have. */
  progress(done: number, total: number): void;
  readonly signal: AbortSignal;
}

/**
 * Puts one body to the host that served this page. By XMLHttpRequest, since `fetch` does not tell how much has left.
 *
 * @returns the answer's text. Rejects with `LostConnection`, or with the signal's reason once that is aborted.
 */
export function sendBody(
  path: string,
  body: Blob,
  {
    progress,
    signal,
  }: { readonly progress: (done: number) => void; readonly signal: AbortSignal | undefined },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(new LostConnection());
    const request = new XMLHttpRequest();
    const stop = () => {
      request.abort();
      reject(signal?.reason instanceof Error ? signal.reason : new LostConnection());
    };
    if (signal?.aborted === true) {
      stop();
      return;
    }
    signal?.addEventListener("abort", stop, { once: true });
    request.upload.addEventListener("progress", ({ loaded }) => progress(loaded));
    request.addEventListener("load", () => {
      if (request.status === 200) resolve(request.responseText);
      else lost();
    });
    request.addEventListener("error", lost);
    request.addEventListener("timeout", lost);
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", stop));
    request.open("PUT", path);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(body);
  });
}
