import { describe, expect, test } from "vitest";
import {
  admit,
  type Knock,
  sameSecret,
  sessionCookie,
} from "../../../service/local-host/admission.ts";

const secret = "ab".repeat(32);
const lock = { port: 4711, secret };
const good: Knock = {
  method: "POST",
  host: "127.0.0.1:4711",
  origin: "http://127.0.0.1:4711",
  cookie: `cunzhen-4711=${secret}`,
  fetchSite: "same-origin",
};

describe("who is heard by the local host", () => {
  test("our own page", () => {
    expect(admit(good, lock)).toEqual({ kind: "admitted" });
  });

  test("a person who types the address, once the cookie is there", () => {
    const typed = { ...good, method: "GET", origin: undefined, fetchSite: "none" };
    expect(admit(typed, lock)).toEqual({ kind: "admitted" });
  });

  test.each([
    ["a name that points here", { host: "evil.example:4711" }, 421],
    ["localhost by name", { host: "localhost:4711" }, 421],
    ["another port", { host: "127.0.0.1:4712" }, 421],
    ["no host", { host: undefined }, 421],
    ["another origin", { origin: "http://evil.example" }, 403],
    ["an opaque origin", { origin: "null" }, 403],
    ["our origin under https", { origin: "https://127.0.0.1:4711" }, 403],
    ["a change without an origin", { origin: undefined }, 403],
    ["a reading page of another origin", { method: "GET", origin: "http://127.0.0.1:4712" }, 403],
    ["a page of another site", { fetchSite: "cross-site" }, 403],
    ["a page on another port of this machine", { fetchSite: "same-site" }, 403],
    ["no cookie", { cookie: undefined }, 403],
    ["a cookie of another port", { cookie: `cunzhen-4712=${secret}` }, 403],
    ["a wrong secret", { cookie: `cunzhen-4711=${"ba".repeat(32)}` }, 403],
    ["half a secret", { cookie: `cunzhen-4711=${secret.slice(0, 32)}` }, 403],
    ["an empty secret", { cookie: "cunzhen-4711=" }, 403],
  ])("not %s", (_name, change, status) => {
    expect(admit({ ...good, ...change }, lock)).toEqual({ kind: "refused", status });
  });

  test("the cookie is for no script, no other site and no other port", () => {
    expect(sessionCookie(lock)).toBe(`cunzhen-4711=${secret}; HttpOnly; SameSite=Strict; Path=/`);
  });

  test("a secret equals itself and nothing else", () => {
    expect(sameSecret(secret, secret)).toBe(true);
    expect(sameSecret(undefined, secret)).toBe(false);
    expect(sameSecret(`${secret}0`, secret)).toBe(false);
  });
});
