import { timingSafeEqual } from "node:crypto";

/** What of a request decides whether it is heard. Header values as received, absent as undefined. */
export interface Knock {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  readonly fetchSite: string | undefined;
}

export interface Lock {
  readonly port: number;
  /** The cookie's value, 64 hex digits. */
  readonly secret: string;
}

export type Admission =
  | { readonly kind: "admitted" }
  | { readonly kind: "refused"; readonly status: 403 | 421 };

const admitted = { kind: "admitted" } as const;

/**
 * Whether the local host hears a request. The Host must be the exact address, or a name that an
 * attacker's DNS points here would do; a request that changes anything must name our own Origin; and
 * the cookie must be the one given against the token.
 */
export function admit(knock: Knock, lock: Lock): Admission {
  const address = `127.0.0.1:${lock.port}`;
  if (knock.host !== address) return { kind: "refused", status: 421 };
  const ownOrigin = knock.origin === `http://${address}`;
  const mustNameOrigin = knock.method !== "GET";
  if (!ownOrigin && (mustNameOrigin || knock.origin !== undefined))
    return { kind: "refused", status: 403 };
  // Absent from old browsers; "none" is a person typing the address.
  const site = knock.fetchSite ?? "none";
  if (site !== "same-origin" && site !== "none") return { kind: "refused", status: 403 };
  return sameSecret(cookieOf(knock.cookie, lock.port), lock.secret)
    ? admitted
    : { kind: "refused", status: 403 };
}

/** Ports share a cookie jar, so the name carries the port. */
export function cookieName(port: number): string {
  return `cunzhen-${port}`;
}

export function sessionCookie(lock: Lock): string {
  return `${cookieName(lock.port)}=${lock.secret}; HttpOnly; SameSite=Strict; Path=/`;
}

/** Compares in constant time; a value of another length is no secret of ours. */
export function sameSecret(given: string | undefined, secret: string): boolean {
  const left = Buffer.from(given ?? "", "utf8");
  const right = Buffer.from(secret, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}

function cookieOf(header: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  const pair = header?.split("; ").find((part) => part.startsWith(prefix));
  return pair?.slice(prefix.length);
}
