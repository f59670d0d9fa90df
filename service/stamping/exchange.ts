import type { Http, HttpFault, HttpResponse } from "../../platform/http/http-client.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { maxResponseBytes, parseResponse } from "../../shared/timestamp/response.ts";
import type { Status } from "../../shared/timestamp/status.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import type { Authority } from "./authority.ts";

/** Why there is no token; `again` is how many milliseconds later asking again may help, null for never. */
export interface StampFault {
  readonly fault: Fault;
  readonly retryAfterMs: number | null;
}

export interface Answer {
  /** The TimeStampResp as it came. */
  readonly response: Uint8Array;
  readonly token: Uint8Array;
  readonly sentAt: UnixMs;
  readonly receivedAt: UnixMs;
}

const timeoutMs = 15_000;
const soon = 10_000;
const later = 60_000;

/** Sends a TimeStampReq and takes the answer apart; redirects and answers over 1 MiB are refused. */
export async function exchange(
  authority: Authority,
  request: Uint8Array,
  ports: { readonly http: Http; readonly clock: () => UnixMs },
  signal: AbortSignal,
): Promise<Result<Answer, StampFault>> {
  const sentAt = ports.clock();
  const sent = await ports.http({
    method: "POST",
    url: authority.address,
    headers: {
      "content-type": "application/timestamp-query",
      accept: "application/timestamp-reply",
    },
    body: request,
    limit: maxResponseBytes,
    timeoutMs,
    signal,
  });
  const receivedAt = ports.clock();
  if (!sent.ok) return fail(transportFault(authority, sent.fault));
  const { status, body } = sent.value;
  if (status !== 200) {
    const refused = fault("AUTHORITY_HTTP_STATUS", { authority: authority.name, status });
    const mayChange = status === 429 || status >= 500;
    return fail({ fault: refused, retryAfterMs: mayChange ? later : null });
  }
  return readAnswer(authority, sent.value, { response: body, sentAt, receivedAt });
}

function transportFault({ name }: Authority, { kind, detail }: HttpFault): StampFault {
  const authority = name;
  switch (kind) {
    case "timeout":
      return {
        fault: fault("AUTHORITY_TIMEOUT", { authority, within: timeoutMs }),
        retryAfterMs: soon,
      };
    case "oversized":
      return {
        fault: fault("AUTHORITY_ANSWER_TOO_LARGE", { authority, limit: maxResponseBytes }),
        retryAfterMs: null,
      };
    case "aborted":
      return { fault: fault("STAMPING_CANCELLED", {}), retryAfterMs: 0 };
    case "unreachable":
    case "broken":
      return { fault: fault("AUTHORITY_UNREACHABLE", { authority, detail }), retryAfterMs: soon };
  }
}

function readAnswer(
  { name }: Authority,
  { headers, body }: HttpResponse,
  times: Omit<Answer, "token">,
): Result<Answer, StampFault> {
  const parsed = parseResponse(body);
  if (!parsed.ok) {
    const type = shortText(headers["content-type"] ?? "-");
    const { rule } = parsed.fault;
    return fail({
      fault: fault("AUTHORITY_NOT_A_TIMESTAMP", { authority: name, type, rule }),
      retryAfterMs: null,
    });
  }
  const { status, token } = parsed.value;
  if (token !== undefined) return ok({ ...times, token });
  const refused = fault("AUTHORITY_REFUSED", { authority: name, reason: reasonOf(status) });
  const mayChange = status.failures.some((failure) => passing.has(failure));
  return fail({ fault: refused, retryAfterMs: mayChange ? later : null });
}

/** Refusals that are about the authority's state and not about the request. */
const passing = new Set(["timeNotAvailable", "addInfoNotAvailable", "systemFailure"]);

function reasonOf({ name, failures, texts }: Status): string {
  return shortText([name, ...failures, ...texts].join("; "));
}

/** What a stranger says, fit to be shown: one line, at most 200 characters. */
function shortText(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").slice(0, 200);
}
