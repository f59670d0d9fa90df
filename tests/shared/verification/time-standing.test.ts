import { beforeAll, describe, expect, test } from "vitest";
import { formatTime } from "../../../shared/bytes/civil-time.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { trustName } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { earliestStamp } from "../../../shared/report/headline.ts";
import { verdictJson } from "../../../shared/report/verdict-json.ts";
import { verdictText } from "../../../shared/report/verdict-text.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { compareVerdicts } from "../../../shared/verification/comparison/compare-verdicts.ts";
import { provenBy } from "../../../shared/verification/comparison/proven-by.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { purposes } from "../../parties/certificate-authority.ts";
import { addEdition } from "../../parties/edition.ts";
import {
  addSigned,
  addStamped,
  asicE,
  filesOf,
  packForeign,
} from "../../parties/foreign-container.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { looseFile } from "../../parties/loose-file.ts";
import { capturedAt, type MadePackage, makePackage, packFiles } from "../../parties/package.ts";
import { timeStamping } from "../../parties/time-stamping.ts";
import { createWorld, type World } from "../../parties/world.ts";

/** A world whose authority names a list that nobody brings, so that its tokens stay open. */
async function withoutList(world: World): Promise<World> {
  const named = await world.intermediate.issue("Named TSA", {
    extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
    crlUrls: ["http://crl.example/tsa.crl"],
  });
  const { certificate } = named;
  const authority = timeStamping(named, [certificate, world.intermediate.certificate]);
  const crls = [await world.root.crl()];
  return { ...world, authority, authorityCertificate: certificate, crls };
}

let world: World;
let bare: World;
let open: World;
let made: MadePackage;
let left: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  bare = { ...world, crls: [await world.root.crl()] };
  open = await withoutList(world);
  made = await makePackage(world);
  left = await makePackage(open);
});

const states = ({ facts }: Verdict): readonly string[] =>
  facts.timeline.map(({ event, standing: { state, code } }) =>
    [event, state, ...(code === null ? [] : [code])].join(" "),
  );
const digestText = (bytes: Uint8Array): string => toHex(digestOf("sha256", bytes));
const textOf = (verdict: Verdict, language: "zh" | "en") =>
  verdictText(verdictJson("given", verdict, language), language);

describe("the times of a package that passes", () => {
  test("are proven", async () => {
    expect(states(await judge(made.bytes, world.trust))).toEqual([
      "captured claimed",
      "sealed claimed",
      "stamped proven",
      "registered proven",
      "closed proven",
    ]);
  });
});

