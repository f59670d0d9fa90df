import { describe, expect, test } from "vitest";
import { addSources, ingestFiles, savePackage } from "../../electron/page-calls.ts";
import type { ServiceConnection } from "../../electron/service-connection.ts";
import type { Reply } from "../../shared/contract/reply.ts";

const source = "0123456789abcdef0123456789abcdef";

function service(reply: Reply) {
  const asked: unknown[] = [];
  const connection: ServiceConnection = {
    invoke: (from, call, input) => {
      asked.push([from, call, input]);
      return Promise.resolve(reply);
    },
    close: () => Promise.resolve(),
  };
  return { connection, asked };
}

const added: Reply = { ok: true, value: { sources: [source] } };
const refused: Reply = { ok: false, error: { code: "INTERNAL", message: "no", data: {} } };

describe("files that a page gave", () => {
  test("become sources by their paths", async () => {
    const { connection, asked } = service(added);
    const files = [{ absolute: "/d/a.pdf", path: "a.pdf", name: "a.pdf" }];
    expect(await ingestFiles(connection, "en", files, "picker")).toEqual({
      ok: true,
      sources: [source],
    });
    expect(asked).toEqual([["shell", "source.add", { paths: ["/d/a.pdf"], via: "picker" }]]);
  });

  test("are all refused when one lies nowhere", async () => {
    const { connection, asked } = service(added);
    const files = [
      { absolute: "/d/a.pdf", path: "a.pdf", name: "a.pdf" },
      { absolute: "", path: "made.txt", name: "made.txt" },
    ];
    expect(await ingestFiles(connection, "en", files, "drop")).toMatchObject({
      ok: false,
      error: { code: "FILE_WITHOUT_PLACE", data: { name: "made.txt" } },
    });
    expect(asked).toEqual([]);
  });

  test.each([
    ["no list", "x", "drop"],
    ["an empty list", [], "drop"],
    ["a way in that is not a page's", [{ absolute: "/a", path: "a", name: "a" }], "cli"],
    ["an unknown key", [{ absolute: "/a", path: "a", name: "a", more: 1 }], "drop"],
  ])("%s is refused", async (_name, files, via) => {
    const { connection } = service(added);
    await expect(ingestFiles(connection, "en", files, via)).rejects.toThrow();
  });

  test("pass on the service's refusal", async () => {
    expect(await addSources(service(refused).connection, ["/a"], "drop")).toEqual(refused);
  });
});

describe("saving a package", () => {
  const wish = { id: source, name: "x", page: false };

  test("asks where, under the bare name, and has the service write there", async () => {
    const { connection, asked } = service({ ok: true, value: {} });
    const names: string[] = [];
    const ask = (name: string) => {
      names.push(name);
      return Promise.resolve("/out/x.asice");
    };
    expect(
      await savePackage(connection, ask, { id: source, name: "../../etc/x.asice", page: false }),
    ).toBe("saved");
    expect(names).toEqual(["x.asice"]);
    expect(asked).toEqual([["shell", "evidence.export", { id: source, file: "/out/x.asice" }]]);
  });

  test("puts the verifier page beside it where that is wished", async () => {
    const { connection, asked } = service({ ok: true, value: {} });
    const ask = () => Promise.resolve("/out/x.asice");
    expect(await savePackage(connection, ask, { ...wish, page: true })).toBe("saved");
    expect(asked).toEqual([
      ["shell", "evidence.export", { id: source, file: "/out/x.asice", verifier: true }],
    ]);
  });

  test.each([
    { id: source, name: "x" },
    { ...wish, page: "yes" },
    { ...wish, out: "/etc" },
  ])("a wish of another shape is refused: %j", async (odd) => {
    const { connection } = service(added);
    const ask = () => Promise.resolve("/out/x.asice");
    await expect(savePackage(connection, ask, odd)).rejects.toThrow();
  });

  test("does nothing when its owner thinks better of it", async () => {
    const { connection, asked } = service(added);
    expect(await savePackage(connection, () => Promise.resolve(undefined), wish)).toBe("cancelled");
    expect(asked).toEqual([]);
  });

  test("says when the service could not", async () => {
    const { connection } = service(refused);
    expect(await savePackage(connection, () => Promise.resolve("/x"), wish)).toBe("failed");
  });
});
