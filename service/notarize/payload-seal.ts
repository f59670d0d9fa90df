import { integer, record, text, type ShapeOf } from "../vault/shape.ts";

const entry = record({ name: text, sha256: text, size: integer, crc32: integer });

const payloadSeal = record({ evidence: entry, custody: entry, manifest: entry, sealedAt: integer });

/** A payload as it was drawn up once: `manifest.sha256` is the fingerprint. */
export type PayloadSeal = ShapeOf<typeof payloadSeal>;

export function readPayloadSeal(stored: unknown): PayloadSeal {
  return payloadSeal(stored, "seal");
}
