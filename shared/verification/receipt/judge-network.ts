import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { toUtf8 } from "../../bytes/utf8.ts";
import { digestOf } from "../../digest/digest.ts";
import type { Checkpoint } from "../../log/checkpoint.ts";
import { epochAt } from "../../network/descriptor-trust.ts";
import type { Descriptor, Epoch } from "../../network/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ReceiptQuestion } from "./receipt-question.ts";

/** Whose quorum judges a receipt; no epoch: nothing can be said of its signatures. */
export interface NetworkJudgement {
  readonly findings: readonly Finding[];
  readonly epoch: Epoch | undefined;
  readonly trusted: boolean;
}

/** Which epoch judges the receipt: the trusted descriptor's, else what the package claims. */
export function judgeNetwork(
  { network, policy, trust }: ReceiptQuestion,
  checkpoint: Checkpoint,
  claimed: Descriptor,
): NetworkJudgement {
  const findings: Finding[] = [];
  const { origin, size } = checkpoint;
  const differs = (name: string): void => {
    findings.push(finding("NETWORK_COPY_DIFFERS", name, { file: name }));
  };
  const accepted = trust.networks.find(({ descriptor }) => descriptor.origin === origin);
  if (claimed.origin !== origin) differs(network.name);
  if (accepted === undefined && !claimed.practice) {
    const digest = toHex(digestOf("sha256", network.bytes ?? new Uint8Array()));
    findings.push(
      finding("UNKNOWN_NETWORK", network.name, { name: claimed.name.zh, origin, digest }),
    );
  }
  const ofThisLog = claimed.origin === origin;
  const contradicts =
    accepted !== undefined && ofThisLog && !sameHistory(claimed, accepted.descriptor);
  if (contradicts) differs(network.name);
  const claimedEpoch = epochAt(claimed, size);
  const acceptedEpoch = accepted === undefined ? undefined : epochAt(accepted.descriptor, size);
  if (
    accepted !== undefined &&
    acceptedEpoch !== undefined &&
    ofThisLog &&
    !contradicts &&
    (claimedEpoch?.n ?? 0) > acceptedEpoch.n
  ) {
    findings.push(finding("NETWORK_NEWER", network.name, { origin }));
    // The quorum that is known signs the next epoch alone; one after that may be signed by whoever made it up.
    const signedByKnown = claimed.epochs.length <= accepted.descriptor.epochs.length + 1;
    return { findings, epoch: signedByKnown ? claimedEpoch : undefined, trusted: false };
  }
  const epoch = acceptedEpoch ?? (ofThisLog ? claimedEpoch : undefined);
  if (epoch === undefined) return { findings, epoch, trusted: false };
  if (!equalBytes(policy.bytes ?? new Uint8Array(), toUtf8(epoch.policy))) differs(policy.name);
  return { findings, epoch, trusted: acceptedEpoch !== undefined };
}

/** Whether two descriptors of one log agree on the epochs that both know: only then is one newer than the other. */
function sameHistory(a: Descriptor, b: Descriptor): boolean {
  return a.epochs.every(({ fromSize, policy }, n) => {
    const other = b.epochs[n];
    return other === undefined || (other.fromSize === fromSize && other.policy === policy);
  });
}
