import { concatBytes, fromBigEndian, toBigEndian } from "../bytes/octets.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import type { VerifySignature } from "../signature/scheme.ts";
import type { Note, NoteSignature } from "./note.ts";
import type { VerifierKey } from "./verifier-key.ts";

/**
 * What a note's lines say under one known key: `absent`, no line has its name and key id; `invalid`, a line
 * has and does not verify (then the whole note is to be refused); `valid`, all that have verify.
 */
export type KeyVerdict =
  | { readonly kind: "absent" }
  | { readonly kind: "invalid" }
  | { readonly kind: "valid"; readonly seconds: number };

/** The octets that a log key (0x01) signs: the note text itself. */
export function logMessage(text: string): Uint8Array<ArrayBuffer> {
  return toUtf8(text);
}

/** The octets that a cosigner (0x04) signs at a POSIX time (c2sp.org/tlog-cosignature, cosignature/v1). */
export function cosignatureMessage(text: string, seconds: number): Uint8Array<ArrayBuffer> {
  return toUtf8(`cosignature/v1\ntime ${String(seconds)}\n${text}`);
}

/** The 72 octets of a cosignature in its line: u64 big-endian seconds, then the raw signature. */
export function timedSignature(seconds: number, signature: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(toBigEndian(BigInt(seconds), 8), signature);
}

/**
 * Judges every line of the note that has the key's name and id. Duplicate lines count once; of several
 * cosignature times, the earliest, since each of them is a true statement. A log signature has time 0.
 */
export function verifyNoteKey(note: Note, key: VerifierKey, verify: VerifySignature): KeyVerdict {
  const mine = note.signatures.filter((line) => line.name === key.name && line.keyId === key.keyId);
  if (mine.length === 0) return { kind: "absent" };
  let earliest: number | undefined;
  for (const line of mine) {
    const seconds =
      key.use === "log"
        ? logTime(note, key, line, verify)
        : cosignatureTime(note, key, line, verify);
    if (seconds === undefined) return { kind: "invalid" };
    earliest = earliest === undefined ? seconds : Math.min(earliest, seconds);
  }
  return { kind: "valid", seconds: earliest ?? 0 };
}

function logTime(
  note: Note,
  key: VerifierKey,
  line: NoteSignature,
  verify: VerifySignature,
): number | undefined {
  return holds(key, line.signature, logMessage(note.text), verify) ? 0 : undefined;
}

function cosignatureTime(
  note: Note,
  key: VerifierKey,
  line: NoteSignature,
  verify: VerifySignature,
): number | undefined {
  if (line.signature.length !== 72) return undefined;
  const seconds = Number(fromBigEndian(line.signature.subarray(0, 8)));
  if (!Number.isSafeInteger(seconds) || seconds > latestSeconds) return undefined;
  const message = cosignatureMessage(note.text, seconds);
  return holds(key, line.signature.subarray(8), message, verify) ? seconds : undefined;
}

/** The last second of the year 9999, beyond which no time of ours can be written. */
const latestSeconds = 253_402_300_799;

function holds(
  key: VerifierKey,
  signature: Uint8Array,
  message: Uint8Array,
  verify: VerifySignature,
): boolean {
  return (
    signature.length === 64 &&
    verify({ kind: "ed25519", bytes: key.publicKey }, { kind: "ed25519" }, signature, message)
  );
}
