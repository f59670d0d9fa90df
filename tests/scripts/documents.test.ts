import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { helpText } from "../../cli/synopsis.ts";
import { root } from "../../scripts/layers.mjs";

const listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
const tracked = execFileSync("git", listed, { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((name) => name !== "" && existsSync(join(root, name)));
const folders = new Set(tracked.flatMap(foldersOf));
const places = new Set([...tracked, ...folders]);
const text = (name: string) => readFileSync(join(root, name), "utf8");
const pages = tracked
  .filter((name) => name.endsWith(".md") && !name.startsWith("tests/"))
  .map((name) => ({ name, text: text(name) }));
const code = tracked
  .filter(
    (name) => /\.(?:ts|tsx|mjs|go|java)$/u.test(name) && name !== "tests/scripts/documents.test.ts",
  )
  .map(text)
  .join("\n");
const rooms = new Set([...folders].filter((name) => !name.includes("/")));

function foldersOf(name: string): readonly string[] {
  const folder = dirname(name);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

/** `a/{b,c}.md` is two paths. */
function spelledOut(path: string): readonly string[] {
  const [, before = "", among, after = ""] = /^([^{]*)\{([^}]*)\}(.*)$/u.exec(path) ?? [];
  return among === undefined ? [path] : among.split(",").map((one) => before + one + after);
}

/** What stands in `code` style on a page. */
function quoted(page: string): readonly string[] {
  return [...page.matchAll(/`([^`\n]+)`/gu)].map(([, words]) => words ?? "");
}

/** Each finding as `page: what`, so that a failure names them all. */
function findings(of: (page: (typeof pages)[number]) => readonly string[]): readonly string[] {
  return pages.flatMap((page) => of(page).map((what) => `${page.name}: ${what}`));
}

test("there are pages, and what is asked of them can be found", () => {
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.flatMap((page) => quoted(page.text)).length).toBeGreaterThan(1_000);
  expect(rooms).toContain("shared");
});

test("every link of a page inside the house leads somewhere", () => {
  const dead = findings(({ name, text: page }) =>
    [...page.matchAll(/\]\(([^)\s]+)\)/gu)]
      .map(([, link]) => link ?? "")
      .filter((link) => !/^https?:/u.test(link) && !link.startsWith("#"))
      .filter((link) => {
        const target = normalize(join(dirname(name), link.split("#")[0] ?? ""));
        return !places.has(target.replace(/\/$/u, ""));
      }),
  );
  expect(dead).toEqual([]);
});

test("every file and folder that a page names is there", () => {
  const stale = findings(({ text: page }) =>
    quoted(page)
      .filter((words) => /^[\w.{},-]+(?:\/[\w.{},-]+)+\/?$/u.test(words))
      .flatMap(spelledOut)
      .filter((path) => rooms.has(path.split("/")[0] ?? ""))
      .filter((path) => !places.has(path.replace(/\/$/u, ""))),
  );
  expect(stale).toEqual([]);
});

test("every program file that a page names without its folder is there", () => {
  const stale = findings(({ text: page }) =>
    quoted(page)
      .filter((words) => /^[\w-]+(?:\.test)?\.(?:ts|tsx|mjs|sh)$/u.test(words))
      .filter((words) => !tracked.some((name) => name.endsWith(`/${words}`))),
  );
  expect(stale).toEqual([]);
});

test("every code and variable that a page names stands in the code", () => {
  const stale = findings(({ text: page }) =>
    quoted(page)
      .filter((words) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/u.test(words))
      .filter((words) => !new RegExp(`\\b${words}\\b`, "u").test(code)),
  );
  expect(stale).toEqual([]);
});

test("every flag that a page gives to cunzhen is one that its help knows", () => {
  const known = new Set(helpText("en").match(/--[a-z][a-z-]*/gu));
  const stale = findings(({ text: page }) =>
    [...page.matchAll(/\bcunzhen [a-z][^`\n]*/gu)].flatMap(([line]) =>
      (line.match(/(?<=\s)--[a-z][a-z0-9-]*/gu) ?? []).filter((flag) => !known.has(flag)),
    ),
  );
  expect(stale).toEqual([]);
});

test("every script that a page asks npm to run is there", () => {
  const scripts: unknown = JSON.parse(text("package.json"));
  const stale = findings(({ text: page }) =>
    [...page.matchAll(/npm run ([a-z:-]+)/gu)]
      .map(([, script]) => script ?? "")
      .filter((script) => !JSON.stringify(scripts).includes(`"${script}":`)),
  );
  expect(stale).toEqual([]);
});
