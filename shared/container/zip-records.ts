import { concatBytes } from "../bytes/octets.ts";
import { toUtf8 } from "../bytes/utf8.ts";

/** Signatures of the records of a ZIP, little-endian 32-bit (APPNOTE 4.3.6 to 4.3.16). */
export const zipSignature = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  descriptor: 0x08074b50,
} as const;

/** Lengths of the fixed parts of the records in bytes. */
export const zipLength = {
  local: 30,
  central: 46,
  end: 22,
  zip64End: 56,
  zip64Locator: 20,
} as const;

export const saturated16 = 0xffff;
export const saturated32 = 0xffffffff;
export const utf8Flag = 0x0800;
export const zip64ExtraId = 0x0001;

const storedVersion = 10;
const zip64Version = 45;
/** 1980-01-01 00:00:00, the first moment that DOS time knows: packages carry no time of their own. */
const dosTime = 0;
const dosDate = 0x0021;
/**
 * Made by Unix, a regular file that its owner may write: from a ZIP "made by DOS" Info-ZIP's unzip
 * garbles names beyond ASCII even when they are flagged as UTF-8.
 */
const madeByUnix = 0x0300;
const regularFile = 0o100644 * 0x1_0000;

/** A stored entry as the headers describe it; `offset` is that of its local header. */
export interface StoredHeader {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  readonly offset: number;
}

/** Little-endian fields one after another: [value, width in bytes], width 1 to 8. */
function fields(...values: readonly (readonly [value: number, width: number])[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of values) {
    let rest = value;
    for (let index = 0; index < width; index += 1) {
      bytes[at++] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return bytes;
}

function isAscii(text: string): boolean {
  for (const character of text) if (character.charCodeAt(0) > 0x7e) return false;
  return true;
}

function zip64Extra(values: readonly number[]): Uint8Array {
  if (values.length === 0) return new Uint8Array(0);
  return fields(
    [zip64ExtraId, 2],
    [8 * values.length, 2],
    ...values.map((value) => [value, 8] as const),
  );
}

const narrow = (value: number): number => Math.min(value, saturated32);
const flagsOf = (name: string): number => (isAscii(name) ? 0 : utf8Flag);

/** The local header of a stored entry, name and extra field included (APPNOTE 4.3.7). */
export function localHeader(entry: StoredHeader): Uint8Array {
  const wide = entry.size >= saturated32;
  const name = toUtf8(entry.name);
  const extra = zip64Extra(wide ? [entry.size, entry.size] : []);
  return concatBytes(
    fields(
      [zipSignature.local, 4],
      [wide ? zip64Version : storedVersion, 2],
      [flagsOf(entry.name), 2],
      [0, 2],
      [dosTime, 2],
      [dosDate, 2],
      [entry.crc32, 4],
      [narrow(entry.size), 4],
      [narrow(entry.size), 4],
      [name.length, 2],
      [extra.length, 2],
    ),
    name,
    extra,
  );
}

/** The central directory header of a stored entry (APPNOTE 4.3.12). */
export function centralHeader(entry: StoredHeader): Uint8Array {
  const name = toUtf8(entry.name);
  const wideSizes = entry.size >= saturated32 ? [entry.size, entry.size] : [];
  const wideOffset = entry.offset >= saturated32 ? [entry.offset] : [];
  const extra = zip64Extra([...wideSizes, ...wideOffset]);
  const version = extra.length > 0 ? zip64Version : storedVersion;
  return concatBytes(
    fields(
      [zipSignature.central, 4],
      [madeByUnix + version, 2],
      [wideSizes.length > 0 ? zip64Version : storedVersion, 2],
      [flagsOf(entry.name), 2],
      [0, 2],
      [dosTime, 2],
      [dosDate, 2],
      [entry.crc32, 4],
      [narrow(entry.size), 4],
      [narrow(entry.size), 4],
      [name.length, 2],
      [extra.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [regularFile, 4],
      [narrow(entry.offset), 4],
    ),
    name,
    extra,
  );
}

/** The records behind the central directory, the zip64 ones only when a number needs them. */
export function endRecords(count: number, start: number, size: number): Uint8Array {
  const wide = count >= saturated16 || start >= saturated32 || size >= saturated32;
  const records: Uint8Array[] = [];
  if (wide) {
    records.push(
      fields(
        [zipSignature.zip64End, 4],
        [zipLength.zip64End - 12, 8],
        [madeByUnix + zip64Version, 2],
        [zip64Version, 2],
        [0, 4],
        [0, 4],
        [count, 8],
        [count, 8],
        [size, 8],
        [start, 8],
      ),
      fields([zipSignature.zip64Locator, 4], [0, 4], [start + size, 8], [1, 4]),
    );
  }
  records.push(
    fields(
      [zipSignature.end, 4],
      [0, 2],
      [0, 2],
      [Math.min(count, saturated16), 2],
      [Math.min(count, saturated16), 2],
      [narrow(size), 4],
      [narrow(start), 4],
      [0, 2],
    ),
  );
  return concatBytes(...records);
}
