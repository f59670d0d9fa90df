import { fail, type Result } from "../../shared/bytes/result.ts";
import {
  calls,
  isCallName,
  type CallName,
  type CallOutput,
  type CallRequest,
} from "../../shared/contract/calls.ts";
import type { Reply } from "../../shared/contract/reply.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import type { Language } from "../../shared/words/language.ts";
import { sentence } from "../../shared/words/sentence.ts";

/** Every call of the contract with what answers it. */
export type Handlers = {
  readonly [N in CallName]: (request: CallRequest<N>) => Promise<Result<CallOutput<N>, Fault>>;
};

export type Dispatcher = (name: string, input: unknown) => Promise<Reply>;

/**
 * The one way into the service: the name is looked up, the input parsed, the answer parsed again before it leaves.
 * Never rejects; what must not happen is `INTERNAL` to the caller and its detail goes to `log`.
 */
export function createDispatcher(
  handlers: Handlers,
  language: Language,
  log: (detail: unknown) => void,
): Dispatcher {
  return async (name, input) => {
    const say = languageOf(input) ?? language;
    if (!isCallName(name))
      return refusal(fault("BAD_CALL", { problem: `no call ${quoted(name)}` }), say);
    try {
      const result = await answer(handlers, name, input);
      return result.ok ? result : refusal(result.fault, say);
    } catch (error) {
      log(error);
      return refusal(fault("INTERNAL", {}), say);
    }
  };
}

async function answer<N extends CallName>(
  handlers: Handlers,
  name: N,
  input: unknown,
): Promise<Result<CallOutput<N>, Fault>> {
  if (!isRequest(name, input)) {
    return fail(fault("BAD_CALL", { problem: `${name} ${problemOf(name, input)}` }));
  }
  const handler: Handlers[N] = handlers[name];
  const result = await handler(input);
  if (result.ok) calls[name].output.parse(result.value);
  return result;
}

/** The contract's schemas only refuse and never change a value, so what they accept is the request. */
function isRequest<N extends CallName>(name: N, input: unknown): input is CallRequest<N> {
  return calls[name].input.safeParse(input).success;
}

function problemOf(name: CallName, input: unknown): string {
  const issue = calls[name].input.safeParse(input).error?.issues[0];
  return issue === undefined ? "" : `${issue.path.map(String).join(".")}: ${issue.message}`;
}

function refusal(found: Fault, language: Language): Reply {
  const { code, data } = found;
  return { ok: false, error: { code, message: sentence(code, language, data), data } };
}

/** The language a call asks for, read before the call is known to be well formed. */
function languageOf(input: unknown): Language | undefined {
  if (typeof input !== "object" || input === null || !("lang" in input)) return undefined;
  return input.lang === "zh" || input.lang === "en" ? input.lang : undefined;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
