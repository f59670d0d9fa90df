import { ed25519 } from "@noble/curves/ed25519.js";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { checkpointText } from "../../shared/log/checkpoint.ts";
import { writeNote } from "../../shared/log/note.ts";
import {
  cosignatureMessage,
  logMessage,
  timedSignature,
} from "../../shared/log/note-verification.ts";
import { writeTlogProof } from "../../shared/log/tlog-proof.ts";
import { appendLeaves, emptyEdge, rootOf, type TreeNode } from "../../shared/log/tree.ts";
import { leafHash } from "../../shared/log/tree-hash.ts";
import { inclusionPlan, proofOf } from "../../shared/log/tree-proof.ts";
import { type KeyUse, type VerifierKey, verifierKey } from "../../shared/log/verifier-key.ts";
import {
  type Descriptor,
  type DescriptorDraft,
  descriptorMessage,
  parseDescriptor,
  writeDescriptor,
} from "../../shared/network/descriptor.ts";
import { type Leaf, writeLeaf } from "../../shared/network/leaf.ts";
import type { Role } from "../../shared/network/role.ts";
import { submissionDigest } from "../../shared/network/submission.ts";

interface NoteKey {
  readonly verifier: VerifierKey;
  sign(message: Uint8Array): Uint8Array;
}

/** A key that comes from its name, so that the same calls give the same bytes. */
function noteKey(name: string, use: KeyUse, owner: string): NoteKey {
  const secret = digestOf("sha256", toUtf8(`note key of ${name} for ${use} held by ${owner}`));
  const verifier = verifierKey(name, use, ed25519.getPublicKey(secret));
  return { verifier, sign: (message) => ed25519.sign(message, secret) };
}

/** What a receipt may have wrong, for tests that forge. */
export interface ReceiptWishes {
  readonly leaf?: Partial<Leaf>;
  /** Roles that cosign; all unless told. */
  readonly cosigners?: readonly Role[];
  /** Added to the time of each role's cosignature. */
  readonly shiftMs?: Partial<Record<Role, number>>;
}

/** A consortium in memory that holds every key: court, notary, arbitration, all of them needed. */
export interface TestNetwork {
  readonly origin: string;
  readonly descriptor: Descriptor;
  /** network.json and policy.txt. */
  readonly descriptorBytes: Uint8Array;
  readonly policy: Uint8Array;
  /** The receipt for a submission file, cosigned at `at`; other leaves lie before and behind it. */
  register(
    fingerprint: string,
    submission: Uint8Array,
    at: UnixMs,
    wishes?: ReceiptWishes,
  ): Uint8Array;
}

const seats: readonly Role[] = ["court", "notary", "arbitration"];

/** @param owner whoever holds the keys: a forger may claim the same origin with keys of its own */
export function createNetwork(practice: boolean, label: string, owner = "us"): TestNetwork {
  const origin = practice ? `practice.cunzhen.invalid/${label}` : `log.consortium.example/${label}`;
  const marker = practice ? "PRACTICE 演练 " : "";
  const log = noteKey(origin, "log", owner);
  const members = seats.map((role) => ({
    role,
    name: `${marker}${role}`,
    key: noteKey(`${origin}/${role}`, "cosignature", owner),
    url: practice ? `https://${role}.practice.invalid/` : `https://${role}.consortium.example/`,
  }));
  const policy = [
    `log ${log.verifier.text}`,
    ...members.map(({ role, key, url }) => `witness w-${role} ${key.verifier.text} ${url}`),
    `group members all ${members.map(({ role }) => `w-${role}`).join(" ")}`,
    "quorum members",
    "",
  ].join("\n");
  const draft: DescriptorDraft = {
    name: { zh: `${marker}测试联盟`, en: `${marker}Test consortium` },
    practice,
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
  const descriptorBytes = writeDescriptor(draft, signatures);
  const parsed = parseDescriptor(descriptorBytes);
  if (!parsed.ok) throw new Error(parsed.fault.rule);

  function register(
    fingerprint: string,
    submission: Uint8Array,
    at: UnixMs,
    wishes: ReceiptWishes = {},
  ): Uint8Array {
    const extra = writeLeaf({
      type: "registration",
      fingerprint,
      submission: submissionDigest(submission),
      acceptedBy: `${origin}/court`,
      acceptedAt: at - 40,
      blockTime: at - 20,
      ...wishes.leaf,
    });
    const other = (n: number) => leafHash(toUtf8(`another leaf ${String(n)}`));
    const index = 5;
    const leaves = [0, 1, 2, 3, 4].map(other).concat([leafHash(extra)], [6, 7, 8].map(other));
    const { edge, made } = appendLeaves(emptyEdge, leaves);
    const nodes = new Map<string, TreeNode>(
      made.map((node) => [`${String(node.level)}/${String(node.index)}`, node]),
    );
    const hashes = proofOf(inclusionPlan(index, leaves.length), ({ level, index: place }) => {
      const node = nodes.get(`${String(level)}/${String(place)}`);
      if (node === undefined) throw new Error("no such node");
      return node.hash;
    });
    const text = checkpointText({ origin, size: leaves.length, root: rootOf(edge) });
    const cosigning = members.filter(({ role }) => (wishes.cosigners ?? seats).includes(role));
    const lines = cosigning.map(({ key, role }) => {
      const seconds = Math.floor((at + (wishes.shiftMs?.[role] ?? 0)) / 1000);
      const signature = timedSignature(seconds, key.sign(cosignatureMessage(text, seconds)));
      return { name: key.verifier.name, keyId: key.verifier.keyId, signature };
    });
    const own = {
      name: log.verifier.name,
      keyId: log.verifier.keyId,
      signature: log.sign(logMessage(text)),
    };
    const checkpoint = writeNote({ text, signatures: [own, ...lines] });
    return writeTlogProof({ extra, index, hashes, checkpoint });
  }

  return { origin, descriptor: parsed.value, descriptorBytes, policy: toUtf8(policy), register };
}
