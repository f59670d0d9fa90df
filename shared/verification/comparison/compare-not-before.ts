import type { UnixMs } from "../../bytes/civil-time.ts";
import { toHex } from "../../bytes/hex.ts";
import { digestOf } from "../../digest/digest.ts";
import { isProven, speaks } from "../times/time-standing.ts";
import { type Finding, finding, type Verdict } from "../verdict.ts";
import type { SignedCheckpoint } from "./checkpoints.ts";
import type { ComparedInput, NotBefore } from "./comparison.ts";

/**
 * Items sealed when the checkpoint of another input was known: they are no older than it. One whose own registration
 * is an entry that the same log had by then contradicts itself.
 */
export function compareNotBefore(
  inputs: readonly ComparedInput[],
  checkpoints: readonly SignedCheckpoint[],
): { readonly findings: readonly Finding[]; readonly notBefore: readonly NotBefore[] } {
  const byDigest = new Map<string, SignedCheckpoint>();
  for (const checkpoint of checkpoints)
    byDigest.set(toHex(digestOf("sha256", checkpoint.noteBytes)), checkpoint);
  const byPath = new Map(checkpoints.map((checkpoint) => [checkpoint.path, checkpoint]));
  const verdicts = new Map(inputs.map(({ path, verdict }) => [path, verdict]));
  const findings: Finding[] = [];
  const notBefore: NotBefore[] = [];
  for (const { path, verdict } of inputs) {
    const known = byDigest.get(verdict.facts.notBefore ?? "");
    if (known === undefined || known.path === path || !speaks(verdict)) continue;
    const { size } = known;
    const own = byPath.get(path);
    const data = { file: path, other: known.path, size };
    if (own !== undefined && own.origin === known.origin && own.index < size) {
      findings.push(finding("NOT_BEFORE_REVERSED", path, { ...data, index: own.index }));
      continue;
    }
    const time = registeredTokenTime(verdicts.get(known.path));
    notBefore.push({ path, checkpointOf: known.path, size, time });
    findings.push(finding("NOT_BEFORE_PROVEN", path, data));
  }
  return { findings, notBefore };
}

/** The latest proven token that an input's registration names: its checkpoint is no older. */
function registeredTokenTime(verdict: Verdict | undefined): UnixMs | null {
  if (verdict === undefined || !speaks(verdict)) return null;
  const late = new Set(
    verdict.checks
      .filter(({ code }) => code === "TOKEN_AFTER_REGISTRATION")
      .map(({ subject }) => subject),
  );
  let latest: UnixMs | null = null;
  for (const { standing, closing, file, time } of verdict.facts.timestamps)
    if (isProven(standing) && !closing && !late.has(file) && (latest === null || time > latest))
      latest = time;
  return latest;
}
