// Present in every runtime that Cunzhen has, though in no ECMAScript library file.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const loneSurrogate = /\p{Surrogate}/u;

/** False when the text holds half of a surrogate pair, which no UTF-8 can carry. */
export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}

/** UTF-8 of a well-formed text. A lone surrogate is a programmer's error and throws. */
export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (!isWellFormed(text)) throw new RangeError("a lone surrogate has no UTF-8");
  return encoder.encode(text);
}

/** The text of strict UTF-8, a byte order mark kept; undefined for any other bytes. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
