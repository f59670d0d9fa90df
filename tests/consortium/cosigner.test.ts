import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createNoteKey, type NoteKey } from "../../consortium/ceremony/note-key.ts";
import { type Cosigner, openCosigner } from "../../consortium/cosigner/cosigner.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { checkpointText } from "../../shared/log/checkpoint.ts";
import { timedSignature, verifyNoteKey } from "../../shared/log/note-verification.ts";
import { leafHash } from "../../shared/log/tree-hash.ts";
import { appendLeaves, emptyEdge, rootOf } from "../../shared/log/tree.ts";
import { consistencyPlan, proofOf } from "../../shared/log/tree-proof.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { temporaryFolder } from "../parties/test-node.ts";

const origin = "log.example/cosigner";
const noon = 1_795_262_400_000;
let home: string;
let key: NoteKey;
let cosigner: Cosigner;
let now = noon;

beforeEach(async () => {
  now = noon;
  home = await temporaryFolder();
  key = await createNoteKey(join(home, "key.pem"), `${origin}/court`, "cosignature");
  cosigner = await openCosigner(join(home, "state.sqlite"), key, () => now);
});
afterEach(async () => {
  await cosigner.close();
  await rm(home, { recursive: true, force: true });
});

/** A head over leaves named after `world`; worlds share their first `common` leaves. */
function headOf(size: number, world = "a", common = 0) {
  const leaves = Array.from({ length: size }, (_, at) =>
    leafHash(toUtf8(`${at < common ? "both" : world} ${String(at)}`)),
  );
  const { edge, made } = appendLeaves(emptyEdge, leaves);
  const proofFrom = (from: number): Promise<readonly Uint8Array[]> =>
    Promise.resolve(
      proofOf(
        consistencyPlan(from, size),
        ({ level, index }) =>
          made.find((node) => node.level === level && node.index === index)?.hash ??
          new Uint8Array(),
      ),
    );
  return { head: { origin, size, root: rootOf(edge) }, blockTime: now, proofFrom };
}

async function reason(request: ReturnType<typeof headOf>): Promise<string> {
  const answer = await cosigner.cosign(request);
  return answer.kind === "signed" ? "signed" : answer.reason;
}

describe("a cosigner", () => {
  test("signs what extends what it signed, with the time of its clock", async () => {
    expect(await reason(headOf(3))).toBe("signed");
    now += 5_400;
    const request = headOf(8);
    const answer = await cosigner.cosign(request);
    if (answer.kind !== "signed") throw new Error(answer.reason);
    const { name, seconds, signature } = answer.cosignature;
    expect(seconds).toBe(noon / 1000 + 5);
    const note = {
      text: checkpointText(request.head),
      signatures: [
        { name, keyId: key.verifier.keyId, signature: timedSignature(seconds, signature) },
      ],
    };
    expect(verifyNoteKey(note, key.verifier, verifySignature)).toEqual({ kind: "valid", seconds });
  });

  test("signs the same head again, and nothing behind it", async () => {
    await cosigner.cosign(headOf(5));
    expect(await reason(headOf(5))).toBe("signed");
    expect(await reason(headOf(4))).toBe("behind-what-it-signed");
    expect(await reason(headOf(5, "b"))).toBe("same-size-other-root");
  });

  test("signs no other history, even one that shares its beginning", async () => {
    await cosigner.cosign(headOf(5, "a", 3));
    expect(await reason(headOf(9, "b", 3))).toBe("not-consistent");
    expect(await reason(headOf(9, "b"))).toBe("not-consistent");
    expect(await reason(headOf(9, "a", 3))).toBe("signed");
  });

  test("remembers after it was closed and opened again", async () => {
    await cosigner.cosign(headOf(6));
    await cosigner.close();
    cosigner = await openCosigner(join(home, "state.sqlite"), key, () => now);
    expect(await reason(headOf(6, "b"))).toBe("same-size-other-root");
    expect(await reason(headOf(7))).toBe("signed");
  });

  test("does not sign a block that lies ahead of its clock, and remembers nothing of it", async () => {
    expect(await reason({ ...headOf(5, "b"), blockTime: now + 60_001 })).toBe("ahead-of-the-clock");
    expect(await reason(headOf(2))).toBe("signed");
  });
});
