import type { Refuse } from "../bytes/attempt.ts";
import { fromUtf8 } from "../bytes/utf8.ts";
import { littleEndian } from "./little-endian.ts";
import { saturated32, utf8Flag, zip64ExtraId } from "./zip-records.ts";

export const descriptorFlag = 0x0008;
const deflateLevelFlags = 0x0006;
const encryptionFlags = 0x2041;
const newestVersion = 63;

/** Extra fields that say nothing about name or content: times and owners (APPNOTE 4.5, Info-ZIP). */
const harmlessExtras: ReadonlySet<number> = new Set([0x000a, 0x5455, 0x5855, 0x7855, 0x7875]);

/**
 * Those that other writers add and that change neither name nor content for any reader: the mark of a JAR, the
 * padding of Office and Android, a comment in UTF-8.
 */
const foreignExtras: ReadonlySet<number> = new Set([0xcafe, 0xa220, 0xd935, 0x6375]);

/** The fields that local and central headers share; `at` is where they begin in `bytes`. */
export interface CommonFields {
  readonly flags: number;
  readonly method: "stored" | "deflated";
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly nameLength: number;
  readonly extraLength: number;
}

/** Reads version, flags, method, times, CRC, sizes and lengths (26 bytes); refuses what we do not know. */
export function readCommon(
  bytes: Uint8Array,
  at: number,
  refuse: Refuse,
  base: number,
): CommonFields {
  const { u16, u32 } = littleEndian(bytes, refuse, base);
  const here = base + at;
  const flags = u16(at + 2);
  const code = u16(at + 4);
  if ((flags & encryptionFlags) !== 0) refuse("encrypted", here);
  if (code !== 0 && code !== 8) refuse("method-unknown", here);
  const method = code === 0 ? "stored" : "deflated";
  const allowed = utf8Flag | (method === "deflated" ? deflateLevelFlags | descriptorFlag : 0);
  if ((flags & descriptorFlag & ~allowed) !== 0) refuse("descriptor-on-stored", here);
  if ((flags & ~allowed) !== 0) refuse("flag-unknown", here);
  if ((u16(at) & 0xff) > newestVersion) refuse("version-unknown", here);
  return {
    flags,
    method,
    time: u16(at + 6),
    date: u16(at + 8),
    crc32: u32(at + 10),
    compressedSize: u32(at + 14),
    size: u32(at + 18),
    nameLength: u16(at + 22),
    extraLength: u16(at + 24),
  };
}

/** The numbers of a header's zip64 extra field, none when it has none; refuses other extra fields. */
export function readExtras(
  extra: Uint8Array,
  refuse: Refuse,
  base: number,
  foreign = false,
): readonly number[] | undefined {
  const { u16, u64 } = littleEndian(extra, refuse, base);
  let numbers: number[] | undefined;
  for (let at = 0; at < extra.length; ) {
    const id = u16(at);
    const end = at + 4 + u16(at + 2);
    if (end > extra.length) refuse("extra-length", base + at);
    if (id === zip64ExtraId) {
      if (numbers !== undefined || (end - at - 4) % 8 !== 0) refuse("zip64-extra", base + at);
      numbers = [];
      for (let field = at + 4; field < end; field += 8) numbers.push(u64(field));
    } else if (!harmlessExtras.has(id) && !(foreign && foreignExtras.has(id))) {
      refuse("extra-unknown", base + at);
    }
    at = end;
  }
  return numbers;
}

/** Replaces saturated 32-bit numbers, in order, by those of the zip64 field: exactly as many as needed. */
export function widen(
  narrow: readonly number[],
  wide: readonly number[] | undefined,
  refuse: Refuse,
  at: number,
): readonly number[] {
  const rest = [...(wide ?? [])];
  const widened = narrow.map((value) =>
    value === saturated32 ? (rest.shift() ?? refuse("zip64-missing", at)) : value,
  );
  if (rest.length > 0 || (wide !== undefined && wide.length === 0)) refuse("zip64-needless", at);
  return widened;
}

/** Controls (C0 and C1), line separators, and the marks that turn the text around them: a name must look like what it is. */
const controls = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u;

/** The name of an entry: ASCII, or UTF-8 when flagged; relative, without anything that leads elsewhere. */
export function readEntryName(
  bytes: Uint8Array,
  flags: number,
  refuse: Refuse,
  at: number,
): string {
  if ((flags & utf8Flag) === 0 && bytes.some((octet) => octet > 0x7f)) {
    refuse("name-encoding", at);
  }
  const name = fromUtf8(bytes) ?? refuse("name-encoding", at);
  if (controls.test(name)) refuse("name-control", at);
  if (name.includes("\\")) refuse("name-backslash", at);
  if (name.startsWith("/") || /^[A-Za-z]:/u.test(name)) refuse("name-absolute", at);
  const segments = name.replace(/\/$/u, "").split("/");
  if (segments.includes("")) refuse("name-empty", at);
  if (segments.includes(".") || segments.includes("..")) refuse("name-dots", at);
  return name;
}
