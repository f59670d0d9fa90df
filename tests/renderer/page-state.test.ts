import { describe, expect, test } from "vitest";
import { LostConnection } from "../../renderer/app/host/lost-connection.ts";
import { hashOf, type Route, routeOf } from "../../renderer/app/state/route.ts";
import { faultSentences, ServiceFault } from "../../renderer/app/state/service-fault.ts";
import { showBytes } from "../../renderer/components/byte-size.ts";
import { stepAfter, stepCount } from "../../renderer/components/item-steps.ts";

describe("a route", () => {
  const routes: readonly Route[] = [
    { screen: "start" },
    { screen: "practice" },
    { screen: "real" },
    { screen: "evidence" },
    { screen: "verify" },
    { screen: "trust" },
    { screen: "item", id: "0123456789abcdef0123456789abcdef" },
  ];

  test.each(routes)("$screen is found again from its fragment", (route) => {
    expect(routeOf(hashOf(route))).toEqual(route);
  });

  test.each(["#/nowhere", "#/evidence/../x", "#/evidence/ABC", "#/missing/x"])(
    "%s is no screen",
    (hash) => {
      expect(routeOf(hash)).toEqual({ screen: "missing" });
    },
  );
});

describe("bytes", () => {
  test.each([
    [0, "0 B"],
    [812, "812 B"],
    [1000, "1 kB"],
    [1_686_513, "1.69 MB"],
    [999_949, "1 MB"],
    [5_300_000_000, "5.3 GB"],
    [15_200_000_000, "15.2 GB"],
    [300_000, "300 kB"],
  ])("%d are %s", (bytes, shown) => {
    expect(showBytes(bytes)).toBe(shown);
  });
});

describe("steps", () => {
  test("lead from state to state, and end", () => {
    expect(stepAfter("requested")).toBe("captured");
    expect(stepAfter("packaged")).toBe("verified");
    expect(stepAfter("verified")).toBe("verified");
    expect(stepCount("requested")).toEqual({ done: 0, total: 7 });
    expect(stepCount("verified")).toEqual({ done: 7, total: 7 });
  });
});

describe("what went wrong", () => {
  test("is said in the reader's language, with the step that helps", () => {
    const thrown = new ServiceFault({
      code: "FILE_WITHOUT_PLACE",
      message: "anything",
      data: { name: "a.txt" },
    });
    expect(faultSentences(thrown, "zh").sentence).toContain("“a.txt”不是磁盘上的文件");
    expect(faultSentences(thrown, "en").next).toContain("Save it to disk first");
  });

  test("is a lost connection when the service cannot be reached, and the page's own fault else", () => {
    expect(faultSentences(new LostConnection(), "en").sentence).toContain(
      "connection to the service",
    );
    expect(faultSentences(new TypeError("x"), "en").sentence).toContain("This page failed to show");
  });
});
