import { join } from "node:path";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import {
  type DescriptorDraft,
  descriptorMessage,
  writeDescriptor,
} from "../../shared/network/descriptor.ts";
import type { Role } from "../../shared/network/role.ts";
import { makeFolder, writeFileDurably } from "../../platform/files/durable.ts";
import { createNoteKey } from "./note-key.ts";

/** One institution of a new network; no two have the same role, which names its key. */
export interface Seat {
  readonly role: Role;
  readonly name: string;
  /** https, where its node can be asked. */
  readonly url: string;
}

/** What a new network is to be. Its policy asks for all of its institutions. */
export interface Founding {
  readonly origin: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly practice: boolean;
  /** The first line of policy.txt, and what the names in it begin with. */
  readonly remark: string;
  readonly label: string;
  readonly seats: readonly Seat[];
}

export const descriptorFile = "network.json";
const policyFile = "policy.txt";

/** Where a node's home keeps the key of a role, or of the log. */
export function keyFile(home: string, of: Role | "log"): string {
  return join(home, "keys", `${of}.pem`);
}

/** The name in the vkey of an institution's cosigner key. */
export function cosignerName(origin: string, role: Role): string {
  return `${origin}/${role}`;
}

/**
 * Makes every key of a new network in a home that has none, its policy and its signed descriptor; network.json is
 * written last. The keys are unprotected files of one machine: nothing but practice and tests should be founded so.
 */
export async function foundNetwork(home: string, founding: Founding): Promise<void> {
  const { origin, name, practice, remark, label, seats } = founding;
  await makeFolder(join(home, "keys"));
  const logKey = await createNoteKey(keyFile(home, "log"), origin, "log");
  const members = await Promise.all(
    seats.map(async (seat) => ({
      ...seat,
      key: await createNoteKey(
        keyFile(home, seat.role),
        cosignerName(origin, seat.role),
        "cosignature",
      ),
    })),
  );
  const policy = [
    `# ${remark}`,
    `log ${logKey.verifier.text}`,
    ...members.map(({ role, key, url }) => `witness ${label}-${role} ${key.verifier.text} ${url}`),
    `group ${label}-members all ${members.map(({ role }) => `${label}-${role}`).join(" ")}`,
    `quorum ${label}-members`,
    "",
  ].join("\n");
  const institutions = members.map((member) => ({
    name: member.name,
    role: member.role,
    vkey: member.key.verifier.text,
    url: member.url,
  }));
  const draft: DescriptorDraft = {
    name,
    practice,
    origin,
    epochs: [{ n: 0, fromSize: 0, policy, institutions }],
  };
  const message = descriptorMessage(draft);
  const signatures = members.map(({ key }) => ({
    name: key.verifier.name,
    signature: key.sign(message),
  }));
  await writeFileDurably(join(home, policyFile), toUtf8(policy));
  await writeFileDurably(join(home, descriptorFile), writeDescriptor(draft, signatures));
}
