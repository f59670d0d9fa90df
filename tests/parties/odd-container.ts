import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { verifySignature } from "../../shared/signature/verify-signature.ts";
import type { ExamineOptions } from "../../shared/verification/verify-options.ts";
import type { CheckCode } from "../../shared/words/checks/catalogue.ts";
import type { Outcome } from "../../shared/words/outcome.ts";
import {
  addStamped,
  asicE,
  asicS,
  entriesOf,
  type ForeignFiles,
  filesOf,
  listed,
} from "./foreign-container.ts";
import { type OddEntry, type OddZip, writeOddZip } from "./odd-zip.ts";
import { capturedAt, judgedAt } from "./package.ts";
import { createWorld, type World } from "./world.ts";

/** A container of other software as a verifier may meet it, with what must come of it. */
export interface OddContainer {
  readonly name: string;
  readonly make: () => Promise<{ readonly bytes: Uint8Array; readonly options: ExamineOptions }>;
  readonly outcome: Outcome;
  /** Codes that the verdict must hold; of the worst outcome, all that it holds. */
  readonly codes: readonly CheckCode[];
}

export type Wishes = Readonly<Record<string, Partial<OddEntry>>>;

let madeWorld: Promise<World> | undefined;

/** One world for all containers: making it takes longer than any of them. */
function world(): Promise<World> {
  madeWorld ??= createWorld(false, "Odd");
  return madeWorld;
}

function optionsFor({ trust }: World): ExamineOptions {
  return { trust, now: judgedAt, verify: verifySignature };
}

export const minute = 60_000;
export const data = { "data/a.txt": "one\n", "data/b.txt": "two\n" };
export const archive = "META-INF/ASiCArchiveManifest.xml";
export const manifest = "META-INF/ASiCManifest.xml";
export const token = "META-INF/timestamp.tst";

/** ASiC-E with one time-stamp over two files. */
export async function stamped(at: World): Promise<ForeignFiles> {
  const files = filesOf(asicE, data);
  await addStamped(files, at.authority, capturedAt);
  return files;
}

/** The same, closed by an archive manifest over everything. */
export async function archived(
  at: World,
  wishes: { manifest?: string; names?: readonly string[] } = {},
): Promise<ForeignFiles> {
  const files = await stamped(at);
  const names = listed(files, true);
  await addStamped(files, at.authority, capturedAt + minute, {
    manifest: archive,
    file: "META-INF/timestamp002.tst",
    names,
    ...wishes,
  });
  return files;
}

export async function simple(at: World): Promise<ForeignFiles> {
  const files = filesOf(asicS, { "合同.txt": "甲方\n" });
  const content = files.get("合同.txt") ?? new Uint8Array();
  files.set(token, await at.authority.stamp(digestOf("sha256", content), capturedAt));
  return files;
}

export function renamed(files: ForeignFiles, from: string, to: string): ForeignFiles {
  return new Map([...files].map(([name, bytes]) => [name === from ? to : name, bytes]));
}

export function without(files: ForeignFiles, name: string): ForeignFiles {
  return new Map([...files].filter(([each]) => each !== name));
}

export function reordered(files: ForeignFiles): ForeignFiles {
  const [first, ...rest] = [...files];
  return new Map(first === undefined ? rest : [...rest, first]);
}

export function odd(
  name: string,
  outcome: Outcome,
  codes: readonly CheckCode[],
  build: (at: World) => Promise<Uint8Array>,
): OddContainer {
  const make = async () => {
    const at = await world();
    return { bytes: await build(at), options: optionsFor(at) };
  };
  return { name, make, outcome, codes };
}

/** A stamped container whose entries or whole are odd. */
export function oddZip(
  name: string,
  codes: readonly CheckCode[],
  wishes: Wishes,
  zip: Omit<OddZip, "entries"> = {},
  more: readonly OddEntry[] = [],
): OddContainer {
  return odd(
    name,
    codes.length === 1 && codes[0] === "FOREIGN_COVERED" ? "passed" : "failed",
    codes,
    async (at) =>
      writeOddZip({ entries: [...entriesOf(await stamped(at), wishes), ...more], ...zip }),
  );
}

export const good: readonly CheckCode[] = ["FOREIGN_COVERED"];

/** A file that nobody sealed. */
export const evil: OddEntry = { name: "data/evil.txt", content: toUtf8("evil\n") };
