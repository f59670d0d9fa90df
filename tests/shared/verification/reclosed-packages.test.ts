import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { packageNames, timestampName } from "../../../shared/container/package-names.ts";
import type { EntryRef } from "../../../shared/container/package-part.ts";
import { layoutPackage } from "../../../shared/container/zip-layout.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import {
  addStamp,
  capturedAt,
  closedAgain,
  type Files,
  makePackage,
  type MadePackage,
  manifest,
  reopened,
} from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

// Whoever holds a package can close it again with a token that anybody is given.

let world: World;
let forger: World;
let made: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  forger = await createWorld(false, "Forger");
  made = await makePackage(world);
});

const evil = toUtf8("判决如下");

function entryRef(name: string, bytes: Uint8Array): EntryRef {
  const sha256 = toHex(digestOf("sha256", bytes));
  return { name, sha256, size: bytes.length, crc32: crc32(bytes) };
}

/** Closed and packed in the order given, whatever the names are. */
async function closedFreely(files: Files): Promise<Uint8Array> {
  const closing = timestampName(2);
  const bytes = manifest(files, [...files.keys()], closing, "timestamp");
  const token = await world.authority.stamp(digestOf("sha256", bytes), capturedAt + 7_000);
  const all = new Map([...files, [packageNames.archiveManifest, bytes], [closing, token]]);
  const members = [...all].map(([name, content]) => entryRef(name, content));
  const contents = [...all.values()];
  let next = 0;
  return concatBytes(
    ...layoutPackage(members).map((part) =>
      part instanceof Uint8Array ? part : (contents[next++] ?? new Uint8Array()),
    ),
  );
}

describe("a file that nobody sealed", () => {
  test("the same hand changes nothing by closing alone", async () => {
    const verdict = await judge(await closedFreely(reopened(made.files)), world.trust);
    expect(verdict.outcome).toBe("passed");
  });

  test.each([
    "META-INF/判决书.pdf",
    "META-INF/consortium/判决书.pdf",
    "META-INF/trust/判决书.pdf",
    "META-INF/trust/more/判决书.pdf",
    "META-INF/manifest.xml",
  ])("is not sealed by standing at %s", async (name) => {
    const files = reopened(made.files).set(name, evil);
    const verdict = await judge(await closedFreely(files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["ENTRY_NOT_SEALED"]);
  });

  test.each(["crt", "crl", "ocsp"])(
    "is not sealed as a .%s that is not named by its digest",
    async (ending) => {
      const files = reopened(made.files).set(`META-INF/trust/${"0".repeat(32)}.${ending}`, evil);
      const verdict = await judge(await closedAgain(world, files), world.trust);
      expect(codesOf(verdict, "failed")).toEqual(["ENTRY_NOT_SEALED"]);
    },
  );

  test.each(["constructor", "__proto__", "toString"])(
    "with the ending %s interrupts no check",
    async (ending) => {
      const files = reopened(made.files).set(`META-INF/trust/x.${ending}`, evil);
      const verdict = await judge(await closedAgain(world, files), world.trust);
      expect(verdict.checks.map(({ code }) => code)).not.toContain("CHECK_INTERRUPTED");
      expect(verdict.outcome).toBe("failed");
    },
  );
});

describe("a file that was sealed and is no member", () => {
  test.each(["判决书.pdf", "data/判决书.pdf", "capture/判决书.pdf"])(
    "is undeclared at %s",
    async (name) => {
      const sealed = new Map([...made.files].filter(([key]) => !key.startsWith("META-INF/")));
      const payload = [...sealed.keys(), name];
      const files: Files = new Map([...sealed, [name, evil]]);
      const bytes = manifest(files, payload, packageNames.signature, "signature");
      files.set(packageNames.payloadManifest, bytes);
      const verdict = await judge(await closedFreely(files), world.trust);
      const undeclared = verdict.checks.filter(({ code }) => code === "MEMBER_UNDECLARED");
      expect(undeclared.map(({ subject }) => subject)).toEqual([name]);
    },
  );

  test("is no bundle because a directory is said to lie in it", async () => {
    const contract = toUtf8("hello");
    const name = "data/判决书.pdf";
    const { bytes } = await makePackage(world, {
      members: { "data/a.txt": contract },
      evidence: {
        members: [
          {
            id: "m1",
            path: "data/a.txt",
            originalName: { text: "a.txt" },
            role: "original",
            type: "file",
            size: contract.length,
            sha256: toHex(digestOf("sha256", contract)),
            encoding: "plain",
          },
          {
            id: "m2",
            path: "d",
            originalName: { text: "d" },
            role: "original",
            type: "directory",
            within: name,
          },
        ],
      },
      before: { seal: (files) => void files.set(name, evil) },
    });
    const verdict = await judge(bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["BUNDLE_UNREADABLE"]);
  });
});

describe("a token of a stranger beside the needed one", () => {
  test("makes no gap and no earlier time", async () => {
    const { bytes } = await makePackage(world, {
      withoutNetwork: true,
      before: { close: (files) => addStamp(forger, files, 2, capturedAt - 86_400_000) },
    });
    const verdict = await judge(bytes, world.trust);
    expect(verdict.outcome).toBe("passed");
    expect(verdict.facts.gaps.captureToStamp).toBe(2_000);
  });
});
