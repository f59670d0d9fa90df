import { ed25519 } from "@noble/curves/ed25519.js";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import type { NoteSignature } from "../../../../shared/log/note.ts";
import {
  cosignatureMessage,
  logMessage,
  timedSignature,
} from "../../../../shared/log/note-verification.ts";
import { type KeyUse, type VerifierKey, verifierKey } from "../../../../shared/log/verifier-key.ts";

/** A key that signs notes, and comes from its name. */
export interface NoteSigner {
  readonly key: VerifierKey;
  /** @param seconds POSIX time of a cosignature; a log's signature has none */
  sign(text: string, seconds?: number): NoteSignature;
}

export function noteSigner(name: string, use: KeyUse): NoteSigner {
  const secret = digestOf("sha256", toUtf8(`differential ${use} ${name}`));
  const key = verifierKey(name, use, ed25519.getPublicKey(secret));
  const line = (signature: Uint8Array): NoteSignature => ({ name, keyId: key.keyId, signature });
  return {
    key,
    sign: (text, seconds = 0) =>
      use === "log"
        ? line(ed25519.sign(logMessage(text), secret))
        : line(timedSignature(seconds, ed25519.sign(cosignatureMessage(text, seconds), secret))),
  };
}

/** The log of all samples, a second one, and as many cosigners as a policy may need. */
export const origin = "log.differential.example/2026";
export const logSigner = noteSigner(origin, "log");
export const otherLog = noteSigner("other.differential.example", "log");
export const cosigners: readonly NoteSigner[] = Array.from({ length: 7 }, (_, n) =>
  noteSigner(`${origin}/seat-${String(n + 1)}`, "cosignature"),
);

/** Signs nothing, and has a seat in no policy that is whole. */
export const stranger = noteSigner(`${origin}/stranger`, "cosignature");

/** When everything is cosigned, in POSIX seconds: 2026-11-21. */
export const cosignedAt = 1_795_219_200;
