import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { badNames } from "../../scripts/file-names.mjs";
import { generatedFiles, root, rooms, sharedOrder } from "../../scripts/layers.mjs";

describe("the arrow table", () => {
  test("is what every tsconfig says", () => {
    for (const [path, text] of generatedFiles()) {
      expect(readFileSync(join(root, path), "utf8"), path).toBe(text);
    }
  });

  test("names no folder of shared/ twice", () => {
    expect(new Set(sharedOrder).size).toBe(sharedOrder.length);
  });

  test("lets service and consortium not see each other", () => {
    const allowed = new Map(rooms.map((room) => [room.path, room.rooms]));
    expect(allowed.get("service")).toEqual(["shared", "platform"]);
    expect(allowed.get("consortium")).toEqual(["shared", "platform"]);
    expect(existsSync(join(root, "shared/tsconfig.json"))).toBe(true);
  });

  test("finds every file well named", () => {
    expect(badNames()).toEqual([]);
  });
});
