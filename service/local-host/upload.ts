import type { IncomingMessage } from "node:http";
import type { Result } from "../../shared/bytes/result.ts";
import { fail } from "../../shared/bytes/result.ts";
import type { Ingested } from "../../shared/contract/host-bridge.ts";
import type { SourceId } from "../../shared/contract/scalars.ts";
import { z } from "../../shared/contract/zod-csp.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { sentence } from "../../shared/words/sentence.ts";
import { jsonAnswer, plainAnswer } from "./assets.ts";
import type { HostedService } from "./hosted-service.ts";

const place = z.strictObject({
  name: z.string().min(1).max(1024),
  within: z.string().min(1).max(32_768).exactOptional(),
  group: z
    .string()
    .regex(/^[0-9a-f]{32}$/u)
    .exactOptional(),
});

/** Streams one body into a source. A body that ends early makes none; what came of it is dropped. */
export async function answerUpload(
  service: HostedService,
  message: IncomingMessage,
  query: URLSearchParams,
): Promise<Response> {
  const named = place.safeParse(Object.fromEntries(query));
  if (!named.success || message.headers["content-type"] !== "application/octet-stream") {
    return plainAnswer(400, "not an upload");
  }
  const broken = new AbortController();
  message.once("close", () => {
    if (!message.complete) broken.abort(new Error("the page went away"));
  });
  const made = await attemptUpload(service, {
    ...named.data,
    body: message,
    signal: broken.signal,
  });
  return jsonAnswer(ingested(made));
}

async function attemptUpload(
  service: HostedService,
  upload: Parameters<HostedService["sources"]["upload"]>[0],
): Promise<Result<SourceId, Fault>> {
  try {
    return await service.sources.upload(upload);
  } catch {
    return fail(fault("UPLOAD_BROKEN", { name: upload.name }));
  }
}

function ingested(made: Result<SourceId, Fault>): Ingested {
  if (made.ok) return { ok: true, sources: [made.value] };
  const { code, data } = made.fault;
  return { ok: false, error: { code, message: sentence(code, "zh", data), data } };
}
