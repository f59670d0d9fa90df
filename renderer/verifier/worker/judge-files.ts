import { toHex } from "../../../shared/bytes/hex.ts";
import { compareVerdicts } from "../../../shared/verification/comparison/compare-verdicts.ts";
import type { Comparison } from "../../../shared/verification/comparison/comparison.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import type { LooseFile } from "../../../shared/verification/files/loose-file.ts";
import { withoutFilesElsewhere } from "../../../shared/verification/files/files-elsewhere.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { recogniseInput } from "../../../shared/verification/recognise-input.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { verifyInput } from "../../../shared/verification/verify-input.ts";
import { blobSource } from "./blob-source.ts";
import type { Judged, Task } from "./messages.ts";
import { createDigestPool, type DigestPool } from "./running-digests.ts";

/**
 * Judges what carries evidence among the files; the others lie beside it. Where nothing carries any, each is judged,
 * and told to carry none. Several are then laid beside each other.
 *
 * @param progress hears bytes digested, of all bytes to be judged
 */
export async function judgeFiles(
  { files, trust, now }: Task,
  progress: (done: number, total: number) => void,
): Promise<Judged> {
  const pool = createDigestPool();
  const { inputs, loose } = await assign(files, pool);
  const total = inputs.reduce((sum, file) => sum + file.size, 0);
  const beside = loose.map((file) => looseFile(file, pool));
  let before = 0;
  const verdicts: Verdict[] = [];
  for (const file of inputs) {
    let done = 0;
    const source = blobSource(file, pool, (bytes) => {
      done = Math.min(done + bytes, file.size);
      progress(before + done, total);
    });
    const options = { trust, now, policy: defaultPolicy, verify: verifySignature, files: beside };
    verdicts.push(await verifyInput(source, options));
    before += file.size;
    progress(before, total);
  }
  const told = withoutFilesElsewhere(
    verdicts,
    loose.map(({ name }) => name),
  );
  const names = uniqueNames(inputs.map(({ name }) => name));
  const judged = told.map((verdict, place) => ({ path: names[place] ?? "", verdict }));
  return { inputs: judged, comparison: await compare(judged, inputs, pool) };
}

async function compare(
  judged: Judged["inputs"],
  files: readonly File[],
  pool: DigestPool,
): Promise<Comparison | null> {
  if (judged.length < 2) return null;
  const digests = await Promise.all(files.map((file) => digestIfTwin(file, files, pool)));
  const compared = judged.map((input, place) => ({ ...input, sha256: digests[place] ?? null }));
  return compareVerdicts(compared, verifySignature);
}

/** Only files of one size can be one file. */
async function digestIfTwin(
  file: File,
  files: readonly File[],
  pool: DigestPool,
): Promise<string | null> {
  if (files.filter(({ size }) => size === file.size).length < 2) return null;
  const read = await blobSource(file, pool)
    .digest(0, file.size, ["sha256"])
    .catch(() => undefined);
  return read?.sha256 === undefined ? null : toHex(read.sha256);
}

/** Files from several folders may bear one name; the second of them is told apart by a number. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n += 1) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
}

async function assign(
  files: readonly File[],
  pool: DigestPool,
): Promise<{ readonly inputs: readonly File[]; readonly loose: readonly File[] }> {
  const inputs: File[] = [];
  const loose: File[] = [];
  for (const file of files) {
    // What cannot be read is judged, and said to be unreadable.
    const kind = await recogniseInput(blobSource(file, pool)).catch(() => "package" as const);
    (kind === "nothing" ? loose : inputs).push(file);
  }
  return inputs.length === 0 ? { inputs: loose, loose: [] } : { inputs, loose };
}

const maxWhole = 16 * 1024 * 1024;

function looseFile(file: File, pool: DigestPool): LooseFile {
  const { name, size } = file;
  return {
    name,
    size,
    digest: (names) => blobSource(file, pool).digest(0, size, names),
    async read() {
      if (size > maxWhole) throw new RangeError("more than 16 MiB");
      return new Uint8Array(await file.arrayBuffer());
    },
  };
}
