import type { CapturedMember, CapturedName } from "../capture/captured-member.ts";
import { integer, oneOf, record, text, VaultDamage, type Shape } from "../vault/shape.ts";

const typeOnly = record({ type: oneOf(["file", "link", "directory"]) });
const common = { id: text, path: text, originalName: capturedName, mtime: integer };
const file = record({ ...common, mediaType: text, size: integer, sha256: text, crc32: integer });
const link = record({ ...common, target: capturedName });
const directory = record(common);

/** Reads a member from the facts of an item. */
export const capturedMember: Shape<CapturedMember> = (value, at) => {
  const { type } = typeOnly(value, at);
  const within = optionalText(value, "within", at);
  const place = within === undefined ? {} : { within };
  switch (type) {
    case "file": {
      const sm3 = optionalText(value, "sm3", at);
      return { type, ...file(value, at), ...place, ...(sm3 === undefined ? {} : { sm3 }) };
    }
    case "link":
      return { type, ...link(value, at), ...place };
    case "directory":
      return { type, ...directory(value, at), ...place };
  }
};

function capturedName(value: unknown, at: string): CapturedName {
  const asText = optionalText(value, "text", at);
  if (asText !== undefined) return { text: asText };
  const base64 = optionalText(value, "base64", at);
  if (base64 !== undefined) return { base64 };
  throw new VaultDamage(at);
}

function optionalText(value: unknown, key: string, at: string): string | undefined {
  if (typeof value !== "object" || value === null) throw new VaultDamage(at);
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return found === undefined ? undefined : text(found, `${at}.${key}`);
}
