import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { packageNames } from "../../shared/container/package-names.ts";
import type { ByteSource } from "../../shared/digest/byte-source.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { parseTlogProof } from "../../shared/log/tlog-proof.ts";
import { readPackage } from "../../shared/verification/container/read-package.ts";
import { defaultPolicy, judge, overallOutcome } from "../../shared/verification/policy.ts";
import type { Verdict } from "../../shared/verification/verdict.ts";
import { verifyInput } from "../../shared/verification/verify-input.ts";
import { batchPackage } from "../parties/batch-package.ts";
import { addEdition, packInOrder } from "../parties/edition.ts";
import { makeRecords } from "../parties/evidence-record.ts";
import {
  addSigned,
  addStamped,
  asicE,
  filesOf,
  listed,
  packForeign,
} from "../parties/foreign-container.ts";
import { looseFile } from "../parties/loose-file.ts";
import { capturedAt, judgedAt, makePackage } from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";

/** Something of which every bit is flipped, one at a time. */
export interface FlipSubject {
  readonly bytes: Uint8Array;
  /** Whether every bit is asked about, or one of so many. */
  readonly stride: number;
  /** Whether the container alone already speaks against it: a verdict is never better than its worst part. */
  readonly refusedEarly: (source: ByteSource) => Promise<boolean>;
  readonly verdict: (source: ByteSource) => Promise<Verdict>;
}

const data = toUtf8("what it is about");

function asking(world: World, file?: Uint8Array): FlipSubject["verdict"] {
  const about = file === undefined ? {} : { data: looseFile("data", file) };
  return (source) =>
    verifyInput(source, {
      trust: world.trust,
      now: judgedAt,
      policy: defaultPolicy,
      verify: verifySignature,
      ...about,
    });
}

async function containerRefuses(source: ByteSource): Promise<boolean> {
  const { findings } = await readPackage(source);
  return overallOutcome(judge(findings, defaultPolicy)) === "failed";
}

const notEarly = (): Promise<boolean> => Promise.resolve(false);

async function packageSubject(world: World): Promise<FlipSubject> {
  const { bytes } = await makePackage(world, { withoutNetwork: true });
  return { bytes, stride: 1, refusedEarly: containerRefuses, verdict: asking(world) };
}

async function editionSubject(world: World): Promise<FlipSubject> {
  const { files } = await makePackage(world);
  const { bytes } = await addEdition(world, files, { at: capturedAt + 60_000 });
  return { bytes, stride: 29, refusedEarly: containerRefuses, verdict: asking(world) };
}

/** A package whose payload and whose whole are under evidence records that it shares with others. */
async function batchSubject(world: World): Promise<FlipSubject> {
  const bytes = packInOrder(await batchPackage(world, { withoutNetwork: true }));
  return { bytes, stride: 23, refusedEarly: containerRefuses, verdict: asking(world) };
}

async function tokenSubject(world: World): Promise<FlipSubject> {
  const bytes = await world.authority.stamp(digestOf("sha256", data), capturedAt);
  return { bytes, stride: 1, refusedEarly: notEarly, verdict: asking(world, data) };
}

async function receiptSubject(world: World): Promise<FlipSubject> {
  const { files } = await makePackage(world);
  const bytes = files.get(packageNames.receipt) ?? new Uint8Array();
  const parsed = parseTlogProof(bytes);
  const leaf = parsed.ok ? parsed.value.extra : undefined;
  return { bytes, stride: 1, refusedEarly: notEarly, verdict: asking(world, leaf) };
}

async function recordSubject(world: World): Promise<FlipSubject> {
  const groups = [[data], [toUtf8("b")], [toUtf8("c")]];
  const [bytes = new Uint8Array()] = await makeRecords(world, groups, capturedAt);
  return { bytes, stride: 1, refusedEarly: notEarly, verdict: asking(world, data) };
}

/** What other software might have made: two files, one deflated, under a signature and under a token. */
async function containerSubject(world: World): Promise<FlipSubject> {
  const files = filesOf(asicE, { "a.txt": "first", "b.txt": "second ".repeat(50) });
  const chain = [world.operator.certificate, world.intermediate.certificate];
  await addSigned(files, world.operator, chain, capturedAt, {
    manifest: "META-INF/ASiCManifest001.xml",
    file: "META-INF/signature001.p7s",
  });
  await addStamped(files, world.authority, capturedAt, {
    manifest: "META-INF/ASiCManifest002.xml",
    file: "META-INF/timestamp002.tst",
    names: listed(files, true),
  });
  const bytes = packForeign(files, { "b.txt": { deflate: true } });
  return { bytes, stride: 1, refusedEarly: notEarly, verdict: asking(world) };
}

export const flipSubjects: Readonly<Record<string, (world: World) => Promise<FlipSubject>>> = {
  package: packageSubject,
  container: containerSubject,
  edition: editionSubject,
  batch: batchSubject,
  token: tokenSubject,
  receipt: receiptSubject,
  record: recordSubject,
};

export async function flipSubject(name: string): Promise<FlipSubject> {
  const make = flipSubjects[name];
  if (make === undefined) throw new RangeError(`no such subject: ${name}`);
  return make(await createWorld(true));
}
