import type { Refuse } from "../bytes/attempt.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { type Member, memberRoles, type OriginalName } from "./descriptor.ts";
import type { Fields } from "../bytes/json-fields.ts";

const memberId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;
const memberTypes = ["file", "link", "directory"] as const;

/** `{ "text": ... }` or `{ "base64": ... }`, 1 to 4096 units or bytes. */
function readOriginalName(fields: Fields, refuse: Refuse): OriginalName {
  if (fields.has("text")) {
    const name = { text: fields.text("text", 4096) };
    fields.end();
    return name;
  }
  const bytes = fromBase64(fields.text("base64", 8192));
  fields.end();
  return bytes === undefined ? refuse("name-form") : { bytes };
}

/** One element of `members`. Refuses what the type does not carry: a link has no size, a file no target. */
export function readMember(fields: Fields, refuse: Refuse): Member {
  const base = {
    id: fields.matching("id", memberId),
    path: fields.text("path", 1024),
    originalName: readOriginalName(fields.object("originalName"), refuse),
    role: fields.oneOf("role", memberRoles),
    ...(fields.has("within") ? { within: fields.text("within", 1024) } : {}),
    ...(fields.has("mtime") ? { mtime: fields.time("mtime") } : {}),
  };
  const type = fields.oneOf("type", memberTypes);
  const member = readByType(base, type, fields, refuse);
  fields.end();
  return member;
}

type Base = Omit<Extract<Member, { type: "directory" }>, "type">;

function readByType(
  base: Base,
  type: (typeof memberTypes)[number],
  fields: Fields,
  refuse: Refuse,
): Member {
  switch (type) {
    case "file":
      return {
        ...base,
        type,
        ...(fields.has("mediaType") ? { mediaType: fields.text("mediaType", 255) } : {}),
        size: fields.integer("size", 0, Number.MAX_SAFE_INTEGER),
        sha256: fields.digest("sha256"),
        ...(fields.has("sm3") ? { sm3: fields.digest("sm3") } : {}),
        encoding: fields.oneOf("encoding", ["plain", "encrypted"]),
      };
    case "link":
      return { ...base, type, target: readOriginalName(fields.object("target"), refuse) };
    case "directory":
      return { ...base, type };
  }
}
