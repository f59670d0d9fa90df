import { attempt } from "../bytes/attempt.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { fromHex, toHex } from "../bytes/hex.ts";
import { concatBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { linesOf } from "./text-lines.ts";

/** One signature line of a note: who says to have signed, the key's id (8 hex digits), the raw signature. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A C2SP signed note. `text` ends in a newline; nothing is said about whether a signature holds. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Most bytes of a note, and most signature lines (the specification asks for at least 16). */
export const maxNoteBytes = 256 * 1024;
const maxNoteSignatures = 64;

const dash = "\u2014 ";
const forbiddenInName = /[\s\p{Cc}+]/u;

/** Whether a text can name a key: not empty, no Unicode space, no "+", no control character. */
export function isKeyName(name: string): boolean {
  return name !== "" && !forbiddenInName.test(name);
}

/**
 * Reads a signed note (c2sp.org/signed-note): text, empty line, at least one signature line. The last empty
 * line separates. Base64 is canonical, so that `writeNote` gives the same bytes back.
 */
export function parseNote(bytes: Uint8Array): Result<Note> {
  return attempt((refuse) => {
    const lines = linesOf(bytes, maxNoteBytes, refuse);
    const separator = lines.findLastIndex((line) => line.text === "");
    if (separator < 1) return refuse("note-without-text");
    const signatureLines = lines.slice(separator + 1);
    if (signatureLines.length === 0) return refuse("note-without-signature", bytes.length);
    if (signatureLines.length > maxNoteSignatures) return refuse("note-too-many-signatures");
    const signatures = signatureLines.map(
      ({ text, at }) => parseSignatureLine(text) ?? refuse("note-signature-line", at),
    );
    const text = lines
      .slice(0, separator)
      .map((line) => `${line.text}\n`)
      .join("");
    return { text, signatures };
  });
}

/** Reads one line "U+2014 space name space base64(key id || signature)" without its newline. */
function parseSignatureLine(line: string): NoteSignature | undefined {
  if (!line.startsWith(dash)) return undefined;
  const [name = "", encoded = "", ...rest] = line.slice(dash.length).split(" ");
  if (rest.length > 0 || !isKeyName(name)) return undefined;
  const bytes = fromBase64(encoded);
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/** One signature line, with its newline. Throws for a key id that is not 8 hex digits. */
function writeSignatureLine(signature: NoteSignature): string {
  const keyId = fromHex(signature.keyId);
  if (keyId?.length !== 4) throw new RangeError("a key id has 8 hex digits");
  return `${dash}${signature.name} ${toBase64(concatBytes(keyId, signature.signature))}\n`;
}

/** The bytes of a note. */
export function writeNote(note: Note): Uint8Array<ArrayBuffer> {
  return toUtf8(`${note.text}\n${note.signatures.map(writeSignatureLine).join("")}`);
}
