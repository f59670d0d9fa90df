import type { HostEvent } from "../../shared/contract/events.ts";
import { type ServiceMessage, shellMessage } from "../../shared/contract/link-messages.ts";
import { pageMayCall } from "../../shared/contract/doors.ts";
import type { Reply } from "../../shared/contract/reply.ts";
import { faults } from "../../shared/words/faults/catalogue.ts";
import type { ShellPort } from "./shell-port.ts";

/** What the link needs of the service. */
export interface LinkedService {
  invoke(call: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: HostEvent) => void): () => void;
  close(): Promise<void>;
}

export interface Link {
  /** Asks the shell for the practice node of a home; rejects when it could not start one. */
  startNode(home: string): Promise<void>;
  /** Answers calls from now on, and tells of events. */
  serve(service: LinkedService): void;
}

const notAllowed: Reply = {
  ok: false,
  error: { code: "CALL_NOT_ALLOWED", message: faults.CALL_NOT_ALLOWED.zh, data: {} },
};

/**
 * The service's half of the link.
 *
 * @param port one message port, shared by calls, events and requests for the node
 * @param ended called after a `stop`, when the service has closed
 */
export function openLink(port: ShellPort, ended: () => void): Link {
  const waiting = new Map<number, (ok: boolean) => void>();
  let lastId = 0;
  const post = (message: ServiceMessage) => port.post(message);

  return {
    startNode(home) {
      lastId += 1;
      const id = lastId;
      return new Promise((settle, refuse) => {
        waiting.set(id, (ok) => {
          if (ok) settle();
          else refuse(new Error("the shell could not start the practice node"));
        });
        post({ type: "start-node", id, home });
      });
    },
    serve(service) {
      service.subscribe((event) => post({ type: "event", event }));
      port.listen((raw) => {
        const parsed = shellMessage.safeParse(raw);
        if (!parsed.success) return;
        const message = parsed.data;
        switch (message.type) {
          case "invoke": {
            const { id, from, call, input } = message;
            const refused = from === "page" && !pageMayCall(call, input);
            const answer = refused ? Promise.resolve(notAllowed) : service.invoke(call, input);
            void answer.then((reply) => post({ type: "reply", id, reply }));
            return;
          }
          case "node-started":
            waiting.get(message.id)?.(message.ok);
            waiting.delete(message.id);
            return;
          case "stop":
            void service.close().finally(ended);
        }
      });
      post({ type: "ready" });
    },
  };
}
