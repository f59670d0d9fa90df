import { concatBytes } from "../../../shared/bytes/octets.ts";

/** The fields that local and central header share, in the order of the format. */
export interface ZipHeader {
  version: number;
  flags: number;
  method: number;
  time: number;
  date: number;
  crc: number;
  packed: number;
  size: number;
  name: Uint8Array;
  extra: Uint8Array;
}

/** One entry, loosely read, free to be made wrong. */
export interface ZipRecord {
  local: ZipHeader;
  central: ZipHeader;
  data: Uint8Array;
  /** Bytes after the data: a descriptor, or a gap. */
  after: Uint8Array;
  madeBy: number;
  disk: number;
  internal: number;
  external: number;
  comment: Uint8Array;
  /** Added to the true offset of the local header. */
  shift: number;
}

export interface ZipFile {
  records: ZipRecord[];
  /** Order of the central directory, by index into `records`; may repeat or omit. */
  order: number[];
  before: Uint8Array;
  /** Between the last entry and the directory, and between the directory and its end. */
  gaps: [Uint8Array, Uint8Array];
  after: Uint8Array;
  comment: Uint8Array;
  /** Added to what the end record would truly say. */
  end: { entries: number; size: number; offset: number; disk: number };
  zip64: boolean;
}

const none = new Uint8Array();

/** Reads what a well-made archive has; undefined for anything too odd to edit. */
export function readZipFile(bytes: Uint8Array): ZipFile | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const records: ZipRecord[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const { header: central, next } = readHeader(view, bytes, at + 6, at + 46);
    const commentLength = view.getUint16(at + 32, true);
    const start = view.getUint32(at + 42, true);
    if (start + 30 > end || view.getUint32(start, true) !== 0x04034b50) return undefined;
    const { header: local, next: dataStart } = readHeader(view, bytes, start + 4, start + 30);
    records.push({
      local,
      central,
      data: bytes.slice(dataStart, dataStart + central.packed),
      after: none,
      madeBy: view.getUint16(at + 4, true),
      disk: view.getUint16(at + 34, true),
      internal: view.getUint16(at + 36, true),
      external: view.getUint32(at + 38, true),
      comment: bytes.slice(next, next + commentLength),
      shift: 0,
    });
    at = next + commentLength;
  }
  return {
    records,
    order: records.map((_, index) => index),
    before: none,
    gaps: [none, none],
    after: none,
    comment: none,
    end: { entries: 0, size: 0, offset: 0, disk: 0 },
    zip64: false,
  };
}

function readHeader(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  nameStart: number,
): { header: ZipHeader; next: number } {
  const nameLength = view.getUint16(at + 22, true);
  const extraStart = nameStart + nameLength;
  const next = extraStart + view.getUint16(at + 24, true);
  return {
    header: {
      version: view.getUint16(at, true),
      flags: view.getUint16(at + 2, true),
      method: view.getUint16(at + 4, true),
      time: view.getUint16(at + 6, true),
      date: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 10, true),
      packed: view.getUint32(at + 14, true),
      size: view.getUint32(at + 18, true),
      name: bytes.slice(nameStart, extraStart),
      extra: bytes.slice(extraStart, next),
    },
    next,
  };
}

function little(...fields: readonly (readonly [width: number, value: number])[]): Uint8Array {
  const octets = fields.flatMap(([width, value]) =>
    Array.from({ length: width }, (_, n) => Math.floor(value / 256 ** n) % 256),
  );
  return Uint8Array.from(octets);
}

function headerBytes(header: ZipHeader): Uint8Array {
  return little(
    [2, header.version],
    [2, header.flags],
    [2, header.method],
    [2, header.time],
    [2, header.date],
    [4, header.crc],
    [4, header.packed],
    [4, header.size],
    [2, header.name.length],
    [2, header.extra.length],
  );
}

/** The archive as bytes, offsets and counts made to fit unless told otherwise. */
export function writeZipFile(file: ZipFile): Uint8Array {
  const parts: Uint8Array[] = [file.before];
  let at = file.before.length;
  const put = (...pieces: readonly Uint8Array[]): void => {
    parts.push(...pieces);
    for (const piece of pieces) at += piece.length;
  };
  const starts = file.records.map((record) => {
    const start = at;
    const { name, extra } = record.local;
    put(little([4, 0x04034b50]), headerBytes(record.local), name, extra, record.data, record.after);
    return start;
  });
  put(file.gaps[0]);
  const directory = at;
  for (const index of file.order) {
    const record = file.records[index];
    if (record === undefined) continue;
    const { central, comment } = record;
    const offset = Math.max(0, (starts[index] ?? 0) + record.shift);
    put(
      little([4, 0x02014b50], [2, record.madeBy]),
      headerBytes(central),
      little([2, comment.length], [2, record.disk], [2, record.internal], [4, record.external]),
      little([4, offset]),
      central.name,
      central.extra,
      comment,
    );
  }
  const size = at - directory;
  put(file.gaps[1]);
  const { entries, disk } = file.end;
  const count = Math.max(0, file.order.length + entries);
  const said = [
    Math.max(0, size + file.end.size),
    Math.max(0, directory + file.end.offset),
  ] as const;
  if (file.zip64) {
    const start = at;
    put(little([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count]));
    put(little([8, said[0]], [8, said[1]]));
    put(little([4, 0x07064b50], [4, 0], [8, start], [4, 1]));
  }
  put(
    little(
      [4, 0x06054b50],
      [2, disk],
      [2, disk],
      [2, count],
      [2, count],
      [4, said[0]],
      [4, said[1]],
    ),
  );
  put(little([2, file.comment.length]), file.comment, file.after);
  return concatBytes(...parts);
}
