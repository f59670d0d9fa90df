import { describe, expect, test } from "vitest";
import {
  chosenPaths,
  pathsFromArguments,
  pathsFromSecondInstance,
} from "../../electron/given-paths.ts";

describe("files on the command line", () => {
  test("are absolute, without switches and without the app's own folder", () => {
    const argv = ["/opt/electron", "--no-sandbox", ".", "a.pdf", "--inspect=0", "/tmp/b.pdf"];
    expect(pathsFromArguments(argv, false, "/home/me")).toEqual(["/home/me/a.pdf", "/tmp/b.pdf"]);
  });

  test("of a packaged app begin behind its own name", () => {
    expect(pathsFromArguments(["/opt/cunzhen", "a.pdf"], true, "/home/me")).toEqual([
      "/home/me/a.pdf",
    ]);
  });
});

describe("what a person chose", () => {
  test("a loose file stands for itself", () => {
    expect(chosenPaths([{ absolute: "/d/a.pdf", path: "a.pdf" }])).toEqual(["/d/a.pdf"]);
  });

  test("the files of a chosen folder stand for that folder, once", () => {
    const files = [
      { absolute: "/d/mail/one.eml", path: "mail/one.eml" },
      { absolute: "/d/mail/below/two.eml", path: "mail/below/two.eml" },
      { absolute: "/d/a.pdf", path: "a.pdf" },
    ];
    expect(chosenPaths(files)).toEqual(["/d/mail", "/d/a.pdf"]);
  });

  test("a page that lies about the place gets the one file and no folder above it", () => {
    expect(chosenPaths([{ absolute: "/d/mail/one.eml", path: "d/one.eml" }])).toEqual([
      "/d/mail/one.eml",
    ]);
    expect(chosenPaths([{ absolute: "/d/mail/one.eml", path: "/mail/one.eml" }])).toEqual([
      "/d/mail/one.eml",
    ]);
    expect(chosenPaths([{ absolute: "/d/xmail/one.eml", path: "mail/one.eml" }])).toEqual([
      "/d/xmail/one.eml",
    ]);
  });
});

describe("what a second instance hands over", () => {
  test("is taken when it is a list of absolute paths", () => {
    expect(pathsFromSecondInstance({ paths: ["/d/a.pdf", "b.pdf", 7] })).toEqual(["/d/a.pdf"]);
  });

  test.each([undefined, null, "x", {}, { paths: "x" }])("%s is nothing", (data) => {
    expect(pathsFromSecondInstance(data)).toEqual([]);
  });
});
