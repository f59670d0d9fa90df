import type { HostEvent } from "../shared/contract/events.ts";
import {
  type ServiceMessage,
  type ShellMessage,
  serviceMessage,
} from "../shared/contract/link-messages.ts";
import { pageMayCall } from "../shared/contract/doors.ts";
import type { Reply } from "../shared/contract/reply.ts";
import type { FaultCode } from "../shared/words/faults/catalogue.ts";
import { faults } from "../shared/words/faults/catalogue.ts";
import type { Language } from "../shared/words/language.ts";
import { mayRestart } from "./restart-rule.ts";

/** One running service process: a utility process, or a Node beside the app. */
export interface ServiceProcess {
  post(message: ShellMessage): void;
  /** Ends the process at once. */
  stop(): void;
}

export interface ServiceProcessListener {
  message(message: unknown): void;
  ended(): void;
}

export interface ServiceConnectionPorts {
  readonly start: (listener: ServiceProcessListener) => ServiceProcess;
  readonly startNode: (home: string) => Promise<boolean>;
  readonly emit: (event: HostEvent) => void;
  readonly clock: () => number;
  readonly language: Language;
}

export interface ServiceConnection {
  invoke(from: "page" | "shell", call: string, input: unknown): Promise<Reply>;
  /** Asks the service to finish its writes; resolves when its process has ended. */
  close(): Promise<void>;
}

/**
 * Keeps one service running and carries calls to it. When the process ends unexpectedly, open calls
 * are answered SERVICE_RESTARTED and a new process is started; its runner resumes the items.
 */
export function connectService(ports: ServiceConnectionPorts): ServiceConnection {
  const open = new Map<number, (reply: Reply) => void>();
  const ends: number[] = [];
  let lastId = 0;
  let closed: (() => void) | undefined;
  let current: ServiceProcess | undefined = start();

  function start(): ServiceProcess {
    // A process that was replaced may still have words in flight: only the newest is listened to.
    const generation = ends.length;
    return ports.start({
      message(message) {
        const parsed = serviceMessage.safeParse(message);
        if (parsed.success && generation === ends.length) receive(parsed.data);
      },
      ended() {
        if (generation === ends.length) restart();
      },
    });
  }

  function restart(): void {
    ends.push(ports.clock());
    const again = closed === undefined && mayRestart(ends);
    current = again ? start() : undefined;
    const answer = refusal(again ? "SERVICE_RESTARTED" : "SERVICE_GONE", ports.language);
    for (const settle of open.values()) settle(answer);
    open.clear();
    closed?.();
  }

  function receive(message: ServiceMessage): void {
    switch (message.type) {
      case "ready":
        ports.emit({ type: "ready" });
        return;
      case "event":
        ports.emit(message.event);
        return;
      case "reply": {
        const settle = open.get(message.id);
        open.delete(message.id);
        settle?.(message.reply);
        return;
      }
      case "start-node": {
        const { id } = message;
        void ports.startNode(message.home).then(
          (ok) => current?.post({ type: "node-started", id, ok }),
          () => current?.post({ type: "node-started", id, ok: false }),
        );
      }
    }
  }

  return {
    invoke(from, call, input) {
      if (from === "page" && !pageMayCall(call, input)) {
        return Promise.resolve(refusal("CALL_NOT_ALLOWED", ports.language));
      }
      const process = current;
      if (process === undefined) return Promise.resolve(refusal("SERVICE_GONE", ports.language));
      lastId += 1;
      const id = lastId;
      return new Promise((settle) => {
        open.set(id, settle);
        process.post({ type: "invoke", id, from, call, input });
      });
    },
    close() {
      const process = current;
      if (process === undefined) return Promise.resolve();
      return new Promise((settle) => {
        closed = settle;
        process.post({ type: "stop" });
      });
    },
  };
}

type PlainHostFault = Extract<FaultCode, "SERVICE_RESTARTED" | "SERVICE_GONE" | "CALL_NOT_ALLOWED">;

function refusal(code: PlainHostFault, language: Language): Reply {
  return { ok: false, error: { code, message: faults[code][language], data: {} } };
}
