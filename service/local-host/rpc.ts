import type { IncomingMessage } from "node:http";
import { pageMayCall } from "../../shared/contract/doors.ts";
import type { Reply } from "../../shared/contract/reply.ts";
import { z } from "../../shared/contract/zod-csp.ts";
import { faults } from "../../shared/words/faults/catalogue.ts";
import { jsonAnswer, plainAnswer } from "./assets.ts";
import type { HostedService } from "./hosted-service.ts";

/** No call of a page is larger: bulk bytes go by upload. */
const bodyLimit = 1 << 20;

const body = z.strictObject({ call: z.string().max(100), input: z.unknown() });

/** Answers one call. 415 and 413 for a body that is no small JSON, 400 for one of another shape. */
export async function answerCall(
  service: HostedService,
  message: IncomingMessage,
): Promise<Response> {
  if (message.headers["content-type"] !== "application/json")
    return plainAnswer(415, "JSON, please");
  const text = await readText(message);
  if (text === undefined) return plainAnswer(413, "too large");
  const request = body.safeParse(parseJson(text));
  if (!request.success) return plainAnswer(400, "not a call");
  const { call, input } = request.data;
  if (!pageMayCall(call, input)) return jsonAnswer(notAllowed);
  return jsonAnswer(await service.invoke(call, input));
}

const notAllowed: Reply = {
  ok: false,
  error: { code: "CALL_NOT_ALLOWED", message: faults.CALL_NOT_ALLOWED.zh, data: {} },
};

async function readText(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Uint8Array)) return undefined;
    size += chunk.length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
