import { expect, test } from "vitest";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { parseEvidenceRecord } from "../../../shared/evidence-record/record-parser.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { checkEvidenceRecord } from "../../../shared/verification/evidence-record/check-evidence-record.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import page from "../../../docs/spec/evidence-record.md?raw";
import { addEdition, handOver } from "../../parties/edition.ts";
import { capturedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";
import editionPage from "../../../docs/spec/edition.md?raw";

function block(text: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``, "u").exec(text)?.[1] ?? "";
}

test("the record that docs/spec/evidence-record.md shows holds what the page says, and proves its files", async () => {
  const record = fromHex(block(page, "hex").replaceAll("\n", "")) ?? new Uint8Array();
  const parsed = parseEvidenceRecord(record);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const tree = parsed.value.chains[0]?.timestamps[0]?.reducedTree ?? [];
  const digests = ["b\n", "a\n", "c\n"].map((text) => toHex(digestOf("sha256", toUtf8(text))));
  expect(tree.map((list) => list.map(toHex))).toEqual([digests.slice(0, 2), digests.slice(2)]);
  const world = await createWorld(false);
  const { findings, facts } = await checkEvidenceRecord({
    subject: "",
    record,
    objects: (name) => Promise.resolve(["a\n", "b\n"].map((one) => digestOf(name, toUtf8(one)))),
    roots: world.trust.roots,
    certificates: [world.authorityCertificate, world.intermediate.certificate],
    crls: world.crls,
    ocsps: [],
    now: 1_800_000_000_000,
    verify: verifySignature,
  });
  expect(findings.filter(({ code }) => checks[code].outcome === "failed")).toEqual([]);
  expect(facts?.existedBy).toBe(1_795_226_587_000);
});

test("an edition adds the entries that docs/spec/edition.md shows, behind those of the first", async () => {
  const world = await createWorld(false);
  const { files } = await makePackage(world);
  const second = await addEdition(world, files, {
    at: capturedAt + 3_700_000,
    acts: [handOver],
  });
  const names = [...second.files.keys()];
  const shown = block(editionPage, "text").trim().split("\n");
  expect(names.slice(-shown.length)).toEqual(shown);
  expect(names.length - files.size).toBe(shown.length - 2);
});
