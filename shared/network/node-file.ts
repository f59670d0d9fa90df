import { accept, attempt } from "../bytes/attempt.ts";
import { parseCanonicalJson, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { readFields } from "../bytes/json-fields.ts";
import type { Result } from "../bytes/result.ts";

/** node.json: how clients on the same machine find a running node. Written after it listens. */
export interface NodeFile {
  readonly port: number;
  /** For the doors that only this machine's user may open; 64 hex digits. */
  readonly token: string;
  /** Differs with every start, so that another process behind the same port is noticed; 32 hex digits. */
  readonly bootId: string;
  readonly pid: number;
}

export function writeNodeFile({ port, token, bootId, pid }: NodeFile): Uint8Array<ArrayBuffer> {
  return writeCanonicalJson({ port, token, bootId, pid });
}

export function parseNodeFile(bytes: Uint8Array): Result<NodeFile> {
  return attempt((refuse) => {
    const fields = readFields(accept(parseCanonicalJson(bytes, 1024), refuse), "", refuse);
    const file = {
      port: fields.integer("port", 1, 65_535),
      token: fields.matching("token", /^[0-9a-f]{64}$/u),
      bootId: fields.matching("bootId", /^[0-9a-f]{32}$/u),
      pid: fields.integer("pid", 1, Number.MAX_SAFE_INTEGER),
    };
    fields.end();
    return file;
  });
}
