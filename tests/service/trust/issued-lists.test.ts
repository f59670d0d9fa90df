import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acceptLists, renewLists } from "../../../service/trust/issued-lists.ts";
import { createRoot, from } from "../../parties/certificate-authority.ts";
import { listExtensions, oddList } from "../../parties/odd-revocation.ts";

const root = await createRoot("Listing root");
const issuers = [root.certificate];
const { delta, someReasons } = listExtensions;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-lists-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function keptList(): Uint8Array | undefined {
  const lists = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const [name] = lists.filter((file) => file.endsWith(".crl"));
  return name === undefined ? undefined : new Uint8Array(readFileSync(join(folder, name)));
}

describe("revocation lists that are kept", () => {
  test("are those that a known issuer signed", async () => {
    const list = await root.crl();
    const stranger = await (await createRoot("Stranger")).crl();
    expect(await acceptLists(folder, [stranger, list], issuers, "test")).toBe(1);
    expect(keptList()).toEqual(list);
  });

  test("are whole: one of changes or of some reasons never takes the place of another", async () => {
    for (const extension of [delta, someReasons]) {
      const partial = await oddList(root, { extensions: [extension], thisUpdate: from + 5000 });
      expect(await acceptLists(folder, [partial], issuers, "test")).toBe(0);
      expect(keptList()).toBeUndefined();
    }
    const list = await root.crl();
    await acceptLists(folder, [list], issuers, "test");
    const partial = await oddList(root, { extensions: [delta], thisUpdate: from + 5000 });
    await renewLists(folder, [partial], issuers);
    expect(keptList()).toEqual(list);
    const newer = await root.crl({ thisUpdate: from + 6000 });
    await renewLists(folder, [newer], issuers);
    expect(keptList()).toEqual(newer);
  });
});
