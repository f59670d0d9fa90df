import { errorCode } from "../../platform/files/error-code.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";

/** The fault that a failed write to `place` is; undefined for what is no matter of the disk. */
export function writeFault(
  thrown: unknown,
  place: string,
): Fault<"SPACE_RAN_OUT" | "PLACE_NOT_WRITABLE"> | undefined {
  const code = errorCode(thrown);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return fault("SPACE_RAN_OUT", { place });
    case "EROFS":
    case "EACCES":
    case "EPERM":
    case "ENOTDIR":
    case "ENOENT":
    case "EIO":
    case "EEXIST":
    case "EISDIR":
    case "EMFILE":
      return fault("PLACE_NOT_WRITABLE", { place, reason: code });
    default:
      return undefined;
  }
}

/** A write of our own files that failed; it passes through code that also reads what is not ours. */
export class WriteFailed extends Error {
  readonly fault: Fault<"SPACE_RAN_OUT" | "PLACE_NOT_WRITABLE">;

  constructor(found: Fault<"SPACE_RAN_OUT" | "PLACE_NOT_WRITABLE">, cause: unknown) {
    super(found.code, { cause });
    this.fault = found;
  }
}

/** Runs a write; a failure of the disk rejects with `WriteFailed`, everything else as it came. */
export async function writing<T>(place: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    const found = thrown instanceof WriteFailed ? undefined : writeFault(thrown, place);
    throw found === undefined ? thrown : new WriteFailed(found, thrown);
  }
}
