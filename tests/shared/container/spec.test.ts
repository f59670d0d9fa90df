import { expect, test } from "vitest";
import { fromHex } from "../../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";
import { parseAsicManifest } from "../../../shared/container/asic-manifest.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import { compareSkeleton } from "../../../shared/container/zip-skeleton.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import manifestPage from "../../../docs/spec/manifest.md?raw";
import packagePage from "../../../docs/spec/package.md?raw";
import ownManifest from "../../vectors/asic-manifest/good/own.xml?raw";

function block(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``, "u").exec(page)?.[1] ?? "";
}

/** The bytes of a dump: offset, sixteen octets, text. */
function bytesOfDump(dump: string): Uint8Array {
  const hex = dump.split("\n").map((line) => line.slice(10, 57).replaceAll(" ", ""));
  return fromHex(hex.join("")) ?? new Uint8Array();
}

test("the package that docs/spec/package.md shows is read, and has our skeleton", async () => {
  const bytes = bytesOfDump(block(packagePage, "hex"));
  const read = await readZip(memorySource(bytes));
  if (!read.ok) throw new Error(read.fault.rule);
  const contents = read.value.entries.map(({ name, start, end }) => [
    name,
    fromUtf8(bytes.subarray(start, end)),
  ]);
  expect(contents).toEqual([
    ["mimetype", "application/vnd.etsi.asic-e+zip"],
    ["evidence.json", "{}\n"],
    ["data/合同.txt", "甲方\n"],
  ]);
  expect(compareSkeleton(read.value).ok).toBe(true);
});

test("the manifest that docs/spec/manifest.md shows is the vector", () => {
  const shown = block(manifestPage, "xml");
  expect(shown).toBe(ownManifest);
  expect(parseAsicManifest(toUtf8(shown)).ok).toBe(true);
});
