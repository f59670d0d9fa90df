import { describe, expect, test } from "vitest";
import { calls, isCallName } from "../../../shared/contract/calls.ts";
import { pageMayCall } from "../../../shared/contract/doors.ts";
import { hostEvent } from "../../../shared/contract/events.ts";
import {
  contentSecurityPolicy,
  pageAsset,
  pageHeaders,
} from "../../../shared/contract/page-assets.ts";
import { reply } from "../../../shared/contract/reply.ts";
import { instant, line, name, passphrase, sourceId } from "../../../shared/contract/scalars.ts";

const source = "0123456789abcdef0123456789abcdef";

describe("calls", () => {
  test("are found by their own names, never by what every object has", () => {
    expect(isCallName("evidence.list")).toBe(true);
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty", ""]) {
      expect(isCallName(name)).toBe(false);
    }
  });

  test("refuse keys that they do not know", () => {
    for (const [name, { input }] of Object.entries(calls)) {
      const issues = input.safeParse({ unknownKey: 1 }).error?.issues ?? [];
      expect(
        issues.map(({ code }) => code),
        name,
      ).toContain("unrecognized_keys");
    }
  });

  test("take a notarization as a page sends it", () => {
    const { input } = calls["evidence.notarize"];
    expect(input.safeParse({ sources: [source] }).success).toBe(true);
    expect(
      input.safeParse({ sources: [source], network: null, needed: 2, sm3: true }).success,
    ).toBe(true);
  });

  test.each([
    ["no source", { sources: [] }],
    ["a path for a source", { sources: ["/etc/passwd"] }],
    ["no need of tokens", { sources: [source], needed: 0 }],
    ["half a token", { sources: [source], needed: 0.5 }],
    ["an undefined title", { sources: [source], title: undefined }],
    ["an empty title", { sources: [source], title: "" }],
    ["a lone surrogate", { sources: [source], title: "\ud800" }],
    ["seventeen authorities", { sources: [source], authorities: Array(17).fill("a") }],
    ["another language", { sources: [source], lang: "de" }],
  ])("refuse %s", (_name, input) => {
    expect(calls["evidence.notarize"].input.safeParse(input).success).toBe(false);
  });
});

describe("scalars", () => {
  test.each(["2026-11-21T02:03:07.000Z"])("%s is an instant", (text) => {
    expect(instant.safeParse(text).success).toBe(true);
  });

  test.each([
    "2026-11-21T02:03:07Z",
    "2026-11-21T02:03:07.000+08:00",
    "2026-11-21 02:03:07.000Z",
    "2026-11-21T02:03:07.000Z\n",
    "",
  ])("%j is no instant", (text) => {
    expect(instant.safeParse(text).success).toBe(false);
  });

  test("a source's id is 32 lower-case hex digits", () => {
    expect(sourceId.safeParse(source).success).toBe(true);
    for (const wrong of [
      source.toUpperCase(),
      source.slice(1),
      `${source}0`,
      `${source}\n`,
      "../x",
    ]) {
      expect(sourceId.safeParse(wrong).success).toBe(false);
    }
  });

  test.each([
    ["line", line],
    ["name", name],
    ["passphrase", passphrase],
    ["PKCS#12 passphrase", calls["identity.import"].input.shape.filePassphrase],
  ])("a %s holds no half of a surrogate pair", (_name, text) => {
    expect(text.safeParse("存真 😀").success).toBe(true);
    for (const wrong of ["\ud83d", "\ude00", "\ude00\ud83d", "a\ud800b"]) {
      expect(text.safeParse(wrong).success).toBe(false);
    }
  });

  test("a line has an end", () => {
    expect(line.safeParse("x".repeat(500)).success).toBe(true);
    expect(line.safeParse("x".repeat(501)).success).toBe(false);
  });
});

describe("doors", () => {
  test.each([
    ["source.add", { paths: ["/etc/passwd"], via: "cli" }],
    ["source.add", undefined],
    ["evidence.export", { id: source, out: "/etc" }],
    ["evidence.notarize", { sources: [source], out: "/etc" }],
    ["evidence.notarize", { sources: [source], sample: true }],
    ["evidence.notarize", { sources: [source], out: undefined }],
  ])("keep a page from %s %j", (call, input) => {
    expect(pageMayCall(call, input)).toBe(false);
  });

  test("let a page notarize, list and verify", () => {
    expect(pageMayCall("evidence.notarize", { sources: [source] })).toBe(true);
    expect(pageMayCall("evidence.list", {})).toBe(true);
    expect(pageMayCall("package.verify", { packages: [source], files: [] })).toBe(true);
    expect(pageMayCall("package.cancel", { job: source })).toBe(true);
  });
});

describe("replies and events", () => {
  test("a reply is a value or an error, never both", () => {
    const error = { code: "INTERNAL", message: "x", data: {} };
    expect(reply.safeParse({ ok: true, value: null }).success).toBe(true);
    expect(reply.safeParse({ ok: false, error }).success).toBe(true);
    expect(reply.safeParse({ ok: true, value: 1, error }).success).toBe(false);
    expect(reply.safeParse({ ok: "true", value: 1 }).success).toBe(false);
  });

  test("progress never runs backwards of nothing", () => {
    const progress = { type: "progress", id: source, state: "captured", done: 1, total: 2 };
    expect(hostEvent.safeParse(progress).success).toBe(true);
    expect(hostEvent.safeParse({ ...progress, state: null }).success).toBe(true);
    expect(hostEvent.safeParse({ ...progress, done: -1 }).success).toBe(false);
    expect(hostEvent.safeParse({ ...progress, state: "finished" }).success).toBe(false);
  });
});

describe("the page's files", () => {
  test("are served without inline script, eval or any other origin", () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("require-trusted-types-for 'script'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/u);
    expect(pageHeaders("text/html")["content-security-policy"]).toBe(contentSecurityPolicy);
  });

  test("are known by plain names one folder deep", () => {
    expect(pageAsset("/")?.file).toBe("index.html");
    expect(pageAsset("/assets/index-C0I_x.js")?.type).toContain("text/javascript");
    const wrong = [
      "",
      "/.x.js",
      "/assets/.x.js",
      "/a/b.js",
      "/assets/a/b.js",
      "/x",
      "/x.json",
      "/x.js/",
      "/%2e.js",
    ];
    expect(wrong.filter((path) => pageAsset(path) !== undefined)).toEqual([]);
  });
});
