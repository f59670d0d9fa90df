import { attempt } from "../bytes/attempt.ts";
import { tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { sequence } from "../bytes/der/writer.ts";
import type { Result } from "../bytes/result.ts";
import { type FailureName, readStatus, type Status, writeStatus } from "./status.ts";

/** A TimeStampResp (RFC 3161 section 2.4.2). Whether the token is a good one is not looked at. */
export interface TimestampResponse {
  readonly status: Status;
  /** DER of the token; present exactly when the status is granted or grantedWithMods. */
  readonly token: Uint8Array | undefined;
}

/** Largest response that is parsed; real ones have 1 to 20 kB. */
export const maxResponseBytes = 1024 * 1024;

/** The response that grants a token. */
export function writeGranted(token: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(writeStatus("granted"), token);
}

/** The response that gives none, with the reason. */
export function writeRejection(failure: FailureName, text: string): Uint8Array<ArrayBuffer> {
  return sequence(writeStatus("rejection", text, failure));
}

/** Parses the DER of a TimeStampResp of at most 1 MiB; a token without grant, or a grant without token, is refused. */
export function parseResponse(der: Uint8Array): Result<TimestampResponse> {
  const tree = parseDer(der, { maxBytes: maxResponseBytes });
  if (!tree.ok) return tree;
  return attempt((refuse) => {
    const fields = fieldsOf(tree.value, refuse);
    const status = readStatus(fields.any(), refuse);
    const token = fields.optional(tags.sequence);
    fields.end();
    const granted = status.name === "granted" || status.name === "grantedWithMods";
    if (granted && token === undefined) refuse("response-token-missing");
    if (!granted && token !== undefined) refuse("response-token-unexpected", token.start);
    return { status, token: token?.bytes };
  });
}
