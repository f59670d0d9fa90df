import type { ServerResponse } from "node:http";
import type { HostEvent } from "../../shared/contract/events.ts";
import { pageHeaders } from "../../shared/contract/page-assets.ts";
import type { HostedService } from "./hosted-service.ts";

/** Bytes that may wait for a slow page before progress is left out; the last state still reaches it. */
const patience = 1 << 20;
const heartbeatMs = 20_000;

/** Sends the service's events to one page until it leaves; starts with `ready`. */
export function streamEvents(service: HostedService, response: ServerResponse): void {
  response.writeHead(200, { ...pageHeaders("text/event-stream; charset=utf-8") });
  const send = (event: HostEvent) => {
    if (event.type === "progress" && response.writableLength > patience) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  send({ type: "ready" });
  const leave = service.subscribe(send);
  const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs);
  response.once("close", () => {
    clearInterval(heartbeat);
    leave();
  });
}
