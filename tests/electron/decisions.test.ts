import { describe, expect, test } from "vitest";
import { assetScheme, isPageAddress, requestedAsset } from "../../electron/asset-scheme.ts";
import { allowedExternalUrl } from "../../electron/external-url.ts";
import { decidePermission } from "../../electron/permissions.ts";
import { mayRestart } from "../../electron/restart-rule.ts";
import { isTrustedFrame } from "../../electron/trusted-frame.ts";
import { windowOptions } from "../../electron/window-options.ts";

describe("the window", () => {
  test("is isolated and sandboxed, and nothing else is switched on", () => {
    expect(windowOptions("/app/preload.cjs").webPreferences).toEqual({
      preload: "/app/preload.cjs",
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });
});

describe("the page's own scheme", () => {
  test("bypasses no CSP and takes no cross-origin request", () => {
    expect(assetScheme.privileges).toEqual({
      standard: true,
      secure: true,
      supportFetchAPI: true,
      stream: true,
    });
  });

  test.each([
    "app://cunzhen.evil/",
    "app://cunzhen@evil/",
    "app://evil/cunzhen",
    "application://cunzhen/",
    "file:///app/cunzhen/index.html",
    "https://cunzhen/",
    "data:text/html,app://cunzhen/",
    "about:blank",
    "cunzhen",
    "",
  ])("%s is not our page", (address) => {
    expect(isPageAddress(address)).toBe(false);
  });

  test("our page is, whatever its fragment", () => {
    expect(isPageAddress("app://cunzhen/#/verify")).toBe(true);
  });

  test.each([
    ["app://cunzhen/", "index.html"],
    ["app://cunzhen/?lang=en", "index.html"],
    ["app://cunzhen/assets/index-C0IExXaS.js", "assets/index-C0IExXaS.js"],
    ["app://cunzhen/seal.svg", "seal.svg"],
  ])("%s is the file %s", (address, file) => {
    expect(requestedAsset("GET", address)?.file).toBe(file);
  });

  test.each([
    "app://cunzhen/../package.json",
    "app://cunzhen/%2e%2e/package.json",
    "app://cunzhen/assets/..%2f..%2fpackage.json",
    "app://cunzhen/assets/..\\..\\package.json",
    "app://cunzhen/assets/deeper/x.js",
    "app://cunzhen//etc/passwd.js",
    "app://cunzhen/.env.js",
    "app://cunzhen/main.cjs",
    "app://cunzhen/x.js%00.html",
    "app://other/index.html",
  ])("%s names no file", (address) => {
    expect(requestedAsset("GET", address)).toBeUndefined();
  });

  test("only a GET asks for a file", () => {
    expect(requestedAsset("POST", "app://cunzhen/")).toBeUndefined();
  });
});

describe("who may speak", () => {
  test("our page in the top frame may", () => {
    expect(isTrustedFrame({ url: "app://cunzhen/#/", parent: null })).toBe(true);
  });

  test.each([
    ["a frame that is gone", null],
    ["no frame", undefined],
    ["a frame inside another", { url: "app://cunzhen/", parent: {} }],
    ["another page", { url: "https://cunzhen/", parent: null }],
    ["an address that does not parse", { url: "", parent: null }],
  ])("%s may not", (_name, frame) => {
    expect(isTrustedFrame(frame)).toBe(false);
  });
});

describe("permissions", () => {
  test("our page may copy, and no more", () => {
    const asked = [
      "clipboard-sanitized-write",
      "clipboard-read",
      "media",
      "geolocation",
      "notifications",
    ];
    const others = [
      "midi",
      "fullscreen",
      "openExternal",
      "fileSystem",
      "display-capture",
      "unknown",
    ];
    expect([...asked, ...others].filter((name) => decidePermission(name, true))).toEqual([
      "clipboard-sanitized-write",
    ]);
  });

  test("no other page may even copy", () => {
    expect(decidePermission("clipboard-sanitized-write", false)).toBe(false);
  });
});

describe("addresses for the system's browser", () => {
  test("a standard that the page names is opened", () => {
    const address = "https://www.rfc-editor.org/rfc/rfc3161";
    expect(allowedExternalUrl(address)).toBe(address);
  });

  test.each([
    "http://www.rfc-editor.org/",
    "https://www.rfc-editor.org.evil.example/",
    "https://user@www.rfc-editor.org/",
    "https://www.rfc-editor.org:8443/",
    "https://evil.example/?https://www.rfc-editor.org/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "smb://www.rfc-editor.org/share",
    "",
    undefined,
    { href: "https://www.rfc-editor.org/" },
  ])("%s is not", (value) => {
    expect(allowedExternalUrl(value)).toBeUndefined();
  });
});

test("an address too long to look at is not opened", () => {
  expect(allowedExternalUrl(`https://www.rfc-editor.org/${"x".repeat(3000)}`)).toBeUndefined();
});

describe("a service that ends", () => {
  test("is started again five times in a minute, and not a sixth", () => {
    expect(mayRestart([0])).toBe(true);
    expect(mayRestart([0, 1, 2, 3, 4])).toBe(true);
    expect(mayRestart([0, 1, 2, 3, 4, 5])).toBe(false);
  });

  test("is forgiven what is more than a minute old", () => {
    expect(mayRestart([0, 1, 2, 3, 4, 70_000])).toBe(true);
  });
});
