import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { signCades } from "../../../shared/cms/cades.ts";
import { packageNames } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { evidenceNumber } from "../../../shared/evidence/evidence-number.ts";
import { parseCustodyLog } from "../../../shared/evidence/custody-log.ts";
import type { Fault } from "../../../shared/words/faults/fault.ts";
import { entryOf } from "../../objects/store.ts";
import { latestCheckpoint } from "../../vault/checkpoints.ts";
import { readCustody, type StoredEntry } from "../../vault/custody.ts";
import { keepSeal, nextPlace, readSeal, vaultPseudonym } from "../../vault/seals.ts";
import { continueLog } from "../custody-log.ts";
import type { EntryFact, Items } from "../items.ts";
import { readPayloadSeal, type PayloadSeal } from "../payload-seal.ts";
import type { Step, StepEnd } from "../step.ts";
import { discardSpooled } from "../../sources/registry.ts";
import { evidenceBytes, operatorId, operatorOf, payloadManifest } from "./payload.ts";
import type { StepOperator, StepPorts } from "./step-ports.ts";
import { putTrust } from "./trust-entries.ts";

/**
 * captured -> sealed: evidence.json, the custody log up to `sealed`, the payload manifest and the operator's
 * signature. The payload is drawn up once and takes its place in the vault's sequence with it; only the signature
 * is made again when the step is.
 */
export function sealStep(ports: StepPorts): Step<"captured", "sealed"> {
  const { vault, objects, clock } = ports;
  return async (item, run) => {
    const operator = await ports.operator(item.identity, run.signal);
    if (!operator.ok) return withoutOperator(operator.fault);
    await discardSpooled(vault.paths.spool, item.source.path);
    const seal = await sealOnce(ports, item, operator.value);
    const manifest = await objects.read(seal.manifest.sha256);
    const signature = await signCades({
      content: manifest,
      signer: operator.value.signer,
      chain: operator.value.chain,
      signingTime: clock(),
    });
    const signatureEntry = entryOf(packageNames.signature, await objects.put(signature));
    const { chain, crls, ocsps } = operator.value;
    const fingerprint = seal.manifest.sha256;
    return {
      kind: "done",
      facts: {
        number: evidenceNumber(bytesOfHex(fingerprint)),
        fingerprint,
        sealedEntries: [
          seal.evidence,
          seal.custody,
          ...item.dataEntries,
          seal.manifest,
          signatureEntry,
        ],
        signerEntries: await putTrust(objects, { certificates: chain, crls, ocsps }),
        sealedAt: seal.sealedAt,
      },
      custody: await sealedEntries(ports, item.id, seal.custody),
    };
  };
}

/** The practice authority may come back by itself; a passphrase does not. */
function withoutOperator(fault: Fault): StepEnd<"captured", "sealed"> {
  switch (fault.code) {
    case "NODE_NOT_STARTED":
    case "AUTHORITY_UNREACHABLE":
    case "IDENTITY_NOT_CERTIFIED":
      return { kind: "wait", fault, retryAfterMs: 2_000 };
    default:
      return { kind: "stop", fault };
  }
}

/** The payload that this item was given, or a new one in the next free place of the sequence. */
async function sealOnce(
  ports: StepPorts,
  item: Items["captured"],
  operator: StepOperator,
): Promise<PayloadSeal> {
  const { database } = ports.vault;
  const network = item.plan.network ?? "";
  for (;;) {
    const stored = await readSeal(database, item.id);
    if (stored !== undefined) return readPayloadSeal(stored);
    const pseudonym = await vaultPseudonym(
      database,
      item.sample ? "sample" : "evidence",
      toHex(ports.randomBytes(16)),
    );
    const place = await nextPlace(database, pseudonym, network);
    const known =
      item.plan.network === null ? undefined : await latestCheckpoint(database, item.plan.network);
    const drawn = await drawUp(ports, item, {
      salt: ports.randomBytes(32),
      operator: operatorOf(operator.signer.certificate),
      sequence: { vault: pseudonym, network: item.plan.network, ...place },
      notBefore: known === undefined ? null : toHex(digestOf("sha256", known.note)),
    });
    const kept = await keepSeal(database, {
      vault: pseudonym,
      network,
      n: place.n,
      item: item.id,
      fingerprint: drawn.manifest.sha256,
      factsJson: JSON.stringify(drawn),
    });
    if (kept) return drawn;
  }
}

async function drawUp(
  ports: StepPorts,
  item: Items["captured"],
  setting: Parameters<typeof evidenceBytes>[1],
): Promise<PayloadSeal> {
  const { objects, vault } = ports;
  const evidence = entryOf(packageNames.evidence, await objects.put(evidenceBytes(item, setting)));
  const sealedAt = ports.clock();
  const log = await continueLog(
    vault.database,
    item.id,
    [{ action: "sealed", time: sealedAt, party: operatorId, subject: evidence.sha256 }],
    await ports.device(item.identity),
  );
  const custody = entryOf(packageNames.custody, await objects.put(log.bytes));
  const manifestBytes = payloadManifest([evidence, custody, ...item.dataEntries]);
  const manifest = entryOf(packageNames.payloadManifest, await objects.put(manifestBytes));
  return { evidence, custody, manifest, sealedAt };
}

/** The lines of the sealed custody log that the vault does not hold yet. */
async function sealedEntries(
  { objects, vault }: StepPorts,
  item: string,
  custody: EntryFact,
): Promise<readonly StoredEntry[]> {
  const bytes = await objects.read(custody.sha256);
  const lines = parseCustodyLog(bytes);
  if (!lines.ok) throw new Error(`custody log: ${lines.fault.rule}`);
  const known = (await readCustody(vault.database, item)).length;
  const entries: StoredEntry[] = [];
  let start = 0;
  for (const { entry } of lines.value) {
    const end = bytes.indexOf(10, start) + 1;
    if (entry.seq > known) entries.push({ seq: entry.seq, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return entries;
}

function bytesOfHex(hex: string): Uint8Array {
  const found = fromHex(hex);
  if (found === undefined) throw new Error("a fingerprint is hex");
  return found;
}
