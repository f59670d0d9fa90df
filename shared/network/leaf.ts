import { accept, attempt } from "../bytes/attempt.ts";
import { parseCanonicalJson, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { formatTime, type UnixMs } from "../bytes/civil-time.ts";
import { readFields } from "../bytes/json-fields.ts";
import type { Result } from "../bytes/result.ts";
import { isKeyName } from "../log/note.ts";

/** One entry of the log. */
export interface Leaf {
  readonly type: "registration";
  /** SHA-256 of the payload manifest, hex. */
  readonly fingerprint: string;
  /** SHA-256 of submission.json, hex. */
  readonly submission: string;
  /** The vkey name of the institution that took it in. */
  readonly acceptedBy: string;
  /** When that institution says it did. */
  readonly acceptedAt: UnixMs;
  /** The engine's time of the block: a lower bound of when it was registered. */
  readonly blockTime: UnixMs;
}

const maxLeafBytes = 1024;

/** The octets that are hashed into the tree: canonical JSON. */
export function writeLeaf(leaf: Leaf): Uint8Array<ArrayBuffer> {
  return writeCanonicalJson({
    v: 1,
    type: leaf.type,
    fingerprint: leaf.fingerprint,
    submission: leaf.submission,
    acceptedBy: leaf.acceptedBy,
    acceptedAt: formatTime(leaf.acceptedAt),
    blockTime: formatTime(leaf.blockTime),
  });
}

/** Reads a leaf; `writeLeaf` gives the same bytes back. */
export function parseLeaf(bytes: Uint8Array): Result<Leaf> {
  return attempt((refuse) => {
    const fields = readFields(accept(parseCanonicalJson(bytes, maxLeafBytes), refuse), "", refuse);
    fields.integer("v", 1, 1);
    const leaf = {
      type: fields.oneOf("type", ["registration"]),
      fingerprint: fields.digest("fingerprint"),
      submission: fields.digest("submission"),
      acceptedBy: fields.text("acceptedBy", 200),
      acceptedAt: fields.time("acceptedAt"),
      blockTime: fields.time("blockTime"),
    };
    fields.end();
    if (!isKeyName(leaf.acceptedBy)) return refuse("acceptedBy-form");
    return leaf;
  });
}
