import { unzipSync } from "fflate";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { packageNames } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { createBatch } from "../../../shared/evidence-record/batch.ts";
import {
  type Descriptor,
  parseDescriptor,
  writeDescriptor,
} from "../../../shared/network/descriptor.ts";
import { writeGranted } from "../../../shared/timestamp/response.ts";
import { parseToken, tokenIdentity } from "../../../shared/timestamp/token.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import type { LooseFile } from "../../../shared/verification/files/loose-file.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { verifyInput } from "../../../shared/verification/verify-input.ts";
import {
  addSigned,
  addStamped,
  asicE,
  asicS,
  filesOf,
  packForeign,
} from "../../parties/foreign-container.ts";
import { looseFile } from "../../parties/loose-file.ts";
import { capturedAt, closedAgain, judgedAt, makePackage, reopened } from "../../parties/package.ts";
import { seededRandom } from "../../parties/random.ts";
import { createWorld, type World } from "../../parties/world.ts";
import { mutateDer } from "../mutators/der-tree.ts";
import { mutateOctets } from "../mutators/octets.ts";
import { mutateLines } from "../mutators/text-lines.ts";
import { contentMutator, mutateZip } from "../mutators/zip-records.ts";
import { regressionSeeds } from "../seed-files.ts";
import { type Label, sameBytes, type Target, Violation } from "../target.ts";

const maxBytes = 400_000;
const data = toUtf8("what the token is about");

/** Judges as the command line does; an interrupted check is a bug of ours. */
async function verdictOf(
  world: World,
  bytes: Uint8Array,
  files: readonly LooseFile[] = [],
): Promise<Verdict> {
  const verdict = await verifyInput(memorySource(bytes), {
    trust: world.trust,
    now: judgedAt,
    policy: defaultPolicy,
    verify: verifySignature,
    files,
  });
  const open = verdict.checks.find(({ code }) => code === "CHECK_INTERRUPTED");
  if (open !== undefined) throw new Violation(`interrupted: ${JSON.stringify(open.data)}`);
  return verdict;
}

/** The outcome and the first check that it rests on. */
function labelOf(verdict: Verdict): Label {
  const { outcome, checks } = verdict;
  return `${outcome} ${checks.find((check) => check.required && check.outcome === outcome)?.code ?? ""}`;
}

/** Packages of our profile: none that differs from a sound one passes. */
const input: Target = {
  name: "input",
  mutators: [mutateZip, mutateZip, mutateOctets],
  maxBytes,
  async prepare() {
    const world = await createWorld(false);
    const small = { withoutNetwork: true, members: { "data/a.txt": new Uint8Array(3) } };
    const sound = [(await makePackage(world)).bytes, (await makePackage(world, small)).bytes];
    return {
      seeds: [...sound, ...regressionSeeds("input")],
      async run(bytes) {
        const verdict = await verdictOf(world, bytes);
        if (verdict.outcome === "passed" && !sound.some((one) => sameBytes(one, bytes)))
          throw new Violation("passed, though altered");
        return labelOf(verdict);
      },
    };
  },
};

/**
 * Whether a receipt that differs is about the same head of the log and has no signature that was not there before.
 * Whoever closes again may leave out a cosignature above the quorum or say one twice: verifiers of signed notes count
 * it once (c2sp.org/signed-note), and what is left must be a quorum all the same.
 */
function saysNoMore(before: Uint8Array, after: Uint8Array): boolean {
  const signature = "\u2014 ";
  const linesOf = (proof: Uint8Array): readonly string[] =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(proof).split("\n");
  const [known, said] = [linesOf(before), linesOf(after)];
  const rest = (lines: readonly string[]): string =>
    lines.filter((line) => !line.startsWith(signature)).join("\n");
  return rest(known) === rest(said) && said.every((line) => known.includes(line));
}

/** Whether a descriptor differs only in the order or the repetition of signatures that it had before. */
function hasNoOtherSignatures(before: Uint8Array, after: Uint8Array): boolean {
  const [known, said] = [parseDescriptor(before), parseDescriptor(after)];
  if (!known.ok || !said.ok) return false;
  const textOf = ({ name, signature }: Descriptor["signatures"][number]): string =>
    `${name} ${toHex(signature)}`;
  const there = new Set(known.value.signatures.map(textOf));
  return (
    sameBytes(writeDescriptor(known.value, []), writeDescriptor(said.value, [])) &&
    said.value.signatures.every((one) => there.has(textOf(one)))
  );
}

