import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/layers.mjs";
import { currentPage } from "../../scripts/write-map.mjs";

test("ARCHITECTURE's map shows the imports that stand in the code (npm run map)", async () => {
  expect(readFileSync(join(root, "ARCHITECTURE.md"), "utf8")).toBe(await currentPage());
}, 60_000);
