import { join } from "node:path";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import { calls, type CallInput, type CallName, type CallOutput } from "../shared/contract/calls.ts";
import { fault, isFault, type Fault } from "../shared/words/faults/fault.ts";
import type { ReplyError } from "../shared/contract/reply.ts";
import { createService, type Service } from "../service/create-service.ts";
import type { QueueScope } from "../service/notarize/queue.ts";
import { programDigest, programFolder } from "./program.ts";
import { startNode } from "./start-node.ts";
import type { Terminal } from "./terminal.ts";

/** A service of this command's own, in this process. */
export interface Session {
  readonly service: Service;
  /** One call of the contract; refusals come back as faults. */
  readonly call: <N extends CallName>(
    name: N,
    input: CallInput<N>,
  ) => Promise<Result<CallOutput<N>, Fault>>;
}

/** Opens the service on the terminal's home for as long as `body` runs. A home that cannot be opened is refused. */
export async function withService(
  terminal: Terminal,
  body: (session: Session) => Promise<number>,
  scope: QueueScope = "asked",
): Promise<number> {
  const { language } = terminal;
  const opened = await createService({
    home: terminal.home,
    startNode,
    clock: () => Date.now(),
    language,
    scope,
    software: await programDigest(),
    resources: join(programFolder, "resources"),
    proxy: proxyOf(process.env),
    log: (detail) => {
      terminal.note(detail instanceof Error ? (detail.stack ?? detail.message) : String(detail));
    },
  });
  if (!opened.ok) return terminal.refuse(opened.fault);
  const service = opened.value;
  try {
    return await body({
      service,
      call: async (name, input) => {
        const reply = await service.invoke(name, { ...input, ...languageFor(name, language) });
        if (!reply.ok) return fail(faultOf(reply.error));
        const value = calls[name].output.parse(reply.value);
        if (!isOutput(name, value)) throw new Error(`${name} answered out of its form`);
        return ok(value);
      },
    });
  } finally {
    await service.close();
  }
}

/** Runs one call and prints its answer: with `--json` the answer itself is the document. */
export async function oneCall<N extends CallName>(
  terminal: Terminal,
  name: N,
  input: CallInput<N>,
  show: (value: CallOutput<N>) => void,
): Promise<number> {
  return withService(terminal, async ({ call }) => {
    const answer = await call(name, input);
    if (!answer.ok) return terminal.refuse(answer.fault);
    if (terminal.json) terminal.print(answer.value);
    else show(answer.value);
    return 0;
  });
}

function languageFor(name: CallName, lang: Terminal["language"]): object {
  return "lang" in calls[name].input.shape ? { lang } : {};
}

function isOutput<N extends CallName>(name: N, value: unknown): value is CallOutput<N> {
  return calls[name].output.safeParse(value).success;
}

function faultOf(error: ReplyError): Fault {
  return isFault(error) ? error : fault("INTERNAL", {});
}

/** The proxy that the environment names, as curl reads it. */
function proxyOf(env: Readonly<Record<string, string | undefined>>): {
  readonly proxy?: string;
  readonly noProxy?: string;
} {
  const proxy = env["HTTPS_PROXY"] ?? env["https_proxy"];
  const noProxy = env["NO_PROXY"] ?? env["no_proxy"];
  return {
    ...(proxy === undefined ? {} : { proxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
  };
}
