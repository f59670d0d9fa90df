import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { type Descriptor, parseDescriptor } from "../../shared/network/descriptor.ts";
import {
  cosignerName,
  descriptorFile,
  type Founding,
  foundNetwork,
  keyFile,
  type Seat,
} from "./network-ceremony.ts";
import { type NoteKey, readNoteKey } from "./note-key.ts";

/** A network of which this one machine holds every key. */
export interface PracticeNetwork {
  readonly descriptor: Descriptor;
  /** network.json and policy.txt as they are served and put into packages. */
  readonly descriptorBytes: Uint8Array;
  readonly policyBytes: Uint8Array;
  readonly logKey: NoteKey;
  /** One for each institution, in the descriptor's order. */
  readonly cosignerKeys: readonly NoteKey[];
}

/** The institutions of the practice network; their addresses stand for ports that change. */
const seats: readonly Seat[] = [
  { role: "court", name: "PRACTICE 演练 court 法院", url: "https://court.practice.invalid/" },
  { role: "notary", name: "PRACTICE 演练 notary 公证处", url: "https://notary.practice.invalid/" },
  {
    role: "arbitration",
    name: "PRACTICE 演练 arbitration 仲裁委员会",
    url: "https://arbitration.practice.invalid/",
  },
];

/**
 * The network of a node's home; where there is none, a practice network is made. network.json is written last:
 * without it, what an interrupted start has left is made anew, under a fresh random origin.
 */
export async function openPracticeNetwork(home: string): Promise<PracticeNetwork> {
  if (!existsSync(join(home, descriptorFile))) await foundNetwork(home, practiceFounding());
  const descriptorBytes = new Uint8Array(await readFile(join(home, descriptorFile)));
  const parsed = parseDescriptor(descriptorBytes);
  if (!parsed.ok) throw new Error(`network.json of this node is damaged: ${parsed.fault.rule}`);
  const descriptor = parsed.value;
  const epoch = descriptor.epochs.at(-1);
  if (epoch === undefined) throw new Error("network.json of this node has no epoch");
  const cosignerKeys = await Promise.all(
    epoch.institutions.map(({ role }) =>
      readNoteKey(keyFile(home, role), cosignerName(descriptor.origin, role), "cosignature"),
    ),
  );
  if (cosignerKeys.some((key, seat) => key.verifier.text !== epoch.institutions[seat]?.vkey)) {
    throw new Error("the cosigner keys of this node are not those of its network.json");
  }
  const logKey = await readNoteKey(keyFile(home, "log"), descriptor.origin, "log");
  return { descriptor, descriptorBytes, policyBytes: toUtf8(epoch.policy), logKey, cosignerKeys };
}

function practiceFounding(): Founding {
  const origin = `practice.cunzhen.invalid/${toHex(randomBytes(8))}`;
  return {
    origin,
    name: { zh: "演练网络（不具法律效力）", en: "PRACTICE network (no legal force)" },
    practice: true,
    remark: `${origin}: practice, without legal force 演练，不具法律效力`,
    label: "practice",
    seats,
  };
}
