import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";

const hexDigit = /^[0-9A-Fa-f]{2}$/u;

/** The relative URI of an entry: each segment percent-encoded UTF-8 (RFC 3986 section 2.1). */
export function entryUri(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}

/**
 * The entry name that a manifest's URI means: percent-decoded UTF-8; raw UTF-8, blank and `+` mean
 * themselves. Undefined for anything but a relative path without query, fragment, scheme, `.` or `..`.
 */
export function entryNameOf(uri: string): string | undefined {
  if (uri === "" || /[?#\\]/u.test(uri) || /^[A-Za-z][A-Za-z0-9+.-]*:/u.test(uri)) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < uri.length; ) {
    if (uri.charAt(at) === "%") {
      const digits = uri.slice(at + 1, at + 3);
      if (!hexDigit.test(digits)) return undefined;
      bytes.push(Number.parseInt(digits, 16));
      at += 3;
    } else {
      const end = uri.indexOf("%", at);
      const run = uri.slice(at, end < 0 ? uri.length : end);
      for (const octet of toUtf8(run)) bytes.push(octet);
      at += run.length;
    }
  }
  const name = fromUtf8(Uint8Array.from(bytes));
  if (name === undefined || name.includes("\0")) return undefined;
  const bad = name.split("/").some((segment) => segment === "" || /^\.{1,2}$/u.test(segment));
  return bad ? undefined : name;
}
