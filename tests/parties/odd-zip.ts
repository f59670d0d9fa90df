import { deflateSync } from "fflate";
import { concatBytes } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { crc32 } from "../../shared/digest/crc32.ts";

/*
 * A ZIP as somebody else might write it, right or wrong in every field: the strict writer of shared/ cannot.
 */

/** Numbers of one header; what is not given follows from the content. */
export interface HeaderWishes {
  readonly flags?: number;
  readonly method?: number;
  readonly time?: number;
  readonly date?: number;
  readonly crc?: number;
  readonly compressed?: number;
  readonly size?: number;
  readonly name?: string;
  readonly extra?: Uint8Array;
}

export interface OddEntry {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array;
  readonly deflate?: boolean;
  /** Sizes behind the data. */
  readonly descriptor?: boolean;
  readonly descriptorSize?: number;
  /** The data as it stands, in place of what follows from the content. */
  readonly data?: Uint8Array;
  /** Claimed by both headers in place of the content's. */
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly local?: HeaderWishes;
  readonly central?: HeaderWishes;
  /** Unix mode in the central header. */
  readonly mode?: number;
  readonly comment?: string;
  readonly disk?: number;
  /** Where the central header says that the local one is. */
  readonly offset?: number;
  /** Bytes in front of the local header that belong to nothing. */
  readonly gap?: Uint8Array;
}

export interface OddZip {
  readonly entries: readonly OddEntry[];
  /** Order of the central headers, by index. */
  readonly order?: readonly number[];
  readonly comment?: Uint8Array;
  readonly commentLength?: number;
  readonly behind?: Uint8Array;
  readonly beforeDirectory?: Uint8Array;
  readonly count?: number;
  readonly disks?: number;
  readonly directorySize?: number;
  readonly directoryStart?: number;
  /** Writes zip64 end records; the plain one is saturated. */
  readonly zip64?: { readonly count?: number; readonly start?: number };
}

type Field = readonly [value: number, width: number];

function fields(...values: readonly Field[]): Uint8Array {
  const bytes: number[] = [];
  for (const [value, width] of values) {
    let rest = value;
    for (let index = 0; index < width; index += 1) {
      bytes.push(rest % 256);
      rest = Math.floor(rest / 256);
    }
  }
  return Uint8Array.from(bytes);
}

const none = new Uint8Array(0);
const utf8 = 0x0800;

interface Laid {
  readonly entry: OddEntry;
  readonly bytes: Uint8Array;
  readonly name: Uint8Array;
  readonly common: (wishes: HeaderWishes, blank: boolean) => Uint8Array;
}

function layEntry(entry: OddEntry): Laid {
  const content = entry.content ?? none;
  const deflate = entry.deflate === true;
  const data = entry.data ?? (deflate ? deflateSync(content, { level: 6 }) : content);
  const name = typeof entry.name === "string" ? toUtf8(entry.name) : entry.name;
  const size = entry.size ?? content.length;
  const crc = entry.crc ?? crc32(content);
  const beyond = name.some((octet) => octet > 0x7e) ? utf8 : 0;
  const flags = entry.flags ?? beyond | (entry.descriptor === true ? 8 : 0);
  const method = entry.method ?? (deflate ? 8 : 0);
  const common = (wishes: HeaderWishes, blank: boolean): Uint8Array => {
    const own = wishes.name === undefined ? name : toUtf8(wishes.name);
    return fields(
      [20, 2],
      [wishes.flags ?? flags, 2],
      [wishes.method ?? method, 2],
      [wishes.time ?? 0x6000, 2],
      [wishes.date ?? 0x5b75, 2],
      [wishes.crc ?? (blank ? 0 : crc), 4],
      [wishes.compressed ?? (blank ? 0 : data.length), 4],
      [wishes.size ?? (blank ? 0 : size), 4],
      [own.length, 2],
      [(wishes.extra ?? none).length, 2],
    );
  };
  const local = entry.local ?? {};
  const descriptor =
    entry.descriptor === true
      ? fields([0x08074b50, 4], [crc, 4], [data.length, 4], [entry.descriptorSize ?? size, 4])
      : none;
  const bytes = concatBytes(
    fields([0x04034b50, 4]),
    common(local, entry.descriptor === true),
    local.name === undefined ? name : toUtf8(local.name),
    local.extra ?? none,
    data,
    descriptor,
  );
  return { entry, bytes, name, common };
}

function centralHeader({ entry, name, common }: Laid, offset: number): Uint8Array {
  const wishes = entry.central ?? {};
  const comment = toUtf8(entry.comment ?? "");
  return concatBytes(
    fields([0x02014b50, 4], [0x0314, 2]),
    common(wishes, false),
    fields(
      [comment.length, 2],
      [entry.disk ?? 0, 2],
      [0, 2],
      [((entry.mode ?? 0o100644) * 0x1_0000) % 0x1_0000_0000, 4],
      [entry.offset ?? offset, 4],
    ),
    wishes.name === undefined ? name : toUtf8(wishes.name),
    wishes.extra ?? none,
    comment,
  );
}

function zip64End(wishes: { count: number; size: number; start: number }, at: number): Uint8Array {
  const { count, size, start } = wishes;
  return concatBytes(
    fields([0x06064b50, 4], [44, 8], [0x032d, 2], [45, 2], [0, 4], [0, 4], [count, 8], [count, 8]),
    fields([size, 8], [start, 8]),
    fields([0x07064b50, 4], [0, 4], [at, 8], [1, 4]),
  );
}

export function writeOddZip(zip: OddZip): Uint8Array {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let at = 0;
  const laid = zip.entries.map(layEntry);
  for (const { entry, bytes } of laid) {
    const gap = entry.gap ?? none;
    parts.push(gap, bytes);
    offsets.push(at + gap.length);
    at += gap.length + bytes.length;
  }
  const before = zip.beforeDirectory ?? none;
  parts.push(before);
  const start = at + before.length;
  const order = zip.order ?? laid.map((_, index) => index);
  const directory = joined(
    order.flatMap((index) => {
      const one = laid[index];
      return one === undefined ? [] : [centralHeader(one, offsets[index] ?? 0)];
    }),
  );
  parts.push(directory);
  const count = zip.count ?? order.length;
  const size = zip.directorySize ?? directory.length;
  const wide = zip.zip64;
  if (wide !== undefined) {
    const said = { count: wide.count ?? count, size, start: wide.start ?? start };
    parts.push(zip64End(said, start + directory.length));
  }
  const comment = zip.comment ?? none;
  parts.push(
    fields(
      [0x06054b50, 4],
      [zip.disks ?? 0, 2],
      [0, 2],
      [wide === undefined ? count : 0xffff, 2],
      [wide === undefined ? count : 0xffff, 2],
      [wide === undefined ? size : 0xffffffff, 4],
      [wide === undefined ? (zip.directoryStart ?? start) : 0xffffffff, 4],
      [zip.commentLength ?? comment.length, 2],
    ),
    comment,
    zip.behind ?? none,
  );
  return joined(parts);
}

/** One after another, however many. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
