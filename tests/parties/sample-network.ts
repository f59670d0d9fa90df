import { ed25519 } from "@noble/curves/ed25519.js";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { checkpointText } from "../../shared/log/checkpoint.ts";
import { type NoteSignature, writeNote } from "../../shared/log/note.ts";
import {
  cosignatureMessage,
  logMessage,
  timedSignature,
} from "../../shared/log/note-verification.ts";
import { writeTlogProof } from "../../shared/log/tlog-proof.ts";
import { inclusionPlan, proofOf } from "../../shared/log/tree-proof.ts";
import { leafHash } from "../../shared/log/tree-hash.ts";
import { appendLeaves, emptyEdge, rootOf } from "../../shared/log/tree.ts";
import { type KeyUse, type VerifierKey, verifierKey } from "../../shared/log/verifier-key.ts";
import {
  type DescriptorDraft,
  descriptorMessage,
  parseDescriptor,
  writeDescriptor,
} from "../../shared/network/descriptor.ts";
import { type Leaf, writeLeaf } from "../../shared/network/leaf.ts";
import type { Role } from "../../shared/network/role.ts";
import {
  type SubmissionDraft,
  submissionMessage,
  writeSubmission,
} from "../../shared/network/submission.ts";

/** An Ed25519 key that follows from a text: the same in every run and runtime. */
export interface SampleKey {
  readonly verifier: VerifierKey;
  sign(message: Uint8Array): Uint8Array;
}

export function sampleKey(name: string, use: KeyUse, seed = name): SampleKey {
  const secret = digestOf("sha256", toUtf8(`cunzhen sample ${seed}`));
  return {
    verifier: verifierKey(name, use, ed25519.getPublicKey(secret)),
    sign: (message) => ed25519.sign(message, secret),
  };
}

export interface SampleSeat {
  readonly role: Role;
  readonly name: string;
}

export interface SampleWishes {
  readonly origin?: string;
  readonly seats?: readonly SampleSeat[];
  /** How many must cosign; all unless told. */
  readonly threshold?: number;
}

/** A network in memory with all its keys. */
export interface SampleNetwork {
  readonly draft: DescriptorDraft;
  readonly descriptorBytes: Uint8Array;
  readonly policyBytes: Uint8Array;
  readonly logKey: SampleKey;
  readonly cosigners: readonly SampleKey[];
}

const usualSeats: readonly SampleSeat[] = [
  { role: "court", name: "Court A 甲法院" },
  { role: "notary", name: "Notary B 乙公证处" },
  { role: "arbitration", name: "Arbitration C 丙仲裁委" },
];

export function sampleNetwork(wishes: SampleWishes = {}): SampleNetwork {
  const { origin = "log.cunzhen.example/2026", seats = usualSeats } = wishes;
  const logKey = sampleKey(origin, "log");
  const names = seats.map(({ role }, seat) => `${role}-${String(seat + 1)}`);
  const cosigners = names.map((name) => sampleKey(`${origin}/${name}`, "cosignature"));
  const members = seats.map(({ role, name }, seat) => ({
    name,
    role,
    vkey: cosigners[seat]?.verifier.text ?? "",
    url: `https://${names[seat] ?? ""}.example/`,
  }));
  const rule = wishes.threshold === undefined ? "all" : String(wishes.threshold);
  const policy = [
    `log ${logKey.verifier.text}`,
    ...members.map(({ vkey, url }, seat) => `witness ${names[seat] ?? ""} ${vkey} ${url}`),
    `group members ${rule} ${names.join(" ")}`,
    "quorum members",
    "",
  ].join("\n");
  const draft: DescriptorDraft = {
    name: { zh: "示例联盟", en: "Sample network" },
    practice: origin.startsWith("practice."),
    origin,
    epochs: [{ n: 0, fromSize: 0, policy, institutions: members }],
  };
  return {
    draft,
    descriptorBytes: signedDescriptor(draft, cosigners),
    policyBytes: toUtf8(policy),
    logKey,
    cosigners,
  };
}

export function signedDescriptor(
  draft: DescriptorDraft,
  signers: readonly SampleKey[],
): Uint8Array {
  const message = descriptorMessage(draft);
  return writeDescriptor(
    draft,
    signers.map((key) => ({ name: key.verifier.name, signature: key.sign(message) })),
  );
}

/** The trust store's entry for a descriptor. */
export function trusted(descriptorBytes: Uint8Array) {
  const descriptor = parseDescriptor(descriptorBytes);
  if (!descriptor.ok) throw new Error(descriptor.fault.rule);
  return {
    descriptor: descriptor.value,
    bytes: descriptorBytes,
    digest: toHex(digestOf("sha256", descriptorBytes)),
    source: "test",
    practice: descriptor.value.practice,
  };
}

/** A submission signed by a submitter that follows from a text. */
export function sampleSubmission(
  draft: Omit<SubmissionDraft, "submitter">,
  seed = "submitter",
): Uint8Array {
  const key = sampleKey(seed, "log");
  const whole = { ...draft, submitter: key.verifier.publicKey };
  return writeSubmission({ ...whole, signature: key.sign(submissionMessage(whole)) });
}

/** The hash of a leaf that stands for anything. */
function filler(number: number): Uint8Array {
  return leafHash(toUtf8(`filler ${String(number)}`));
}

export interface ReceiptWishes {
  /** Number of the leaf, and of all leaves. */
  readonly index?: number;
  readonly size?: number;
  /** Hashes of the other leaves; fillers unless told. */
  readonly leafAt?: (number: number) => Uint8Array;
  /** POSIX seconds of each cosigner; undefined for one that does not sign. */
  readonly seconds: readonly (number | undefined)[];
  /** Lines to add or change before the note is written. */
  readonly lines?: (lines: readonly NoteSignature[], text: string) => readonly NoteSignature[];
}

/** A receipt as an honest network would give it for a leaf. */
export function sampleReceipt(
  network: SampleNetwork,
  leaf: Leaf,
  wishes: ReceiptWishes,
): Uint8Array {
  const { index = 5, size = 11, leafAt = filler } = wishes;
  const extra = writeLeaf(leaf);
  const hashes = Array.from({ length: size }, (_, number) =>
    number === index ? leafHash(extra) : leafAt(number),
  );
  const { edge, made } = appendLeaves(emptyEdge, hashes);
  const at = (level: number, number: number): Uint8Array =>
    made.find((node) => node.level === level && node.index === number)?.hash ?? new Uint8Array();
  const origin = network.draft.origin;
  const text = checkpointText({ origin, size, root: rootOf(edge) });
  const log = network.logKey;
  const lines: NoteSignature[] = [
    { name: origin, keyId: log.verifier.keyId, signature: log.sign(logMessage(text)) },
  ];
  for (const [seat, cosigner] of network.cosigners.entries()) {
    const seconds = wishes.seconds[seat];
    if (seconds !== undefined) lines.push(cosignatureLine(cosigner, text, seconds));
  }
  return writeTlogProof({
    extra,
    index,
    hashes: proofOf(inclusionPlan(index, size), ({ level, index: number }) => at(level, number)),
    checkpoint: writeNote({ text, signatures: wishes.lines?.(lines, text) ?? lines }),
  });
}

export function cosignatureLine(key: SampleKey, text: string, seconds: number): NoteSignature {
  const { name, keyId } = key.verifier;
  const signature = timedSignature(seconds, key.sign(cosignatureMessage(text, seconds)));
  return { name, keyId, signature };
}
