import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import { createRoot, type Party, purposes } from "./certificate-authority.ts";
import { createNetwork, type TestNetwork } from "./network.ts";
import { type TimeStamping, timeStamping } from "./time-stamping.ts";

/** Everybody who takes part in a package, in memory, and a trust store that accepts them. */
export interface World {
  readonly practice: boolean;
  readonly root: Party;
  readonly intermediate: Party;
  readonly authority: TimeStamping;
  readonly authorityCertificate: Uint8Array;
  readonly operator: Party;
  readonly crls: readonly Uint8Array[];
  readonly network: TestNetwork;
  /** Accepts this world's root and network. */
  readonly trust: TrustStore;
}

/** @param label parts worlds: a forger lives in one of another label, with keys of its own */
export async function createWorld(practice: boolean, label = "Test"): Promise<World> {
  const name = (role: string) => (practice ? `${label} PRACTICE 演练 ${role}` : `${label} ${role}`);
  const root = await createRoot(name("Root"));
  const intermediate = await root.issueAuthority(name("Intermediate"));
  const stamping = await intermediate.issue(name("TSA"), {
    extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
  });
  const operator = await intermediate.issue(name("Operator"), {
    keyUsage: ["digitalSignature", "nonRepudiation"],
  });
  const network = createNetwork(practice, toHex(digestOf("sha256", toUtf8(label))).slice(0, 16));
  const chain = [stamping.certificate, intermediate.certificate];
  return {
    practice,
    root,
    intermediate,
    authority: timeStamping(stamping, chain),
    authorityCertificate: stamping.certificate,
    operator,
    crls: [await root.crl(), await intermediate.crl()],
    network,
    trust: {
      roots: [{ certificate: root.certificate, source: "test", practice }],
      crls: [],
      networks: [
        {
          descriptor: network.descriptor,
          bytes: network.descriptorBytes,
          digest: toHex(digestOf("sha256", network.descriptorBytes)),
          source: "test",
          practice,
        },
      ],
    },
  };
}
