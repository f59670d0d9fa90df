import type { Http, HttpFault } from "../../platform/http/http-client.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { type Refusal, refusal } from "../../shared/network/codecs.ts";
import { nothing } from "../../shared/network/codecs.ts";
import { pathOf, type Route } from "../../shared/network/route.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";

/** Why a call to a node gave no value. */
export type NodeCallFault =
  | { readonly kind: "no-answer"; readonly fault: HttpFault }
  | { readonly kind: "pending" }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly retryAfterMs: number }
  | { readonly kind: "broken"; readonly rule: string };

export interface NodeCall<I> {
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly query?: string;
  readonly value: I;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Of the node's node.json, for a door that writes on a node of this machine. */
  readonly token?: string;
}

/** The header by which a client shows the token of a practice node. */
export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** Calls a door of the node at `address`; what comes back has passed the route's own codec. */
export async function callNode<I, O>(
  http: Http,
  address: string,
  route: Route<I, O>,
  call: NodeCall<I>,
): Promise<Result<O, NodeCallFault>> {
  const { type } = route.request;
  const headers = {
    ...(type === nothing.type ? {} : { "content-type": type }),
    ...(call.token === undefined ? {} : bearer(call.token)),
  };
  const answer = await http({
    method: route.method,
    url: `${address}${pathOf(route, call.parameters)}${call.query ?? ""}`,
    headers,
    ...(type === nothing.type ? {} : { body: route.request.write(call.value) }),
    limit: Math.max(route.response.limit, refusal.limit),
    timeoutMs: call.timeoutMs,
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  if (!answer.ok) return fail({ kind: "no-answer", fault: answer.fault });
  const { status, body } = answer.value;
  if (status === 202 && body.length === 0) return fail({ kind: "pending" });
  if (status >= 200 && status < 300) {
    const value = route.response.parse(body);
    return value.ok ? ok(value.value) : fail({ kind: "broken", rule: value.fault.rule });
  }
  const said = refusal.parse(body);
  if (!said.ok) return fail({ kind: "broken", rule: `status-${String(status)}` });
  return fail({
    kind: "refused",
    refusal: said.value,
    retryAfterMs: secondsOf(answer.value.headers["retry-after"]) * 1000,
  });
}

/** What to say of a node that gave no answer. */
export function noAnswer(address: string, { kind }: HttpFault): Fault {
  return fault(kind === "timeout" ? "NODE_SILENT" : "NODE_UNREACHABLE", { address });
}

function secondsOf(header: string | undefined): number {
  return header !== undefined && /^[0-9]{1,5}$/u.test(header) ? Number(header) : 0;
}
