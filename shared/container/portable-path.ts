import { fromUtf8, isWellFormed, toUtf8 } from "../bytes/utf8.ts";
import { foldName } from "./name-fold.ts";

/** Most UTF-8 bytes of one segment and of a whole path. */
export const maxSegmentBytes = 255;
export const maxPathBytes = 1024;

/**
 * Controls, what Windows forbids or reads as a separator, marks that reorder or hide text, line
 * separators, code points that are no characters, and U+FFFD, which stands for bytes that are no text.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\\/:*?"<>|\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff\p{Surrogate}]/u;
const allUnsafe = new RegExp(unsafe.source, "gu");
/** Nothing but safe ASCII: most names, for which there is a shorter way. */
const plain = /^[ !#-)+-9;=@-[\]-{}~]*$/u;
/** Names of devices under Windows, whatever extension follows. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|[ .])/iu;

function byteLength(text: string): number {
  return toUtf8(text).length;
}

/** The longest run of whole code points from the start that fits in `limit` UTF-8 bytes. */
function cut(text: string, limit: number): string {
  let length = 0;
  let kept = "";
  for (const character of text) {
    length += byteLength(character);
    if (length > limit) break;
    kept += character;
  }
  return kept;
}

/** Text that shows bytes which are no UTF-8: ASCII as it is, every other byte as U+FFFD. */
function readable(bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  if (text !== undefined) return text;
  return Array.from(bytes, (octet) => (octet < 0x80 ? String.fromCharCode(octet) : "\ufffd")).join(
    "",
  );
}

/** Stem and extension (with its dot, at most 16 bytes): `photo.jpg` is `photo` and `.jpg`. */
function splitExtension(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || byteLength(name.slice(dot)) > 16) return [name, ""];
  return [name.slice(0, dot), name.slice(dot)];
}

/** `stem + mark + extension`, the stem shortened until the whole fits into one segment. */
function assemble(stem: string, mark: string, extension: string): string {
  const room = maxSegmentBytes - byteLength(mark) - byteLength(extension);
  const kept = cut(stem, room);
  return `${kept}${mark}${extension}`.replace(/[. ]+$/u, (tail) => "_".repeat(tail.length));
}

/** One segment that every file system takes; each unsafe character becomes `_`. */
function portableSegment(text: string): string {
  const safe = text.normalize("NFC").replace(allUnsafe, "_");
  const named = device.test(safe) ? `_${safe}` : safe;
  const [stem, extension] = splitExtension(named === "" ? "_" : named);
  return assemble(stem, "", extension);
}

/** What `portableSegment` leaves alone, told of safe ASCII without making it. */
function isPlainSegment(segment: string): boolean {
  if (segment === "" || segment.length > maxSegmentBytes) return false;
  return !/[. ]$/u.test(segment) && !device.test(segment);
}

/**
 * Whether a path is one that a package may carry: NFC, segments of at most 255 UTF-8 bytes parted by
 * `/`, at most 1,024 in all, none empty, `.` or `..`, none with unsafe characters, a device's name or
 * a trailing dot or blank.
 */
export function isPortablePath(path: string): boolean {
  if (plain.test(path)) return path.length <= maxPathBytes && path.split("/").every(isPlainSegment);
  if (!isWellFormed(path) || byteLength(path) > maxPathBytes) return false;
  return path.split("/").every((segment) => segment !== "" && portableSegment(segment) === segment);
}

/** Gives portable paths, each once, also under case folding. */
export interface PathNamer {
  /**
   * @param parent a path this namer gave, or the fixed folder to begin in, e.g. `data`
   * @param name the true name of one file or folder in it, as text or as bytes
   * @returns `parent/segment`; a clash is solved by `~2`, `~3` ... before the extension. A path that
   *   would grow past 1,024 bytes moves up to `<first segment>/_/`.
   */
  under(parent: string, name: string | Uint8Array): string;
}

/** A namer that has given no path yet: the same calls in the same order give the same paths. */
export function createPathNamer(): PathNamer {
  const taken = new Set<string>();
  return {
    under(parent, name) {
      const segment = portableSegment(typeof name === "string" ? name : readable(name));
      const [stem, extension] = splitExtension(segment);
      const fits = byteLength(parent) + 1 + maxSegmentBytes <= maxPathBytes;
      const short = byteLength(`${parent}/${segment}`) + 8 <= maxPathBytes;
      const folder = fits || short ? parent : `${parent.split("/")[0] ?? "data"}/_`;
      let path = `${folder}/${segment}`;
      for (let n = 2; taken.has(foldName(path)); n += 1) {
        path = `${folder}/${assemble(stem, `~${String(n)}`, extension)}`;
      }
      taken.add(foldName(path));
      return path;
    },
  };
}
