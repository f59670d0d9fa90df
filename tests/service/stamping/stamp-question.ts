import { expect } from "vitest";
import { stamp, type StampOrder, type StampPorts } from "../../../service/stamping/stamp.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { sentence } from "../../../shared/words/sentence.ts";
import { ports, type StandIn } from "../../parties/stand-in-authority.ts";

export const manifest = toUtf8("<ASiCManifest/>");

/** Asks a stand-in authority for a stamp over the manifest, unless told otherwise. */
export function askStandIn(
  tsa: StandIn,
  more: Partial<StampOrder> = {},
  morePorts: Partial<StampPorts> = {},
): ReturnType<typeof stamp> {
  const { signal } = new AbortController();
  return stamp(
    { authority: tsa.authority, manifest, purpose: "stamp", signal, ...more },
    ports(morePorts),
  );
}

/** The code of the fault, with whether asking again may help. */
export async function faultOf(
  asked: ReturnType<typeof stamp>,
): Promise<readonly [string, boolean]> {
  const result = await asked;
  if (result.ok) return ["no fault", false];
  const { fault, retryAfterMs } = result.fault;
  // Each fault can be said: no slot of its sentence stays open.
  expect(sentence(fault.code, "zh", fault.data)).not.toMatch(/[{}]/);
  expect(sentence(fault.code, "en", fault.data)).not.toMatch(/[{}]/);
  return [fault.code, retryAfterMs !== null];
}
