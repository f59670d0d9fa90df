import { beforeAll, describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";
import {
  exchangeName,
  packageNames,
  timestampName,
} from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { createNetwork } from "../../parties/network.ts";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import {
  appendCustody,
  type CustodyDevice,
  custodyStart,
} from "../../../shared/evidence/custody-log.ts";
import { sampleActs, sampleDevice, sampleEvidence } from "../../parties/evidence-sample.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import {
  addStamp,
  capturedAt,
  closedAgain,
  type Files,
  makePackage,
  type MadePackage,
  manifest,
  packFiles,
  reopened,
  renewSums,
} from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

const member = "data/合同.pdf";
let world: World;
let forger: World;
let made: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  forger = await createWorld(false, "Forger");
  made = await makePackage(world);
});

/** Payload manifest and stamp made anew over what is there now, by this world's authority. */
async function restamp(by: World, files: Files): Promise<void> {
  const payload = [...files.keys()].filter((name) => !name.startsWith("META-INF/"));
  const bytes = manifest(files, payload, packageNames.signature, "signature");
  files.set(packageNames.payloadManifest, bytes);
  await addStamp(by, files, 1, capturedAt + 2_000);
}

function without(...names: readonly string[]): Files {
  const files = reopened(made.files);
  for (const name of names) files.delete(name);
  return files;
}

const consortium = [
  packageNames.receipt,
  packageNames.submission,
  packageNames.policy,
  packageNames.network,
];
const stamp = [
  "META-INF/ASiCManifest002.xml",
  timestampName(1),
  exchangeName(1, "tsq"),
  exchangeName(1, "tsr"),
];

