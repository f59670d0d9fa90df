import {
  type CallInput,
  type CallName,
  type CallOutput,
  schemas,
} from "../../../shared/contract/calls.ts";
import type { GivenFile, HostBridge, Ingested } from "../../../shared/contract/host-bridge.ts";
import type { ReplyError } from "../../../shared/contract/reply.ts";
import type { PageVia } from "../../../shared/contract/scalars.ts";
import { electronBridge } from "./electron-bridge.ts";
import { localBridge, uploadAll } from "./local-bridge.ts";
import type { UploadWatch } from "./send-body.ts";

/** A call that was refused, as a value: its code, its sentence and the values to say it again. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ReplyError };

const shell = electronBridge();

/** The one bridge of this page. */
export const host: HostBridge<File> = shell ?? localBridge();

/** Gives files to the service. Electron names them; a browser sends their bytes, which `watch` follows. */
export function ingest(
  files: readonly GivenFile<File>[],
  via: PageVia,
  watch: UploadWatch,
): Promise<Ingested> {
  return shell === undefined ? uploadAll(files, watch) : shell.ingest(files, via);
}

/** Makes one call. Rejects only when the connection is gone or the service breaks the contract. */
export async function callService<N extends CallName>(
  name: N,
  input: CallInput<N>,
): Promise<Answer<CallOutput<N>>> {
  const answer = await host.invoke(name, input);
  if (!answer.ok) return answer;
  return { ok: true, value: schemas[name].output.parse(answer.value) };
}
