/**
 * What every page of ours is served under, by Electron's protocol handler and by the local host alike.
 * No inline script or style, no other origin, no frame, and no string becomes script.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** A built file of the page: its path below the folder of the build, and its media type. */
export interface PageAsset {
  readonly file: string;
  readonly type: string;
}

const types: ReadonlyMap<string, string> = new Map([
  ["html", "text/html; charset=utf-8"],
  ["js", "text/javascript; charset=utf-8"],
  ["css", "text/css; charset=utf-8"],
  ["svg", "image/svg+xml"],
  ["png", "image/png"],
  ["woff2", "font/woff2"],
]);

/**
 * Which built file a request path names. Only the plain names that the build writes are known:
 * one folder deep, no escapes, no dots at the front, so nothing outside the folder can be asked for.
 *
 * @param pathname path of the address, as `URL` gives it, undecoded
 */
export function pageAsset(pathname: string): PageAsset | undefined {
  if (pathname === "/") return { file: "index.html", type: "text/html; charset=utf-8" };
  const match = /^\/((?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}\.([a-z0-9]{2,5}))$/u.exec(
    pathname,
  );
  const type = types.get(match?.[2] ?? "");
  return match?.[1] === undefined || type === undefined ? undefined : { file: match[1], type };
}

/** The headers of an answer to a page, whatever it carries. */
export function pageHeaders(type: string): Readonly<Record<string, string>> {
  return {
    "content-type": type,
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  };
}
