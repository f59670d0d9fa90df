import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { asicMimetype, layoutZip } from "../../../shared/container/zip-layout.ts";
import { writeAsicManifest } from "../../../shared/container/asic-manifest.ts";
import {
  manifestName,
  packageNames,
  timestampName,
} from "../../../shared/container/package-names.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { appendCustody, custodyStart } from "../../../shared/evidence/custody-log.ts";
import { emptyTrust } from "../../../shared/trust/trust-store.ts";
import { checkCustody } from "../../../shared/verification/custody/check-custody.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { sampleDevice, sampleEvidence, sampleTime } from "../../parties/evidence-sample.ts";
import { addManifest, asicE, filesOf, packForeign } from "../../parties/foreign-container.ts";
import { codesOf, judge } from "../../parties/judge.ts";

// Whoever makes a file can have everything wrong in it a hundred thousand times.

const zeros = "0".repeat(64);

function filesWith(more: Readonly<Record<string, Uint8Array>>): Map<string, Uint8Array> {
  const first = { mimetype: toUtf8(asicMimetype), [packageNames.verify]: toUtf8("?") };
  return new Map(Object.entries({ ...first, ...more }));
}

function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].map(([name, bytes]) => {
    const sha256 = toHex(digestOf("sha256", bytes));
    return { name, bytes, size: bytes.length, crc32: crc32(bytes), sha256 };
  });
  return concatBytes(...layoutZip(entries).filter((part) => part instanceof Uint8Array));
}

function counts({ checks }: Verdict): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { code } of checks) found[code] = (found[code] ?? 0) + 1;
  return found;
}

/** Lines about as many entries that are not there. */
function sums(lines: number): Uint8Array {
  const texts = Array.from({ length: lines }, (_, n) => `${zeros}  z${n.toString(36)}\n`);
  return toUtf8(texts.join(""));
}

describe("a package that contradicts itself more often than it can be told", () => {
  test("by sums files fails, and a thousand lines of each are told", async () => {
    const files = { [packageNames.sha256sums]: sums(57_000), [packageNames.sm3sums]: sums(57_000) };
    const verdict = await judge(pack(filesWith(files)), emptyTrust);
    expect(verdict.outcome).toBe("failed");
    expect(counts(verdict)).toMatchObject({ SUMS_CONTRADICT: 2_000 });
    expect(counts(verdict)["CHECK_INTERRUPTED"]).toBeUndefined();
  });

  test("by manifests fails, and a thousand entries are told", async () => {
    const manifests = Array.from({ length: 4 }, (_, m) => {
      const references = Array.from({ length: 1_000 }, (__, n) => ({
        name: `n${String(m)}-${String(n)}`,
        sha256: zeros,
      }));
      const sigReference = timestampName(m + 1);
      return [manifestName(m + 1), writeAsicManifest({ sigReference, references })] as const;
    });
    const files = filesWith(Object.fromEntries(manifests));
    const verdict = await judge(pack(files), emptyTrust);
    expect(verdict.outcome).toBe("failed");
    expect(counts(verdict)).toMatchObject({ ENTRY_MISSING: 1_000 });
    files.delete(packageNames.verify);
    const foreign = await judge(packForeign(files), emptyTrust);
    expect(foreign.outcome).toBe("failed");
    expect(counts(foreign)).toMatchObject({ ENTRY_MISSING: 1_000 });
  });
});

describe("manifests that are large together", () => {
  const large = writeAsicManifest({
    sigReference: timestampName(1),
    references: [{ name: "a.txt", sha256: zeros }],
  });
  const padded = concatBytes(large, new Uint8Array(7 * 1024 * 1024).fill(0x20));
  const files = filesWith(
    Object.fromEntries([1, 2, 3, 4, 5].map((n) => [manifestName(n), padded])),
  );

  test("are not held in memory beyond 24 MiB", async () => {
    const verdict = await judge(pack(files), emptyTrust);
    expect(codesOf(verdict, "failed")).toContain("CONTAINER_LIMIT");
    const others = new Map([...files].filter(([name]) => name !== packageNames.verify));
    const foreign = await judge(packForeign(others), emptyTrust);
    expect(codesOf(foreign, "failed")).toContain("FOREIGN_PROOF_UNREAD");
  });
});

test("evidence records of a container are read up to 16 MiB together", async () => {
  const files = filesOf(asicE, { "a.txt": "a" });
  for (const n of ["1", "2", "3"]) {
    const file = `META-INF/evidencerecord${n}.ers`;
    files.set(file, new Uint8Array(7 * 1024 * 1024));
    addManifest(files, `META-INF/ASiCEvidenceRecordManifest${n}.xml`, file, ["a.txt"]);
  }
  const verdict = await judge(packForeign(files), emptyTrust);
  expect(counts(verdict)).toMatchObject({ RECORD_MALFORMED: 2, FOREIGN_PROOF_UNREAD: 1 });
});

test("a custody log has ten thousand entries in all its parts together", async () => {
  const { id } = sampleDevice(7);
  const signature = new Uint8Array(64);
  let head = custodyStart(sampleEvidence.id);
  const lines: Uint8Array[] = [];
  const act = { time: sampleTime, action: "moved", party: null, subject: null } as const;
  for (let n = 0; n <= 10_000; n += 1) {
    const added = await appendCustody(head, act, { id, sign: () => signature });
    lines.push(added.line);
    head = added.head;
  }
  let verified = 0;
  const partOf = (file: string, from: number, to: number) => ({
    file,
    bytes: concatBytes(...lines.slice(from, to)),
    coveredBy: [],
  });
  const { findings } = checkCustody({
    parts: [partOf("custody.jsonl", 0, 6_000), partOf("custody/0002.jsonl", 6_000, 10_001)],
    evidence: sampleEvidence,
    evidenceDigest: zeros,
    now: sampleTime,
    verify: () => {
      verified += 1;
      return false;
    },
  });
  expect(findings).toMatchObject([
    { code: "CUSTODY_MALFORMED", data: { rule: "custody-too-many-entries" } },
  ]);
  expect(verified).toBe(0);
});
