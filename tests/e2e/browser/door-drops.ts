import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { addEdition } from "../../parties/edition.ts";
import {
  addSigned,
  addStamped,
  asicE,
  filesOf,
  listed,
  packForeign,
} from "../../parties/foreign-container.ts";
import { capturedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";

/** What is given to every door, with what the verdict must be: that all doors agree on nonsense is not enough. */
export interface Drop {
  readonly inputs: readonly string[];
  readonly loose?: string;
  readonly data?: string;
  readonly outcome: string;
  readonly code: string;
}

export const drops: Readonly<Record<string, Drop>> = {
  "a good package": { inputs: ["good.asice"], outcome: "passed", code: "QUORUM_REACHED" },
  "a package with one flipped bit": {
    inputs: ["flipped.asice"],
    outcome: "failed",
    code: "ENTRY_CHANGED",
  },
  "a practised package at a stranger": {
    inputs: ["practice.asice"],
    outcome: "indeterminate",
    code: "PRACTICE_NETWORK",
  },
  "an edition": { inputs: ["edition.asice"], outcome: "passed", code: "CUSTODY_CONTINUED" },
  "a container of other software": {
    inputs: ["foreign.asice"],
    outcome: "passed",
    code: "FOREIGN_CONTAINER",
  },
  "a package and a loose file that is its member": {
    inputs: ["good.asice"],
    loose: "member.txt",
    outcome: "passed",
    code: "FILE_IS_MEMBER",
  },
  "a bare token and its data": {
    inputs: ["token.tst"],
    data: "data.txt",
    outcome: "passed",
    code: "TOKEN_IMPRINT_MATCHES",
  },
  "a package and its edition": {
    inputs: ["good.asice", "edition.asice"],
    outcome: "passed",
    code: "SAME_ITEM",
  },
  "packages of a log that forked": {
    inputs: ["good.asice", "other.asice"],
    outcome: "failed",
    code: "LOG_FORK",
  },
};

/** Every file of a drop. */
export function namesOf({ inputs, loose, data }: Drop): readonly string[] {
  return [...inputs, loose, data].filter((name) => name !== undefined);
}

/** Writes what every drop names, and in `trust/` what its verifier accepts, into a folder. */
export async function writeDrops(folder: string): Promise<void> {
  const put = (name: string, bytes: Uint8Array | string) => writeFile(join(folder, name), bytes);
  const world = await createWorld(false);
  const made = await makePackage(world);
  await mkdir(join(folder, "trust"));
  await put("trust/root.cer", world.root.certificate);
  await put("trust/network.json", world.network.descriptorBytes);
  await put("good.asice", made.bytes);
  const flipped = new Uint8Array(made.bytes);
  const place = Buffer.from(flipped).indexOf("hello");
  flipped[place] = (flipped[place] ?? 0) ^ 1;
  await put("flipped.asice", flipped);
  await put("practice.asice", (await makePackage(await createWorld(true))).bytes);
  const other = await makePackage(world, { members: { "data/合同.pdf": toUtf8("other") } });
  await put("other.asice", other.bytes);
  const edition = await addEdition(world, made.files, {
    at: capturedAt + 3_600_000,
    acts: [{ action: "exported", time: capturedAt + 3_000_000, party: null, subject: null }],
  });
  await put("edition.asice", edition.bytes);
  const files = filesOf(asicE, { "合同.txt": "a contract" });
  await addSigned(
    files,
    world.operator,
    [world.operator.certificate, world.intermediate.certificate],
    capturedAt,
  );
  await addStamped(files, world.authority, capturedAt + 60_000, {
    manifest: "META-INF/ASiCManifest2.xml",
    file: "META-INF/timestamp2.tst",
    names: listed(files, true),
  });
  await put("foreign.asice", packForeign(files));
  await put("member.txt", "hello");
  await put("data.txt", "the data");
  const imprint = digestOf("sha256", toUtf8("the data"));
  await put("token.tst", await world.authority.stamp(imprint, capturedAt));
}
