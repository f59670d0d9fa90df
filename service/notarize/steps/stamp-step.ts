import { writeAsicManifest } from "../../../shared/container/asic-manifest.ts";
import {
  exchangeName,
  sigMediaType,
  timestampManifestName,
  timestampName,
} from "../../../shared/container/package-names.ts";
import { entryOf } from "../../objects/store.ts";
import { keepStamp, readStamps } from "../../vault/stamps.ts";
import { continueLog } from "../custody-log.ts";
import { stamp as stampShape, type Items, type Stamp } from "../items.ts";
import type { Run, Step, StepEnd } from "../step.ts";
import type { ProofFault } from "./proof-ports.ts";
import type { StepPorts } from "./step-ports.ts";
import { putTrust } from "./trust-entries.ts";

interface Missing {
  readonly authority: string;
  readonly why: ProofFault;
}

/**
 * sealed -> stamped: all planned authorities are asked at once, each over a manifest of its own. A token that came
 * is kept while others are still missing, and no authority is asked twice.
 */
export function stampStep(ports: StepPorts): Step<"sealed", "stamped"> {
  const { vault } = ports;
  return async (item, run) => {
    const device = await ports.device(item.identity);
    const had = (await readStamps(vault.database, item.id)).map((stored) =>
      stampShape(stored, "stamp"),
    );
    let done = had.length;
    const asked = await Promise.all(
      item.plan.authorities.map(async (authority, index) => {
        const kept = had.find(({ file }) => file === timestampName(index + 1));
        if (kept !== undefined) return kept;
        const answer = await askOne(ports, item, authority, index + 1, run);
        run.progress((done += 1), item.plan.authorities.length);
        return answer;
      }),
    );
    run.signal.throwIfAborted();
    const stamps = asked.filter((answer) => "file" in answer);
    const missing = asked.filter((answer) => "why" in answer);
    if (stamps.length < item.plan.needed) return notEnough(missing);
    const { added } = await continueLog(
      vault.database,
      item.id,
      [{ action: "stamped", time: ports.clock(), party: null, subject: item.fingerprint }],
      device,
    );
    return {
      kind: "done",
      facts: {
        stamps,
        missing: missing.map(({ authority, why }) => ({ authority, fault: why.fault })),
      },
      custody: added,
    };
  };
}

async function askOne(
  ports: StepPorts,
  item: Items["sealed"],
  authority: string,
  n: number,
  run: Run,
): Promise<Stamp | Missing> {
  const { objects, vault } = ports;
  const file = timestampName(n);
  // The payload stands in this manifest again: a verifier needs it there (EU DSS: FORMAT_FAILURE without).
  const manifest = writeAsicManifest({
    sigReference: file,
    mimeType: sigMediaType.timestamp,
    references: item.sealedEntries,
  });
  const obtained = await ports.stamp(authority, manifest, run.signal);
  if (!obtained.ok) return { authority, why: obtained.fault };
  const { value } = obtained;
  const [manifestObject, token, request, response, trust] = await Promise.all([
    objects.put(manifest),
    objects.put(value.token),
    objects.put(value.request),
    objects.put(value.response),
    putTrust(objects, value),
  ]);
  const facts: Stamp = {
    url: authority,
    authority: value.authority,
    policy: value.policy,
    file,
    time: value.time,
    offset: value.offset,
    practice: value.practice,
    entries: [
      entryOf(timestampManifestName(n), manifestObject),
      entryOf(file, token),
      entryOf(exchangeName(n, "tsq"), request),
      entryOf(exchangeName(n, "tsr"), response),
      ...trust,
    ],
  };
  await keepStamp(vault.database, item.id, file, JSON.stringify(facts));
  return facts;
}

/** Waits while asking again may help; when none of the missing ones can be helped by that, somebody must look. */
function notEnough(missing: readonly Missing[]): StepEnd<"sealed", "stamped"> {
  const [first] = missing;
  if (first === undefined) throw new Error("a plan needs no more tokens than it has authorities");
  const later = missing.filter(({ why }) => why.retryAfterMs !== null);
  const [soonest] = later;
  if (soonest === undefined) return { kind: "stop", fault: first.why.fault };
  const retryAfterMs = Math.min(...later.map(({ why }) => why.retryAfterMs ?? 0));
  return { kind: "wait", fault: soonest.why.fault, retryAfterMs };
}