/** A mutant stands for a file of a package that is altered, and everything over it sealed again. */
const resealed: Target = {
  name: "resealed",
  mutators: [mutateOctets],
  maxBytes: 64,
  async prepare() {
    const world = await createWorld(false);
    const { files: sound } = await makePackage(world);
    // What whoever closes again may write anew, or what decides nothing by itself.
    const free = ["META-INF/VERIFY.md", "META-INF/SHA256SUMS", "META-INF/SM3SUMS"];
    const names = [...reopened(sound).keys()].filter(
      (name) => !name.startsWith("META-INF/trust/") && !free.includes(name),
    );
    return {
      seeds: [Uint8Array.of(1, 2, 3, 4), ...regressionSeeds("resealed")],
      async run(bytes) {
        const random = seededRandom(bytes.reduce((sum, octet) => (sum * 257 + octet) % 2 ** 40, 7));
        const files = reopened(sound);
        const name = random.pick(names);
        const before = files.get(name) ?? new Uint8Array();
        const after = contentMutator(name, random)(before, random, before);
        if (sameBytes(before, after)) return "unchanged";
        files.set(name, after);
        const verdict = await verdictOf(world, await closedAgain(world, files));
        if (verdict.outcome !== "passed") return labelOf(verdict);
        const harmless =
          (name === packageNames.receipt && saysNoMore(before, after)) ||
          (name === packageNames.network && hasNoOtherSignatures(before, after));
        if (!harmless) throw new Violation(`passed with another ${name}`);
        return "passed, with other lines of the same signers";
      },
    };
  },
};

/** The data files of an archive, as a reader that is not ours has them. */
function dataFiles(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = Object.entries(unzipSync(bytes));
  return new Map(files.filter(([name]) => name !== "mimetype" && !name.startsWith("META-INF/")));
}

/** Containers of other software: what passes holds the very data that was sealed, for another reader too. */
const container: Target = {
  name: "container",
  mutators: [mutateZip, mutateZip, mutateOctets],
  maxBytes,
  async prepare() {
    const world = await createWorld(false);
    const stamped = filesOf(asicE, { "a.txt": "first", "b.txt": "second ".repeat(50) });
    const { operator, intermediate, authority } = world;
    const chain = [operator.certificate, intermediate.certificate];
    await addStamped(stamped, authority, capturedAt);
    const signed = filesOf(asicE, { "a.txt": "first", "b.txt": "second ".repeat(50) });
    await addSigned(signed, operator, chain, capturedAt);
    const simple = filesOf(asicS, { "a.txt": "first" });
    simple.set(
      "META-INF/timestamp.tst",
      await authority.stamp(digestOf("sha256", toUtf8("first")), capturedAt),
    );
    const sealed = new Map([
      ["a.txt", toUtf8("first")],
      ["b.txt", toUtf8("second ".repeat(50))],
    ]);
    return {
      seeds: [
        packForeign(stamped),
        packForeign(stamped, { "b.txt": { deflate: true } }),
        packForeign(signed),
        packForeign(simple),
        ...regressionSeeds("container"),
      ],
      async run(bytes) {
        const verdict = await verdictOf(world, bytes);
        if (verdict.outcome !== "passed") return labelOf(verdict);
        for (const [name, content] of dataFiles(bytes))
          if (!sameBytes(sealed.get(name) ?? new Uint8Array(), content))
            throw new Violation(`passed, and another reader finds other bytes in ${name}`);
        return labelOf(verdict);
      },
    };
  },
};

/** Bare tokens, responses, records and receipts, beside what they are about. */
const bare: Target = {
  name: "bare",
  mutators: [mutateDer, mutateDer, mutateLines],
  maxBytes,
  async prepare() {
    const world = await createWorld(false);
    const imprint = digestOf("sha256", data);
    const token = await world.authority.stamp(imprint, capturedAt);
    const batch = createBatch("sha256", [
      { objects: [imprint] },
      { objects: [digestOf("sha256")] },
    ]);
    const record = batch.record(0, await world.authority.stamp(batch.imprint, capturedAt));
    const { files } = await makePackage(world);
    const receipt = files.get("META-INF/consortium/receipt.tlog-proof") ?? new Uint8Array();
    const identity = identityOf(token);
    return {
      seeds: [token, writeGranted(token), record, receipt, ...regressionSeeds("bare")],
      async run(bytes) {
        const verdict = await verdictOf(world, bytes, [looseFile("data", data)]);
        const { outcome, facts } = verdict;
        // Certificates, unsigned attributes and the like are outside what an authority signs.
        if (outcome === "passed" && facts.format === "timestamp-token") {
          const said = facts.timestamps[0]?.identity;
          if (said !== identity) throw new Violation("another token passed");
        }
        return `${facts.format ?? ""} ${labelOf(verdict)}`;
      },
    };
  },
};

function identityOf(token: Uint8Array): string {
  const parsed = parseToken(token);
  return parsed.ok ? Buffer.from(tokenIdentity(parsed.value)).toString("hex") : "";
}

/** The verifier as a whole. */
export const judgedTargets: readonly Target[] = [input, resealed, container, bare];