describe("a token of a trusted authority whose revocation is open", () => {
  test("attests a time and proves none, in facts, text and headline", async () => {
    const verdict = await judge(left.bytes, world.trust);
    expect(codesOf(verdict, "indeterminate")).toEqual(["TRY_LATER"]);
    expect(states(verdict)).toEqual([
      "captured claimed",
      "sealed claimed",
      "stamped open TRY_LATER",
      "registered proven",
      "closed open TRY_LATER",
    ]);
    expect(textOf(verdict, "en")).toContain("attested, open: TRY_LATER");
    expect(textOf(verdict, "zh")).toContain("已见证，尚未证明：TRY_LATER");
    expect(earliestStamp(verdictJson("given", verdict, "en"))).toBeUndefined();
    expect(textOf(verdict, "en")).not.toContain("Existed no later than:");
  });

  test("proves it under a policy that rests nothing on that check", async () => {
    const policy = {
      ...defaultPolicy,
      optional: [...defaultPolicy.optional, "TRY_LATER" as const],
    };
    const verdict = await judge(left.bytes, world.trust, { policy });
    expect(verdict.outcome).toBe("passed");
    expect(states(verdict)).toContain("stamped proven");
  });

  test("is no earliest proven time beside other packages; the registration is", async () => {
    const verdict = await judge(left.bytes, world.trust);
    const proof = provenBy({ path: "left", verdict });
    expect(proof).toMatchObject({ kind: "receipt", time: capturedAt + 4_000 });
    const other = await makePackage(world, { closedAfter: 9_000 });
    const inputs = [
      { path: "left", verdict },
      { path: "other", verdict: await judge(other.bytes, world.trust) },
    ];
    const { facts } = compareVerdicts(inputs, verifySignature);
    expect(facts.items.map(({ earliest }) => earliest)).toMatchObject([
      { path: "other", kind: "timestamp", time: capturedAt + 2_000 },
    ]);
  });

  test("leaves what was judged as of its time open too", async () => {
    const plain = await makePackage(bare);
    const later = await addEdition(open, plain.files, {
      at: capturedAt + 3_700_000,
      added: {
        [trustName(digestText(open.authorityCertificate), "crt")]: open.authorityCertificate,
      },
    });
    const verdict = await judge(later.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(codesOf(verdict, "indeterminate")).toEqual(["TRY_LATER"]);
    expect(states(verdict).slice(2)).toEqual([
      "stamped open TRY_LATER",
      "registered proven",
      "closed open TRY_LATER",
      "closed open TRY_LATER",
    ]);
  });

  test("gives a container of other software no time", async () => {
    const files = filesOf(asicE, { "a.txt": "first" });
    const place = { manifest: "META-INF/ASiCManifest001.xml", file: "META-INF/timestamp001.tst" };
    await addStamped(files, open.authority, capturedAt, place);
    const verdict = await judge(packForeign(files), world.trust);
    expect(codesOf(verdict, "indeterminate")).toEqual(["TRY_LATER"]);
    expect(verdict.checks.map(({ code }) => code)).not.toContain("FOREIGN_EXISTED_BY");
    expect(provenBy({ path: "given", verdict })).toBeNull();
    expect(verdict.facts.timestamps[0]?.standing).toEqual({ state: "open", code: "TRY_LATER" });
  });

  test("beside a proven one over another file gives the container no time", async () => {
    const files = filesOf(asicE, { "a.txt": "first" });
    const first = { manifest: "META-INF/ASiCManifest001.xml", file: "META-INF/timestamp001.tst" };
    await addStamped(files, open.authority, capturedAt, first);
    files.set("b.txt", toUtf8("second"));
    await addStamped(files, world.authority, capturedAt + 1_000, {
      manifest: "META-INF/ASiCManifest002.xml",
      file: "META-INF/timestamp002.tst",
      names: ["b.txt"],
    });
    const verdict = await judge(packForeign(files), world.trust);
    expect(provenBy({ path: "given", verdict })).toBeNull();
  });
});

test("no signature is said to have existed at a time that is open", async () => {
  const files = filesOf(asicE, { "a.txt": "first" });
  const chain = [world.operator.certificate, world.intermediate.certificate];
  const signed = { manifest: "META-INF/ASiCManifest001.xml", file: "META-INF/signature001.p7s" };
  await addSigned(files, world.operator, chain, capturedAt, signed);
  const over = {
    manifest: "META-INF/ASiCManifest002.xml",
    file: "META-INF/timestamp002.tst",
    names: [signed.manifest, signed.file],
  };
  const told = async ({ authority }: World) => {
    const copy = new Map(files);
    await addStamped(copy, authority, capturedAt, over);
    const { checks } = await judge(packForeign(copy), world.trust);
    return checks.map(({ code }) => code).includes("CADES_TIME_PROVEN");
  };
  expect(await told(world)).toBe(true);
  expect(await told(open)).toBe(false);
});

describe("a package that failed", () => {
  test("has times of the sealed digests alone", async () => {
    const files = new Map(made.files);
    files.set("data/合同.pdf", toUtf8("jello"));
    const verdict = await judge(packFiles(files), world.trust);
    expect(verdict.outcome).toBe("failed");
    expect(states(verdict).filter((state) => state.includes("proven"))).toEqual([]);
    expect(
      states(verdict)
        .slice(2)
        .map((state) => state.split(" ").slice(0, 2).join(" ")),
    ).toEqual(["stamped sealed-only", "registered sealed-only", "closed sealed-only"]);
    expect(textOf(verdict, "en")).toContain("of the sealed digest, not of what is handed over");
    expect(textOf(verdict, "zh")).toContain("只及于封存时的摘要，不及于所提交的文件");
    expect(textOf(verdict, "en")).not.toContain("· proven");
  });

  test("by a file that lies beside it keeps its times", async () => {
    const beside = [looseFile("other.pdf", toUtf8("other"))];
    const verdict = await judge(made.bytes, world.trust, { files: beside });
    expect(codesOf(verdict, "failed")).toEqual(["FILE_NOT_MEMBER"]);
    expect(states(verdict)).toContain("stamped proven");
  });
});

test("a loose file that cannot be read leaves the verdict open, and the times of the package proven", async () => {
  const unread = () => Promise.reject(new Error("gone"));
  const files = [{ ...looseFile("gone.pdf", toUtf8("x")), digest: unread, read: unread }];
  const verdict = await judge(made.bytes, world.trust, { files });
  expect(codesOf(verdict, "indeterminate")).toEqual(["SOURCE_UNREADABLE"]);
  expect(states(verdict)).toContain("stamped proven");
});

describe("a bare token", () => {
  const at = capturedAt;
  const data = toUtf8("a letter");
  const standing = async (given?: string) => {
    const token = await world.authority.stamp(digestOf("sha256", data), at);
    const crls = [...world.crls];
    const wishes = given === undefined ? {} : { data: looseFile("letter", toUtf8(given)) };
    const verdict = await judge(token, { ...world.trust, crls }, wishes);
    return verdict.facts.timestamps[0]?.standing;
  };

  test("proves its time of the data that it is over, and of nothing else", async () => {
    expect(await standing("a letter")).toEqual({ state: "proven", code: null });
    expect(await standing()).toEqual({ state: "open", code: "TOKEN_DATA_NOT_GIVEN" });
    expect(await standing("another")).toMatchObject({ state: "not-shown" });
  });
});

test("a moment stands in the JSON with its state and the check that decides it", async () => {
  const { facts } = verdictJson("given", await judge(left.bytes, world.trust), "en");
  expect(facts.timeline.at(2)).toEqual({
    event: "stamped",
    time: formatTime(capturedAt + 2_000),
    standing: { state: "open", code: "TRY_LATER" },
    by: "Named TSA",
  });
  expect(facts.receipt?.standing).toEqual({ state: "proven", code: null });
});
