import { attempt } from "../bytes/attempt.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import type { Result } from "../bytes/result.ts";
import { type Note, parseNote } from "./note.ts";
import { parseDecimal } from "./text-lines.ts";

/** The head of a tree: which log, how many leaves, and the root over them (32 bytes). */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A tree head inside its signed note. */
export interface Checkpoint extends TreeHead {
  readonly note: Note;
}

/** The note text of a checkpoint: three lines, no extension lines (c2sp.org/tlog-checkpoint). */
export function checkpointText(head: TreeHead): string {
  return `${head.origin}\n${String(head.size)}\n${toBase64(head.root)}\n`;
}

/** Reads a checkpoint note; refuses extension lines, which no one can audit. */
export function parseCheckpoint(bytes: Uint8Array): Result<Checkpoint> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  return attempt((refuse) => {
    const lines = note.value.text.slice(0, -1).split("\n");
    const [origin = "", sizeText = "", rootText = ""] = lines;
    if (lines.length !== 3) return refuse("checkpoint-lines");
    if (origin === "") return refuse("checkpoint-origin");
    const size = parseDecimal(sizeText);
    if (size === undefined) return refuse("checkpoint-size");
    const root = fromBase64(rootText);
    if (root?.length !== 32) return refuse("checkpoint-root");
    return { origin, size, root, note: note.value };
  });
}
