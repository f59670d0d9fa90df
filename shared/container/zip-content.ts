import type { Rule } from "../rules/rule.ts";
import { Gunzip } from "fflate";
import { concatBytes } from "../bytes/octets.ts";
import { malformed, ok, type Result } from "../bytes/result.ts";
import type { ByteSource } from "../digest/byte-source.ts";
import { crc32 } from "../digest/crc32.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** What is read of the source at a time, and what is inflated at a time: at most 1,032 times as much comes out. */
const pieceBytes = 1024 * 1024;
const chunkBytes = 8 * 1024;

/*
 * fflate says where a stream ends only of gzip members, when the next one begins. So the entry's data is given a
 * member's head, eight bytes of trailer, which fflate does not look at, and the head of another member behind it.
 */
const memberHead = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
const trailerBytes = 8;

type Took = (part: Uint8Array) => void;

/** One deflate stream under way. What it makes is counted and refused as soon as it is more than was claimed. */
class Inflation {
  readonly #entry: ZipEntry;
  readonly #take: Took;
  readonly #inflater: Gunzip;
  readonly #ends: number[] = [];
  #made: Uint8Array[] = [];
  #size = 0;
  #crc = 0;

  constructor(entry: ZipEntry, take: Took) {
    this.#entry = entry;
    this.#take = take;
    this.#inflater = new Gunzip((part) => {
      this.#made.push(part);
    });
    this.#inflater.onmember = (offset) => {
      this.#ends.push(offset);
    };
  }

  /** The rule that is broken, if one is. */
  push(bytes: Uint8Array): Rule | undefined {
    try {
      this.#inflater.push(bytes);
    } catch {
      return "deflate-data";
    }
    const made = this.#made;
    this.#made = [];
    for (const part of made) {
      this.#size += part.length;
      if (this.#size > this.#entry.size) return "deflate-longer";
      this.#crc = crc32(part, this.#crc);
      this.#take(part);
    }
    return undefined;
  }

  finish(): Rule | undefined {
    const fault = this.push(concatBytes(new Uint8Array(trailerBytes), memberHead));
    if (fault !== undefined) return fault;
    const { start, end, size, crc32: claimed } = this.#entry;
    const [ended, another] = this.#ends;
    if (ended !== memberHead.length + (end - start) + trailerBytes || another !== undefined) {
      return "deflate-end";
    }
    if (this.#size !== size) return "deflate-shorter";
    return this.#crc === claimed ? undefined : "crc";
  }
}

/**
 * Inflates a deflated entry (RFC 1951) piece by piece into `take`. Refused: data that is no deflate stream, does not
 * end where the entry's data ends, or does not make exactly the size and CRC-32 that the headers give; what was taken
 * until then is not to be used. At most the claimed size is ever given to `take`. Rejects when the source does.
 */
export async function inflateEntry(
  source: ByteSource,
  entry: ZipEntry,
  take: Took,
): Promise<Result<true>> {
  const inflation = new Inflation(entry, take);
  inflation.push(memberHead);
  for (let at = entry.start; at < entry.end; at += pieceBytes) {
    const piece = await source.read(at, Math.min(entry.end, at + pieceBytes));
    for (let cut = 0; cut < piece.length; cut += chunkBytes) {
      const fault = inflation.push(piece.subarray(cut, cut + chunkBytes));
      if (fault !== undefined) return malformed(fault, at + cut);
    }
  }
  const fault = inflation.finish();
  return fault === undefined ? ok(true) : malformed(fault, entry.end);
}
