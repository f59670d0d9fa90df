import {
  type CallInput,
  type CallName,
  type CallOutput,
  schemas,
} from "../../../shared/contract/calls.ts";
import type { HostBridge } from "../../../shared/contract/host-bridge.ts";
import type { ReplyError } from "../../../shared/contract/reply.ts";
import { electronBridge } from "./electron-bridge.ts";
import { localBridge } from "./local-bridge.ts";

/** A call that was refused, as a value: its code, its sentence and the values to say it again. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ReplyError };

/** The one bridge of this page. */
export const host: HostBridge<File> = electronBridge() ?? localBridge();

/** Makes one call. Rejects only when the connection is gone or the service breaks the contract. */
export async function callService<N extends CallName>(
  name: N,
  input: CallInput<N>,
): Promise<Answer<CallOutput<N>>> {
  const answer = await host.invoke(name, input);
  if (!answer.ok) return answer;
  return { ok: true, value: schemas[name].output.parse(answer.value) };
}
