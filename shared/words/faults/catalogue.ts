import type { DataOfSaid } from "../slots.ts";
import { hostFaults } from "./host.ts";
import { identityFaults } from "./identity.ts";
import { inputFaults } from "./input.ts";
import { notarizeFaults } from "./notarize.ts";
import { registrationFaults } from "./registration.ts";
import { stampingFaults } from "./stamping.ts";
import { usageFaults } from "./usage.ts";
import { verifyFaults } from "./verify.ts";
import { vaultFaults } from "./vault.ts";

/** Every fault code there is. A code stands in exactly one file and is no check code (a test says so). */
export const faults = {
  ...inputFaults,
  ...stampingFaults,
  ...registrationFaults,
  ...identityFaults,
  ...notarizeFaults,
  ...vaultFaults,
  ...usageFaults,
  ...verifyFaults,
  ...hostFaults,
} as const;

export type FaultCode = keyof typeof faults;

/** The `data` that a fault with this code must carry; a union of codes gives a union of data. */
export type FaultData<C extends FaultCode> = C extends FaultCode
  ? DataOfSaid<(typeof faults)[C]>
  : never;