describe("a forgery in two places", () => {
  test("a member and SHA256SUMS: the manifest names the member", async () => {
    const files = new Map(made.files).set(member, toUtf8("Hello"));
    renewSums(files);
    const verdict = await judge(packFiles(files), world.trust);
    expect(codesOf(verdict, "failed")).toContain("ENTRY_CHANGED");
    const changed = verdict.checks.filter(({ code }) => code === "ENTRY_CHANGED");
    expect(changed.map(({ subject }) => subject)).toContain(member);
  });

  test("a member, the manifests and tokens of a forger's authority: signature and evidence refuse", async () => {
    const files = without().set(member, toUtf8("Hello"));
    await restamp(forger, files);
    const verdict = await judge(await closedAgain(forger, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(
      expect.arrayContaining(["MEMBER_CONTRADICTED", "SIGNATURE_OTHER_CONTENT", "LEAF_DISAGREES"]),
    );
    expect(codesOf(verdict, "indeterminate")).toContain("CHAIN_ISSUER_UNKNOWN");
  });

  test("the same with tokens of the true authority fails as well", async () => {
    const files = without().set(member, toUtf8("Hello"));
    await restamp(world, files);
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(
      expect.arrayContaining(["MEMBER_CONTRADICTED", "SIGNATURE_OTHER_CONTENT", "LEAF_DISAGREES"]),
    );
  });

  test("everything made anew by a forger is nobody's word: indeterminate, never passed", async () => {
    const forged = await makePackage(forger, { members: { [member]: toUtf8("Hello") } });
    const verdict = await judge(forged.bytes, world.trust);
    expect(verdict.outcome).toBe("indeterminate");
    expect(codesOf(verdict, "indeterminate")).toEqual(
      expect.arrayContaining(["CHAIN_ISSUER_UNKNOWN", "UNKNOWN_NETWORK"]),
    );
  });

  test("a forger's network under the true origin does not verify", async () => {
    const label = toHex(digestOf("sha256", toUtf8("Test"))).slice(0, 16);
    const own = createNetwork(false, label, "a forger");
    expect(own.origin).toBe(world.network.origin);
    const files = without();
    const submission = files.get(packageNames.submission) ?? new Uint8Array();
    const receipt = own.register(toHex(made.fingerprint), submission, capturedAt + 4_000);
    files.set(packageNames.receipt, receipt);
    files.set(packageNames.policy, own.policy);
    files.set(packageNames.network, own.descriptorBytes);
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual([
      "LOG_SIGNATURE_INVALID",
      "NETWORK_COPY_DIFFERS",
      "PLANNED_POLICY_DIFFERS",
      "QUORUM_MISSED",
    ]);
  });
});

describe("a proof stripped and the package closed again with a fresh token", () => {
  test("without the signature", async () => {
    const files = without(packageNames.signature);
    await addStamp(world, files, 1, capturedAt + 2_000);
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(
      expect.arrayContaining(["SIGNATURE_MISSING", "SIG_FILE_MISSING"]),
    );
  });

  test("without the receipt", async () => {
    const verdict = await judge(await closedAgain(world, without(...consortium)), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["PLANNED_RECEIPT_MISSING"]);
  });

  test("without the receipt alone, its companions left", async () => {
    const files = without(packageNames.receipt);
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["PLANNED_RECEIPT_MISSING", "RECEIPT_INCOMPLETE"]);
  });

  test("without the token", async () => {
    const verdict = await judge(await closedAgain(world, without(...stamp)), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(
      expect.arrayContaining(["PLANNED_TOKENS_MISSING", "SUBMISSION_TOKEN_MISSING"]),
    );
  });

  test.each([
    [packageNames.evidence, "EVIDENCE_MISSING"],
    [packageNames.custody, "CUSTODY_MISSING"],
    [member, "ENTRY_MISSING"],
    [packageNames.payloadManifest, "PAYLOAD_MANIFEST_MISSING"],
  ])("without %s", async (name, code) => {
    const verdict = await judge(await closedAgain(world, without(name)), world.trust);
    expect(codesOf(verdict, "failed")).toContain(code);
  });

  test("without archive manifest and closing token", async () => {
    const verdict = await judge(packFiles(without()), world.trust);
    expect(codesOf(verdict, "failed")).toContain("ARCHIVE_MANIFEST_MISSING");
  });
});

describe("something put in or exchanged", () => {
  test("a file added to data and closed again is not sealed", async () => {
    const files = without().set("data/evil.txt", toUtf8("evil"));
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toContain("ENTRY_NOT_SEALED");
  });

  test("a descriptor whose names were changed is no longer signed by its institutions", async () => {
    const text = fromUtf8(made.files.get(packageNames.network) ?? new Uint8Array()) ?? "";
    const renamed = toUtf8(text.replace("Test consortium", "Supreme consortium"));
    const files = without().set(packageNames.network, renamed);
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["DESCRIPTOR_MALFORMED"]);
  });

  test("the receipt of another package does not fit", async () => {
    const other = await makePackage(world, { members: { [member]: toUtf8("other") } });
    const files = without();
    for (const name of [packageNames.receipt, packageNames.submission])
      files.set(name, other.files.get(name) ?? new Uint8Array());
    const verdict = await judge(await closedAgain(world, files), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(
      expect.arrayContaining(["LEAF_DISAGREES", "SUBMISSION_DISAGREES"]),
    );
  });

  test("the custody log of another item does not fit", async () => {
    const other = await makePackage(world, { evidence: { id: "ab".repeat(16) } });
    const verdict = await judge(
      (
        await makePackage(world, {
          before: {
            seal: (files) => {
              const log = other.files.get(packageNames.custody) ?? new Uint8Array();
              files.set(packageNames.custody, log);
            },
          },
        })
      ).bytes,
      world.trust,
    );
    expect(codesOf(verdict, "failed")).toEqual(["CUSTODY_LINK_BROKEN", "CUSTODY_NOT_SEALED"]);
  });

  test("a receipt that a quorum did not cosign proves no time", async () => {
    const lone = await makePackage(world, { receipt: { cosigners: ["notary", "arbitration"] } });
    const verdict = await judge(lone.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toContain("QUORUM_MISSED");
    expect(verdict.facts.receipt?.existedBy).toBeNull();
  });
});

describe("a ZIP that holds one name twice", () => {
  /** The package with one more entry, named like `name` but for a mark of the same length, which is then overwritten. */
  function withTwin(name: string, content: Uint8Array): Uint8Array {
    const mark = `${name.slice(0, -1)}#`;
    const bytes = packFiles(new Map(made.files).set(mark, content));
    const [from, to] = [toUtf8(mark), toUtf8(name)];
    for (let at = 0; at + from.length <= bytes.length; at += 1)
      if (from.every((octet, index) => bytes[at + index] === octet)) bytes.set(to, at);
    return bytes;
  }

  test.each([member, packageNames.receipt])("is refused before either %s is read", async (name) => {
    const verdict = await judge(withTwin(name, toUtf8("another")), world.trust);
    expect(verdict.checks).toHaveLength(1);
    expect(verdict.checks).toMatchObject([
      { code: "ZIP_NAME_TWICE", data: { rule: "name-twice" } },
    ]);
  });
});

describe("a custody entry signed by another device key", () => {
  const signedBy = async (wrong: CustodyDevice): Promise<readonly string[]> => {
    const { bytes } = await makePackage(world, {
      before: {
        seal: async (files) => {
          const sealed = digestOf("sha256", files.get(packageNames.evidence) ?? new Uint8Array());
          const acts = sampleActs(toHex(sealed), "operator");
          let head = custodyStart(sampleEvidence.id);
          const lines: Uint8Array[] = [];
          for (const [index, act] of acts.entries()) {
            const appended = await appendCustody(head, act, index === 1 ? wrong : sampleDevice(7));
            lines.push(appended.line);
            head = appended.head;
          }
          files.set(packageNames.custody, concatBytes(...lines));
        },
      },
    });
    return codesOf(await judge(bytes, world.trust), "failed");
  };

  test("is refused under its own name", async () => {
    expect(await signedBy(sampleDevice(7))).toEqual([]);
    expect(await signedBy(sampleDevice(8))).toEqual([
      "CUSTODY_OTHER_DEVICE",
      "CUSTODY_SIGNATURE_WRONG",
    ]);
  });

  test("is refused under the name of the device that evidence.json names", async () => {
    const borrowed = { ...sampleDevice(8), id: sampleDevice(7).id };
    expect(await signedBy(borrowed)).toEqual(["CUSTODY_SIGNATURE_WRONG"]);
  });
});
