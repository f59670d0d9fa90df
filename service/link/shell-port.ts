/** The service's end of the one message port between it and the shell that hosts it. */
export interface ShellPort {
  post(message: unknown): void;
  listen(heard: (message: unknown) => void): void;
}

/** What Electron adds to `process` in a utility process, as far as it is used. */
interface ParentPort {
  on(event: "message", listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === "object" && value !== null && "postMessage" in value && "on" in value;
}

/** The port of this process: Electron's parent port, else Node's IPC channel; none when nobody hosts it. */
export function shellPort(): ShellPort | undefined {
  const parent: unknown = "parentPort" in process ? process.parentPort : undefined;
  if (isParentPort(parent)) {
    return {
      post: (message) => parent.postMessage(message),
      listen: (heard) => void parent.on("message", (event) => heard(event.data)),
    };
  }
  const send = process.send?.bind(process);
  if (send === undefined) return undefined;
  return {
    post: (message) => void send(message),
    listen: (heard) => void process.on("message", heard),
  };
}
