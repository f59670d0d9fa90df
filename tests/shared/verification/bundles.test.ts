import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { layoutZip } from "../../../shared/container/zip-layout.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import type { FileMember } from "../../../shared/evidence/descriptor.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { makePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

const bundleName = "data/bundle.zip";
const inner = { "a/one.txt": toUtf8("one"), "a/two.txt": toUtf8("two"), "b/empty.txt": toUtf8("") };

let world: World;
beforeAll(async () => {
  world = await createWorld(false);
});

function zipOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = layoutZip(
    Object.entries(files).map(([name, bytes]) => ({
      name,
      bytes,
      sha256: toHex(digestOf("sha256", bytes)),
      size: bytes.length,
      crc32: crc32(bytes),
    })),
  );
  return concatBytes(...parts.filter((part) => part instanceof Uint8Array));
}

function memberOf(path: string, bytes: Uint8Array, within?: string): FileMember {
  return {
    id: `m-${path.replace(/[^a-z]/gu, "-")}`,
    path,
    originalName: { text: path },
    role: within === undefined ? "derived" : "original",
    type: "file",
    size: bytes.length,
    sha256: toHex(digestOf("sha256", bytes)),
    encoding: "plain",
    ...(within === undefined ? {} : { within }),
  };
}

/** A package whose folder lies in one inner ZIP, and the verdict on it. */
async function judged(
  bundle: Uint8Array,
  listed: Readonly<Record<string, Uint8Array>>,
  files = {},
) {
  const members = [
    memberOf(bundleName, bundle),
    ...Object.entries(listed).map(([path, bytes]) => memberOf(path, bytes, bundleName)),
  ];
  const { bytes } = await makePackage(world, {
    members: { [bundleName]: bundle },
    evidence: { kind: "folder", members },
  });
  return judge(bytes, world.trust, files);
}

describe("members inside an inner ZIP", () => {
  test("are compared one by one", async () => {
    const verdict = await judged(zipOf(inner), inner);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict.outcome).toBe("passed");
    const check = verdict.checks.find(({ code }) => code === "BUNDLE_MATCHES");
    expect(check).toMatchObject({ subject: bundleName, data: { count: 3 } });
  });

  test("need no line for the bundle itself", async () => {
    const bundle = zipOf(inner);
    const members = Object.entries(inner).map(([path, bytes]) => memberOf(path, bytes, bundleName));
    const { bytes } = await makePackage(world, {
      members: { [bundleName]: bundle },
      evidence: { kind: "folder", members },
    });
    expect(codesOf(await judge(bytes, world.trust), "failed")).toEqual([]);
  });

  test.each([
    ["one that differs", { ...inner, "a/one.txt": toUtf8("ONE") }, ["MEMBER_CONTRADICTED"]],
    ["one of another length", { ...inner, "a/one.txt": toUtf8("on") }, ["MEMBER_CONTRADICTED"]],
    ["one more than listed", { ...inner, "c.txt": toUtf8("c") }, ["MEMBER_UNDECLARED"]],
    [
      "one that is missing",
      { "a/one.txt": inner["a/one.txt"], "a/two.txt": inner["a/two.txt"] },
      ["MEMBER_MISSING"],
    ],
  ])("%s fails by name", async (_what, held, codes) => {
    const verdict = await judged(zipOf(held), inner);
    expect(codesOf(verdict, "failed")).toEqual(codes);
  });

  test("a bundle that is no ZIP, and one that is not there, fail", async () => {
    expect(codesOf(await judged(toUtf8("not a zip"), inner), "failed")).toEqual([
      "BUNDLE_UNREADABLE",
    ]);
    const elsewhere = Object.entries(inner).map(([path, bytes]) =>
      memberOf(path, bytes, "data/none.zip"),
    );
    const content = { "data/x.txt": toUtf8("x") };
    const { bytes } = await makePackage(world, {
      members: content,
      evidence: { members: [memberOf("data/x.txt", content["data/x.txt"]), ...elsewhere] },
    });
    expect(codesOf(await judge(bytes, world.trust), "failed")).toEqual(["MEMBER_MISSING"]);
  });

  test("a loose file may be one of them", async () => {
    const bytes = inner["a/two.txt"];
    const files = [
      {
        name: "x",
        size: bytes.length,
        digest: () => Promise.resolve({ sha256: digestOf("sha256", bytes) }),
        read: () => Promise.resolve(bytes),
      },
    ];
    const verdict = await judged(zipOf(inner), inner, { files });
    expect(verdict.checks.find(({ code }) => code === "FILE_IS_MEMBER")).toMatchObject({
      data: { name: "a/two.txt" },
    });
  });
});
