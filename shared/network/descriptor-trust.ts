import { isSatisfied } from "../log/quorum-policy.ts";
import type { VerifySignature } from "../signature/scheme.ts";
import { type Descriptor, descriptorMessage, type Epoch, type Institution } from "./descriptor.ts";

/** The epoch whose policy judges a checkpoint of this size: the last that begins at or before it. */
export function epochAt(descriptor: Descriptor, size: number): Epoch | undefined {
  return descriptor.epochs.findLast((epoch) => epoch.fromSize <= size);
}

/** The institution that holds a cosigner key in this epoch. */
export function institutionOf(epoch: Epoch, vkey: string): Institution | undefined {
  return epoch.institutions.find((institution) => institution.vkey === vkey);
}

/**
 * Whether those who may say so have signed the descriptor: the quorum of the epoch before the last, or all
 * institutions of the only epoch. A signature of theirs that does not verify spoils it; unknown ones are ignored.
 */
export function isDescriptorSigned(descriptor: Descriptor, verify: VerifySignature): boolean {
  const last = descriptor.epochs.at(-1);
  if (last === undefined) return false;
  const previous = descriptor.epochs.at(-2);
  const message = descriptorMessage(descriptor);
  const signed = new Set<string>();
  for (const witness of (previous ?? last).quorum.witnesses) {
    for (const { name, signature } of descriptor.signatures) {
      if (name !== witness.key.name) continue;
      const key = { kind: "ed25519", bytes: witness.key.publicKey } as const;
      if (!verify(key, { kind: "ed25519" }, signature, message)) return false;
      signed.add(witness.key.text);
    }
  }
  return previous === undefined
    ? last.quorum.witnesses.every((witness) => signed.has(witness.key.text))
    : isSatisfied(previous.quorum, signed);
}
