import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifierPage } from "../../../scripts/verifier-page.mjs";
import { submittedPage, writePageBeside } from "../../../service/handlers/verifier-copy.ts";

describe("the copy of the verifier page beside a package", () => {
  let folder: string;
  let built: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-copy-"));
    built = await verifierPage();
    await writeFile(join(folder, "verifier.html"), built);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("differs from the published one in its mark alone, so that its policy still fits", async () => {
    const copy = await submittedPage(join(folder, "verifier.html"));
    expect(copy.ok && copy.value).toContain('data-copy="submitted"');
    expect(copy.ok && copy.value.replace('data-copy="submitted"', 'data-copy="published"')).toBe(
      built,
    );
    const said = "由提交方提供，仅供预览；请用法院自有副本。";
    expect(copy.ok && copy.value.indexOf(said)).toBeGreaterThan(0);
  });

  test("lies beside the package under its name", async () => {
    const written = await writePageBeside(join(folder, "N-PRACTICE.asice"), "page");
    expect(written).toEqual({ ok: true, value: join(folder, "N-PRACTICE-verifier.html") });
    expect(await readFile(join(folder, "N-PRACTICE-verifier.html"), "utf8")).toBe("page");
  });

  test("is refused where there is no page, or another one", async () => {
    await writeFile(join(folder, "other.html"), "<html>");
    for (const name of ["absent.html", "other.html"]) {
      const refused = await submittedPage(join(folder, name));
      expect(refused.ok ? "" : refused.fault.code).toBe("VERIFIER_PAGE_MISSING");
    }
  });
});
