import type { UnixMs } from "../bytes/civil-time.ts";

/** Everything that can be done to an item. The first eight are the states of the main job. */
export const custodyActions = [
  "requested",
  "captured",
  "sealed",
  "stamped",
  "registered",
  "closed",
  "packaged",
  "verified",
  "cancelled",
  "resumed",
  "exported",
  "handed-over",
  "acknowledged",
  "moved",
  "renewed",
] as const;
export type CustodyAction = (typeof custodyActions)[number];

/** One act, before it is linked and signed. */
export interface CustodyAct {
  /** As the device's clock claimed. */
  readonly time: UnixMs;
  readonly action: CustodyAction;
  /** `id` of the party in evidence.json who acted; null when the software acted by itself. */
  readonly party: string | null;
  /** SHA-256 of what the act produced or concerned, lower-case hex; `sealed` names evidence.json. */
  readonly subject: string | null;
  readonly counterparty?: string;
  readonly caseNumber?: string;
  readonly medium?: string;
  readonly reason?: string;
}

/** An act in its place in the chain. */
export interface CustodyEntry extends CustodyAct {
  /** Counts from 1. */
  readonly seq: number;
  /** SHA-256 of the line before, without its newline; of `custodyGenesis` for the first. */
  readonly prev: string;
  /** `device.id` of evidence.json. */
  readonly device: string;
  /** Ed25519 by the device key, 64 bytes. */
  readonly signature: Uint8Array;
}

/** What the next entry links to. */
export interface CustodyHead {
  readonly seq: number;
  readonly digest: string;
}
