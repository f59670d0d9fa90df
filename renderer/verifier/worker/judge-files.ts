import { toHex } from "../../../shared/bytes/hex.ts";
import {
  type AssignedInputs,
  assignInputs,
  type DroppedThing,
} from "../../../shared/verification/assign-inputs.ts";
import { compareVerdicts } from "../../../shared/verification/comparison/compare-verdicts.ts";
import type { Comparison } from "../../../shared/verification/comparison/comparison.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import type { LooseFile } from "../../../shared/verification/files/loose-file.ts";
import { uniqueNames } from "../../../shared/verification/files/unique-names.ts";
import { withoutFilesElsewhere } from "../../../shared/verification/files/files-elsewhere.ts";
import { recogniseInput } from "../../../shared/verification/recognise-input.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { verifyInput } from "../../../shared/verification/verify-input.ts";
import { blobSource, type Digests } from "./blob-source.ts";
import type { DigestLane } from "./digest-lane.ts";
import type { Judged, Task } from "./messages.ts";
import type { ReadableFile } from "./readable-file.ts";
import { createDigestPool } from "./running-digests.ts";

/** A task whose files can be read here. */
type ReadableTask = Omit<Task, "files"> & { readonly files: readonly ReadableFile[] };

/**
 * Judges what carries evidence among the files; the others lie beside it, or are what it is about. Where nothing
 * carries any, each is judged, and told to carry none. Several are then laid beside each other.
 *
 * @param progress hears bytes digested, of all bytes to be judged
 * @param lane digests long ranges beside this thread
 */
export async function judgeFiles(
  { files, trust, policy, now }: ReadableTask,
  progress: (done: number, total: number) => void,
  lane?: DigestLane,
): Promise<Judged> {
  const digests: Digests = {
    pool: createDigestPool(),
    ...(lane === undefined ? {} : { lane }),
  };
  const { inputs, files: loose, data } = await assign(files, digests);
  const total = inputs.reduce((sum, file) => sum + file.size, 0);
  const terms = {
    trust,
    now,
    policy,
    verify: verifySignature,
    files: loose.map((file) => looseFile(file, digests)),
    ...(data === undefined ? {} : { data: looseFile(data, digests) }),
  };
  let before = 0;
  const verdicts: Verdict[] = [];
  for (const file of inputs) {
    let done = 0;
    const source = blobSource(file, digests, (bytes) => {
      done = Math.min(done + bytes, file.size);
      progress(before + done, total);
    });
    verdicts.push(await verifyInput(source, terms));
    before += file.size;
    progress(before, total);
  }
  const told = withoutFilesElsewhere(
    verdicts,
    loose.map(({ name }) => name),
  );
  const names = uniqueNames(inputs.map(({ name }) => name));
  const judged = told.map((verdict, place) => ({ path: names[place] ?? "", verdict }));
  return { inputs: judged, comparison: await compare(judged, inputs, digests) };
}

async function compare(
  judged: Judged["inputs"],
  files: readonly ReadableFile[],
  digests: Digests,
): Promise<Comparison | null> {
  if (judged.length < 2) return null;
  const found = await Promise.all(files.map((file) => digestIfTwin(file, files, digests)));
  const compared = judged.map((input, place) => ({ ...input, sha256: found[place] ?? null }));
  return compareVerdicts(compared, verifySignature);
}

/** Only files of one size can be one file. */
async function digestIfTwin(
  file: ReadableFile,
  files: readonly ReadableFile[],
  digests: Digests,
): Promise<string | null> {
  if (files.filter(({ size }) => size === file.size).length < 2) return null;
  const read = await blobSource(file, digests)
    .digest(0, file.size, ["sha256"])
    .catch(() => undefined);
  return read?.sha256 === undefined ? null : toHex(read.sha256);
}

/** What becomes of each by its content. What cannot be read is judged, and said to be unreadable. */
async function assign(
  files: readonly ReadableFile[],
  digests: Digests,
): Promise<AssignedInputs<ReadableFile>> {
  const dropped: DroppedThing<ReadableFile>[] = [];
  for (const thing of files) {
    const kind = await recogniseInput(blobSource(thing, digests)).catch(() => "package" as const);
    dropped.push({ thing, kind });
  }
  return assignInputs(dropped);
}

const maxWhole = 16 * 1024 * 1024;

function looseFile(file: ReadableFile, digests: Digests): LooseFile {
  const { name, size } = file;
  return {
    name,
    size,
    digest: (names) => blobSource(file, digests).digest(0, size, names),
    async read() {
      if (size > maxWhole) throw new RangeError("more than 16 MiB");
      return new Uint8Array(await file.slice(0, size).arrayBuffer());
    },
  };
}
