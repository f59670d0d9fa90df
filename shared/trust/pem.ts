import { attempt } from "../bytes/attempt.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import type { Result } from "../bytes/result.ts";
import { fromUtf8 } from "../bytes/utf8.ts";

/** One block of a PEM file. */
export interface PemBlock {
  /** The words after BEGIN, such as `CERTIFICATE` or `X509 CRL`. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

const begin = /^-----BEGIN ([A-Z0-9][A-Z0-9 ]{0,40})-----$/u;

/**
 * The blocks of a PEM file (RFC 7468): text outside blocks is skipped, headers inside are refused,
 * base64 must be canonical. No block at all is `pem-empty`.
 */
export function readPem(bytes: Uint8Array): Result<readonly PemBlock[]> {
  return attempt((refuse) => {
    const text = fromUtf8(bytes) ?? refuse("pem-not-utf8");
    const blocks: PemBlock[] = [];
    let label: string | undefined;
    let body = "";
    for (const raw of text.split("\n")) {
      const line = raw.trim();
      const opened = begin.exec(line)?.[1];
      if (opened !== undefined) {
        if (label !== undefined) refuse("pem-block-open");
        label = opened;
        body = "";
      } else if (label !== undefined && line === `-----END ${label}-----`) {
        blocks.push({ label, bytes: fromBase64(body) ?? refuse("pem-base64") });
        label = undefined;
      } else if (label !== undefined) body += line;
    }
    if (label !== undefined) refuse("pem-block-open");
    return blocks.length === 0 ? refuse("pem-empty") : blocks;
  });
}

/** One PEM block, base64 in lines of 64, with a final newline. */
export function writePem({ label, bytes }: PemBlock): string {
  const lines = toBase64(bytes).match(/.{1,64}/gu) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
