import { fromBase64, toBase64 } from "../../shared/bytes/base64.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fromUtf8 } from "../../shared/bytes/utf8.ts";
import type { Member, OriginalName } from "../../shared/evidence/descriptor.ts";

/** A name as the file system gave it, ready for JSON: text when it is UTF-8 in NFC, else its bytes. */
export type CapturedName = { readonly text: string } | { readonly base64: string };

interface CapturedBase {
  readonly id: string;
  /** Entry name in the package, or in the bundle that `within` names. */
  readonly path: string;
  /** The source's own name and the names below it, parted by `/`, as the file system gave them. */
  readonly originalName: CapturedName;
  readonly within?: string;
  readonly mtime: UnixMs;
}

/** One file, link or folder of a captured source; plain JSON, so that it can be kept as facts. */
export type CapturedMember =
  | (CapturedBase & {
      readonly type: "file";
      readonly mediaType: string;
      readonly size: number;
      readonly sha256: string;
      readonly crc32: number;
      readonly sm3?: string;
    })
  | (CapturedBase & { readonly type: "link"; readonly target: CapturedName })
  | (CapturedBase & { readonly type: "directory" });

/** Writes a name down without loss. */
export function capturedName(bytes: Uint8Array): CapturedName {
  const text = fromUtf8(bytes);
  return text !== undefined && text.normalize("NFC") === text
    ? { text }
    : { base64: toBase64(bytes) };
}

function originalName(name: CapturedName): OriginalName {
  if ("text" in name) return name;
  const bytes = fromBase64(name.base64);
  if (bytes === undefined) throw new RangeError("a captured name is canonical base64");
  return { bytes };
}

/** The member as `evidence.json` says it. */
export function memberOf(captured: CapturedMember): Member {
  const { id, path, mtime, within } = captured;
  const base = {
    id,
    path,
    mtime,
    originalName: originalName(captured.originalName),
    role: "original",
    ...(within === undefined ? {} : { within }),
  } as const;
  switch (captured.type) {
    case "file": {
      const { mediaType, size, sha256, sm3 } = captured;
      const digests = sm3 === undefined ? { sha256 } : { sha256, sm3 };
      return { ...base, type: "file", mediaType, size, ...digests, encoding: "plain" };
    }
    case "link":
      return { ...base, type: "link", target: originalName(captured.target) };
    case "directory":
      return { ...base, type: "directory" };
  }
}
