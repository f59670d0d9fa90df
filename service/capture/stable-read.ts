import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, lstat, open, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fault } from "../../shared/words/faults/fault.ts";
import { SourceFailed, shownPath, vanishedOrUnreadable } from "./source-fault.ts";

const pieceBytes = 1024 * 1024;
/** Longer than a tick of any file system's clock in use, but for FAT, whose two seconds no one waits. */
const tickMs = 25;
// A file that was replaced by a FIFO since it was listed must not block the opening. Windows has
// neither this flag nor O_NOFOLLOW; there they count as zero.
const openFlags = constants.O_RDONLY | constants.O_NONBLOCK;

/** A file being read, and the proof afterwards that no one wrote it meanwhile. */
export interface StableRead {
  /** Each piece holds until the next is asked for: all lie in one buffer. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** After the last piece: rejects with `SourceFailed` when the file changed or went away. */
  confirm(): Promise<void>;
  close(): Promise<void>;
}

function sameContent(a: BigIntStats, b: BigIntStats): boolean {
  return (
    a.ino === b.ino &&
    a.dev === b.dev &&
    a.size === b.size &&
    a.mtimeNs === b.mtimeNs &&
    a.ctimeNs === b.ctimeNs
  );
}

/**
 * What the file looks like once its last change lies more than a tick back: a write after that moment
 * cannot leave the times as they are.
 */
async function settled(handle: FileHandle, signal: AbortSignal): Promise<BigIntStats> {
  const stats = await handle.stat({ bigint: true });
  const latest = stats.mtimeNs > stats.ctimeNs ? stats.mtimeNs : stats.ctimeNs;
  const age = Date.now() - Number(latest / 1_000_000n);
  if (age < 0 || age > tickMs) return stats;
  await sleep(tickMs, undefined, { signal });
  return handle.stat({ bigint: true });
}

/**
 * Opens a file for one reading from start to end. Rejects with `SourceFailed` when it is gone, not
 * readable, or no regular file; its pieces do when reading fails or the file becomes shorter. What is
 * appended meanwhile is not read, and noticed by `confirm`.
 *
 * @param follow whether a symbolic link under this name is followed
 */
export async function openStable(
  path: string | Buffer,
  follow: boolean,
  signal: AbortSignal,
): Promise<StableRead> {
  const shown = shownPath(path);
  const failed = (thrown: unknown): never => {
    if (thrown instanceof SourceFailed || signal.aborted) throw thrown;
    throw new SourceFailed(vanishedOrUnreadable(thrown, shown), thrown);
  };
  const flags = follow ? openFlags : openFlags | constants.O_NOFOLLOW;
  const handle = await open(path, flags).catch(failed);

  try {
    const before = await settled(handle, signal);
    if (!before.isFile()) throw new SourceFailed(fault("SOURCE_CHANGED", { path: shown }));
    const changed = () => new SourceFailed(fault("SOURCE_CHANGED", { path: shown }));
    let read = 0n;

    return {
      pieces: (async function* () {
        const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, Number(before.size)));
        while (read < before.size) {
          const { bytesRead } = await handle.read(piece, 0, piece.length).catch(failed);
          if (bytesRead === 0) throw changed();
          read += BigInt(bytesRead);
          if (read > before.size) throw changed();
          yield piece.subarray(0, bytesRead);
        }
      })(),
      async confirm() {
        const after = await handle.stat({ bigint: true }).catch(failed);
        const named = await (follow ? stat : lstat)(path, { bigint: true }).catch(failed);
        if (read !== before.size || !sameContent(before, after)) throw changed();
        if (!sameContent(before, named)) throw changed();
      },
      close: () => handle.close(),
    };
  } catch (thrown) {
    await handle.close();
    return failed(thrown);
  }
}
