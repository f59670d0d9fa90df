import { writeAsicManifest } from "../../../shared/container/asic-manifest.ts";
import {
  packageNames,
  sigMediaType,
  timestampName,
} from "../../../shared/container/package-names.ts";
import { fault } from "../../../shared/words/faults/fault.ts";
import { entryOf } from "../../objects/store.ts";
import { continueLog } from "../custody-log.ts";
import type { EntryFact, Items } from "../items.ts";
import type { Run, Step } from "../step.ts";
import { convenienceEntries } from "./convenience-entries.ts";
import { entriesBeforeClosing } from "./package-entries.ts";
import type { ClosingToken, ProofFault, ProofResult } from "./proof-ports.ts";
import type { StepPorts } from "./step-ports.ts";
import { eachOnce, putTrust } from "./trust-entries.ts";

/** How often a closing may bring certificates that were not under trust/ before. */
const maxRounds = 3;

/**
 * registered -> closed: everything so far under one archive manifest with a closing token, from the first planned
 * authority that can give one. A certificate in that token that is not under trust/ yet is added there, and the
 * manifest stamped again, so that no byte of the token is beyond checking.
 */
export function closeStep(ports: StepPorts): Step<"registered", "closed"> {
  return async (item, run) => {
    const device = await ports.device(item.identity);
    const missing: ProofFault[] = [];
    for (const authority of item.plan.authorities) {
      const closed = await closeBy(ports, item, authority, run);
      if (closed.ok) {
        const { added } = await continueLog(
          ports.vault.database,
          item.id,
          [{ action: "closed", time: ports.clock(), party: null, subject: closed.value.manifest }],
          device,
        );
        return { kind: "done", facts: { closing: closed.value.closing }, custody: added };
      }
      run.signal.throwIfAborted();
      missing.push(closed.fault);
    }
    const [first] = missing;
    if (first === undefined) throw new Error("a plan has an authority");
    const worthAsking = missing.filter(({ retryAfterMs }) => retryAfterMs !== null);
    const [soonest] = worthAsking;
    if (soonest === undefined) return { kind: "stop", fault: first.fault };
    const retryAfterMs = Math.min(...worthAsking.map((one) => one.retryAfterMs ?? 0));
    return { kind: "wait", fault: soonest.fault, retryAfterMs };
  };
}

interface Closed {
  readonly closing: Items["closed"]["closing"];
  /** SHA-256 of the archive manifest, hex. */
  readonly manifest: string;
}

async function closeBy(
  ports: StepPorts,
  item: Items["registered"],
  authority: string,
  run: Run,
): Promise<ProofResult<Closed>> {
  const { objects } = ports;
  const file = timestampName(item.plan.authorities.length + 1);
  let trust: readonly EntryFact[] = [];
  for (let round = 0; round < maxRounds; round += 1) {
    const content = eachOnce([...entriesBeforeClosing(item), ...trust]);
    const convenience = await convenienceEntries(objects, item, content);
    const manifest = writeAsicManifest({
      sigReference: file,
      mimeType: sigMediaType.timestamp,
      references: [...content, ...convenience],
    });
    const known = await certificatesIn(ports, content);
    const obtained = await ports.close(authority, manifest, known, run.signal);
    if (!obtained.ok) return obtained;
    const { value } = obtained;
    if (value.unlisted.length === 0) {
      const entries = [...trust, ...convenience];
      const closed = await storeClosing(ports, { authority, file, manifest, entries }, value);
      return { ok: true, value: closed };
    }
    const added = await putTrust(objects, { certificates: value.unlisted, crls: [], ocsps: [] });
    trust = eachOnce([...trust, ...added]);
  }
  const changing = fault("AUTHORITY_CANNOT_CLOSE", { authority, rule: "certificates-change" });
  return { ok: false, fault: { fault: changing, retryAfterMs: null } };
}

interface Asked {
  readonly authority: string;
  readonly file: string;
  readonly manifest: Uint8Array;
  /** Entries that came only with the closing. */
  readonly entries: readonly EntryFact[];
}

async function storeClosing(
  { objects }: StepPorts,
  { authority: url, file, manifest, entries }: Asked,
  { token, request, response, authority, time }: ClosingToken,
): Promise<Closed> {
  const [manifestObject, tokenObject] = await Promise.all([
    objects.put(manifest),
    objects.put(token),
    // Request and answer of the closing token stay in the vault.
    objects.put(request),
    objects.put(response),
  ]);
  return {
    manifest: manifestObject.sha256,
    closing: {
      url,
      authority,
      time,
      file,
      entries: [
        ...entries,
        entryOf(packageNames.archiveManifest, manifestObject),
        entryOf(file, tokenObject),
      ],
    },
  };
}

/** The certificates under trust/, DER. */
async function certificatesIn(
  { objects }: StepPorts,
  entries: readonly EntryFact[],
): Promise<readonly Uint8Array[]> {
  const files = entries.filter(
    ({ name }) => name.startsWith(`${packageNames.trust}/`) && name.endsWith(".crt"),
  );
  return Promise.all(files.map(({ sha256 }) => objects.read(sha256)));
}
