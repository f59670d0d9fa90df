import type { Refuse } from "../bytes/attempt.ts";

/** Little-endian fields of a record; reading past its end is refused as `truncated`. */
export interface LittleEndian {
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
  /** Refused as `number-too-large` above 2^53 - 1. */
  readonly u64: (at: number) => number;
}

/** @param base offset of `bytes` in the file, for faults */
export function littleEndian(bytes: Uint8Array, refuse: Refuse, base: number): LittleEndian {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const need = (at: number, width: number): void => {
    if (at + width > bytes.length) refuse("truncated", base + at);
  };
  const u32 = (at: number): number => {
    need(at, 4);
    return view.getUint32(at, true);
  };
  return {
    u16(at) {
      need(at, 2);
      return view.getUint16(at, true);
    },
    u32,
    u64(at) {
      const high = u32(at + 4);
      if (high > 0x1fffff) refuse("number-too-large", base + at);
      return high * 0x1_0000_0000 + u32(at);
    },
  };
}
