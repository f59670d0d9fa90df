import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import {
  type Descriptor,
  type DescriptorDraft,
  descriptorMessage,
  parseDescriptor,
  writeDescriptor,
} from "../../shared/network/descriptor.ts";
import type { Role } from "../../shared/network/role.ts";
import { makeFolder, writeFileDurably } from "../../platform/files/durable.ts";
import { createNoteKey, type NoteKey, readNoteKey } from "./note-key.ts";

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

interface PracticeSeat {
  readonly role: Role;
  readonly name: string;
}

/** The roles of the practice network; its policy asks for all of them. */
const seats: readonly PracticeSeat[] = [
  { role: "court", name: "PRACTICE 演练 court 法院" },
  { role: "notary", name: "PRACTICE 演练 notary 公证处" },
  { role: "arbitration", name: "PRACTICE 演练 arbitration 仲裁委员会" },
];

const descriptorFile = "network.json";
const policyFile = "policy.txt";

function keyFile(home: string, of: string): string {
  return join(home, "keys", `${of}.pem`);
}

/**
 * The practice network of a node's home; makes it on first use. network.json is written last: without it, what
 * an interrupted start has left is made anew, under a fresh random origin.
 */
export async function openPracticeNetwork(home: string): Promise<PracticeNetwork> {
  await makeFolder(join(home, "keys"));
  if (!existsSync(join(home, descriptorFile))) await createPracticeNetwork(home);
  const descriptorBytes = new Uint8Array(await readFile(join(home, descriptorFile)));
  const parsed = parseDescriptor(descriptorBytes);
  if (!parsed.ok) throw new Error(`network.json of this node is damaged: ${parsed.fault.rule}`);
  const descriptor = parsed.value;
  const epoch = descriptor.epochs.at(-1);
  if (epoch === undefined) throw new Error("network.json of this node has no epoch");
  const cosignerKeys = await Promise.all(
    epoch.institutions.map(({ role }) =>
      readNoteKey(keyFile(home, role), `${descriptor.origin}/${role}`, "cosignature"),
    ),
  );
  if (cosignerKeys.some((key, seat) => key.verifier.text !== epoch.institutions[seat]?.vkey)) {
    throw new Error("the cosigner keys of this node are not those of its network.json");
  }
  const logKey = await readNoteKey(keyFile(home, "log"), descriptor.origin, "log");
  return { descriptor, descriptorBytes, policyBytes: toUtf8(epoch.policy), logKey, cosignerKeys };
}

async function createPracticeNetwork(home: string): Promise<void> {
  const origin = `practice.cunzhen.invalid/${toHex(randomBytes(8))}`;
  const logKey = await createNoteKey(keyFile(home, "log"), origin, "log");
  const members = await Promise.all(
    seats.map(async ({ role, name }) => ({
      role,
      name,
      key: await createNoteKey(keyFile(home, role), `${origin}/${role}`, "cosignature"),
      url: `https://${role}.practice.invalid/`,
    })),
  );
  const policy = [
    `# ${origin}: practice, without legal force 演练，不具法律效力`,
    `log ${logKey.verifier.text}`,
    ...members.map(({ role, key, url }) => `witness practice-${role} ${key.verifier.text} ${url}`),
    `group practice-members all ${members.map(({ role }) => `practice-${role}`).join(" ")}`,
    "quorum practice-members",
    "",
  ].join("\n");
  const draft: DescriptorDraft = {
    name: { zh: "演练网络（不具法律效力）", en: "PRACTICE network (no legal force)" },
    practice: true,
    origin,
    epochs: [
      {
        n: 0,
        fromSize: 0,
        policy,
        institutions: members.map(({ name, role, key, url }) => ({
          name,
          role,
          vkey: key.verifier.text,
          url,
        })),
      },
    ],
  };
  const message = descriptorMessage(draft);
  const signatures = members.map(({ key }) => ({
    name: key.verifier.name,
    signature: key.sign(message),
  }));
  await writeFileDurably(join(home, policyFile), toUtf8(policy));
  await writeFileDurably(join(home, descriptorFile), writeDescriptor(draft, signatures));
}
