import { expect, test } from "vitest";
import { fromHex } from "../../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";
import { parseAsicManifest } from "../../../shared/container/asic-manifest.ts";
import { inflateEntry } from "../../../shared/container/zip-content.ts";
import { foreignZipLimits } from "../../../shared/container/zip-directory.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import { compareSkeleton } from "../../../shared/container/zip-skeleton.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { examineContainer } from "../../../shared/verification/foreign/examine-container.ts";
import manifestPage from "../../../docs/spec/manifest.md?raw";
import foreignPage from "../../../docs/spec/foreign-container.md?raw";
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

test("the container that docs/spec/foreign-container.md shows is read as one of others, and as no package", async () => {
  const bytes = bytesOfDump(block(foreignPage, "hex"));
  const source = memorySource(bytes);
  const read = await readZip(source, foreignZipLimits);
  if (!read.ok) throw new Error(read.fault.rule);
  expect(read.value.comment).toBe("made elsewhere");
  const [mimetype, deflated] = read.value.entries;
  if (mimetype === undefined || deflated === undefined) throw new Error("two entries");
  expect([mimetype.name, deflated.name, deflated.method]).toEqual([
    "mimetype",
    "a.txt",
    "deflated",
  ]);
  let text = "";
  const inflated = await inflateEntry(source, deflated, (part) => {
    text += fromUtf8(part) ?? "";
  });
  expect([inflated.ok, text]).toEqual([true, `${"a".repeat(24)}\n`]);
  const strict = await readZip(source);
  expect(strict.ok ? "" : strict.fault.rule).toBe("end-record");
  const { findings } = await examineContainer(source, {
    trust: { roots: [], crls: [], networks: [] },
    now: 1_795_226_587_000,
    verify: verifySignature,
  });
  expect(findings.map(({ code }) => code)).toContain("FOREIGN_NO_PROOF");
});

test("the manifest that docs/spec/manifest.md shows is the vector", () => {
  const shown = block(manifestPage, "xml");
  expect(shown).toBe(ownManifest);
  expect(parseAsicManifest(toUtf8(shown)).ok).toBe(true);
});
