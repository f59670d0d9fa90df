import { errorCode } from "../../platform/files/error-code.ts";
import { fromUtf8 } from "../../shared/bytes/utf8.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";

/** Ends a capture with a fault of the source. */
export class SourceFailed extends Error {
  readonly fault: Fault;

  constructor(found: Fault, cause?: unknown) {
    super(found.code, { cause });
    this.fault = found;
  }
}

const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A path for a person to read: what is no text, and what would move the cursor, is U+FFFD. */
export function shownPath(path: Uint8Array | string): string {
  const text =
    typeof path === "string" ? path : (fromUtf8(path) ?? Buffer.from(path).toString("utf8"));
  return text.replace(controls, "\ufffd");
}

/** The fault of a path that was asked for by name and cannot be looked at. */
export function missingOrUnreadable(thrown: unknown, path: string): Fault {
  const code = errorCode(thrown);
  if (code === "ENOENT" || code === "ENOTDIR") return fault("SOURCE_MISSING", { path });
  return fault("INPUT_UNREADABLE", { path, reason: code ?? "?" });
}

/** The fault of a path that was there a moment ago. */
export function vanishedOrUnreadable(thrown: unknown, path: string): Fault {
  switch (errorCode(thrown)) {
    case "ENOENT":
    case "ENOTDIR":
      return fault("SOURCE_VANISHED", { path });
    case "ELOOP":
    case "EMLINK":
      return fault("SOURCE_CHANGED", { path });
    default:
      return fault("INPUT_UNREADABLE", { path, reason: errorCode(thrown) ?? "?" });
  }
}
